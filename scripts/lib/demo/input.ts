import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { agencyTypeOf } from '@amparo/contracts'
import { z } from 'zod'
import { UsageError } from '../usage-error.ts'

const party = z.looseObject({ jurisdiction: z.string(), agencyType: z.string(), unit: z.string().optional() })
const span = z.looseObject({ start: z.int(), end: z.int(), type: z.string() })

/** What the driver itself steers by; the rest goes to the API as it is, which says what is wrong with it. */
const steering = z.looseObject({ from: party, to: party, consent: z.looseObject({}) })

/** A referral input as it stands in its file: an object of any make, so that what is wrong with one is said of that one. */
const written = z.looseObject({
  id: z.string().min(1),
  protocol: z.unknown().optional(),
  priority: z.unknown().optional(),
  subject: z.unknown().optional(),
  trafficking: z.unknown().optional(),
  narrative: z.unknown().optional(),
  attachments: z.unknown().optional(),
  /** Marked identities of the narrative, where somebody marked them. */
  spans: z.array(span).optional(),
  expect: z.looseObject({ outcome: z.enum(['accept', 'refuse']), reason: z.string().optional() }).optional(),
})
export type WrittenInput = z.infer<typeof written>
export type DemoInput = WrittenInput & z.infer<typeof steering>
export type Party = { readonly hub: string; readonly type: string }

export const partyOf = ({ jurisdiction, agencyType, unit }: DemoInput['from']): Party => ({
  hub: jurisdiction,
  type: agencyTypeOf({ agencyType, unit }),
})

/** The input cannot be driven at all: it does not say who sends, who receives, or what was agreed. Codes are the API's. */
export class MalformedInput extends Error {
  override readonly name = 'MalformedInput'
  readonly code: 'request_invalid' | 'unknown_code'
  /** RFC 6901 pointers into the input. */
  readonly fields: readonly string[]

  constructor(fields: readonly string[], code: MalformedInput['code'] = 'request_invalid') {
    super('The input lacks what the demonstration steers by')
    this.fields = fields
    this.code = code
  }
}

/** Throws MalformedInput. */
export function steered(input: WrittenInput): DemoInput {
  const { error } = steering.safeParse(input)
  if (error) throw new MalformedInput(error.issues.map(({ path }) => path.map(key => `/${String(key)}`).join('')))
  return input as DemoInput
}

/** Codes of the jurisdictions that an input names, as far as it does. */
export const hubsNamed = (input: WrittenInput): string[] =>
  [input['from'], input['to']].flatMap(value => party.safeParse(value).data?.jurisdiction ?? [])

/**
 * Every input of a folder, by file name; one without an id has that of its file. Throws a UsageError with the name of a file that is no object
 * of JSON, or whose expectation or marks cannot be read.
 */
export function readInputs(dir: string): WrittenInput[] {
  const files = namesIn(dir)
    .filter(name => name.endsWith('.json'))
    .sort()
  if (files.length === 0) throw new UsageError(`${dir} holds no .json file`)
  const marks = marksBeside(dir)
  return files.map(name => {
    const json = jsonIn(join(dir, name))
    const parsed = written.safeParse(isRecord(json) ? { ...json, id: json['id'] ?? basename(name, '.json') } : json)
    if (parsed.success) return { ...parsed.data, spans: parsed.data.spans ?? marks.get(parsed.data.id) }
    const fields = parsed.error.issues.map(issue => issue.path.join('.') || 'not an object').join(', ')
    throw new UsageError(`${join(dir, name)} is no referral input: ${fields}`)
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch (error) {
    throw new UsageError(`${dir} cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`)
  }
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // What stands in the file may be somebody's case: it is not quoted.
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new UsageError(`${file} ${why}`)
  }
}

/**
 * Where marked narratives stand beside a folder of inputs (`narratives.jsonl` in the folder above), the input `ref-<id>` carries the
 * narrative `<id>`: its marks tell the scan of more identities.
 */
function marksBeside(dir: string): Map<string, WrittenInput['spans']> {
  const file = join(dir, '..', 'narratives.jsonl')
  if (!existsSync(file)) return new Map()
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
    return new Map(lines.map(line => markedSchema.parse(JSON.parse(line))).map(({ id, spans }) => [`ref-${id}`, spans]))
  } catch {
    throw new UsageError(`${file} has a line that is no marked narrative`)
  }
}
const markedSchema = z.looseObject({ id: z.string(), spans: z.array(span).optional() })
