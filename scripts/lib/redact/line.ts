import { type Engine, type Identity, languageOf, POLICIES, RedactionFailed } from '@amparo/text'
import { z } from 'zod'

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

export interface Answer {
  readonly line: string
  readonly failed: boolean
}

const MASKS = { ...POLICIES.assistance, persons: 'masks' } as const

/** One line in, one line out. A text that cannot be made safe comes out without any text. */
export function redactLine(engine: Engine, line: string, useIdentity: boolean): Answer {
  const { id, lang, text, identity } = input.parse(JSON.parse(line))
  const language = lang ? languageOf(lang) : undefined
  try {
    const known = useIdentity && identity ? identityOf(identity) : undefined
    const result = engine.redact(text, {
      ...(language === undefined ? {} : { lang: language }),
      ...(known === undefined ? {} : { identity: known }),
      policy: MASKS,
    })
    const spans = result.spans.map(({ start, end, type }) => ({ start, end, type }))
    return { line: JSON.stringify({ id, text: result.text, spans }), failed: false }
  } catch (error) {
    if (!(error instanceof RedactionFailed)) throw error
    return { line: JSON.stringify({ id, failed: true }), failed: true }
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
