import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencyTypeOf } from '@amparo/contracts'
import { z } from 'zod'
import { UsageError } from '../usage-error.ts'

const party = z.looseObject({ jurisdiction: z.string(), agencyType: z.string(), unit: z.string().optional() })
const span = z.looseObject({ start: z.int(), end: z.int(), type: z.string() })

/**
 * A referral input. Only what the driver itself steers by is checked here; the rest goes to the API as it is, which says
 * what is wrong with it.
 */
const inputSchema = z.looseObject({
  id: z.string(),
  protocol: z.unknown(),
  priority: z.unknown(),
  from: party,
  to: party,
  subject: z.unknown(),
  trafficking: z.unknown(),
  consent: z.looseObject({}),
  narrative: z.unknown(),
  attachments: z.unknown(),
  /** Marked identities of the narrative, where somebody marked them. */
  spans: z.array(span).optional(),
  expect: z.looseObject({ outcome: z.enum(['accept', 'refuse']), reason: z.string().optional() }).optional(),
})
export type DemoInput = z.infer<typeof inputSchema>
export type Party = { readonly hub: string; readonly type: string }

export const partyOf = ({ jurisdiction, agencyType, unit }: DemoInput['from']): Party => ({
  hub: jurisdiction,
  type: agencyTypeOf({ agencyType, unit }),
})

/** Every input of a folder, by file name. Throws a UsageError with the name of a file that is no input. */
export function readInputs(dir: string): DemoInput[] {
  const files = namesIn(dir)
    .filter(name => name.endsWith('.json'))
    .sort()
  if (files.length === 0) throw new UsageError(`${dir} holds no .json file`)
  const marks = marksBeside(dir)
  return files.map(name => {
    const parsed = inputSchema.safeParse(jsonIn(join(dir, name)))
    if (parsed.success) return { ...parsed.data, spans: parsed.data.spans ?? marks.get(parsed.data.id) }
    const fields = parsed.error.issues.map(issue => issue.path.join('.') || 'not an object').join(', ')
    throw new UsageError(`${join(dir, name)} is no referral input: ${fields}`)
  })
}

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
function marksBeside(dir: string): Map<string, DemoInput['spans']> {
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
