import { type Engine, type Identity, languageOf, RedactionFailed } from '@amparo/text'
import { z } from 'zod'
import { MASKS } from './masks.ts'

const texts = z.array(z.string()).nullish()
const input = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z.string().nullish(),
  text: z.string(),
  identity: z
    .object({
      names: texts,
      aliases: texts,
      relatives: texts,
      phones: texts,
      emails: texts,
      addresses: texts,
      documents: z.array(z.union([z.string(), z.object({ number: z.string() })])).nullish(),
      dateOfBirth: z.string().nullish(),
    })
    .nullish(),
})

/** A line of a file. */
export interface Line {
  /** From 1 on. */
  readonly number: number
  readonly text: string
}

export interface Answer {
  readonly line: string
  readonly outcome: 'masked' | 'withheld' | 'unreadable'
}

/** One line in, one line out. A text that cannot be made safe comes out without any text, and so does a line that is no text: neither is quoted. */
export function redactLine(engine: Engine, { number, text: line }: Line, useIdentity: boolean): Answer {
  const read = input.safeParse(parsed(line))
  if (!read.success) return { line: JSON.stringify({ id: null, line: number, failed: true }), outcome: 'unreadable' }
  const { id, lang, text, identity } = read.data
  const language = lang ? languageOf(lang) : undefined
  try {
    const known = useIdentity && identity ? identityOf(identity) : undefined
    const result = engine.redact(text, {
      ...(language === undefined ? {} : { lang: language }),
      ...(known === undefined ? {} : { identity: known }),
      policy: MASKS,
    })
    const spans = result.spans.map(({ start, end, type }) => ({ start, end, type }))
    return { line: JSON.stringify({ id, text: result.text, spans }), outcome: 'masked' }
  } catch (error) {
    if (!(error instanceof RedactionFailed)) throw error
    return { line: JSON.stringify({ id, failed: true }), outcome: 'withheld' }
  }
}

/** Undefined where it is no JSON. The parser's own message holds a piece of the line. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function identityOf(found: NonNullable<z.infer<typeof input>['identity']>): Identity {
  return {
    names: found.names ?? [],
    aliases: found.aliases ?? [],
    relatives: found.relatives ?? [],
    phones: found.phones ?? [],
    emails: found.emails ?? [],
    addresses: found.addresses ?? [],
    documents: (found.documents ?? []).map(document => (typeof document === 'string' ? document : document.number)),
    dateOfBirth: found.dateOfBirth ?? null,
  }
}
