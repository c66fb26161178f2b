import { textFile } from '@amparo/config'
import { isKeyName, NoteAlgorithm, type NoteKey, readNoteKey } from '@amparo/crypto/tlog'
import { z } from 'zod'
import type { WitnessAt } from './ports/witness.ts'

export interface WitnessConfig {
  /** Whose heads this hub signs. */
  readonly logs: readonly NoteKey[]
  /** Who signs this log's heads; all of them are outside its operator. */
  readonly witnesses: readonly WitnessAt[]
}

export const NO_WITNESSES: WitnessConfig = { logs: [], witnesses: [] }

/** From lines `log KEY` and `witness KEY URL`; what comes after `#` says nothing. Throws a TypeError on anything else. */
export function readWitnessConfig(text: string): WitnessConfig {
  const lines = text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([word]) => word !== '')
  const logs: NoteKey[] = []
  const witnesses: WitnessAt[] = []
  for (const [word, key = '', url, ...more] of lines) {
    const read = readNoteKey(key)
    if (word === 'log' && read.algorithm === NoteAlgorithm.ED25519 && url === undefined) logs.push(read)
    else if (word === 'witness' && read.algorithm === NoteAlgorithm.COSIGNATURE && more.length === 0)
      witnesses.push({ key: read, url: new URL(url ?? '').href.replace(/\/+$/, '') })
    else throw new TypeError('lines are `log KEY` or `witness KEY URL`')
  }
  return { logs, witnesses }
}

const HOUR_MS = 3_600_000

export const witnessConfig = z.object({
  AMPARO_LOG_ORIGIN: z
    .string()
    .max(200)
    .refine(isKeyName, 'white space and a plus name no log')
    .optional()
    .describe(
      'the name by which the log is known for ever, below one that its operator owns, without scheme: justice.example/amparo/access-log',
    ),
  AMPARO_LOG_TILES_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('a folder into which the log is written as it is published, for whoever serves, copies or keeps files'),
  AMPARO_WITNESSES_FILE: textFile()
    .transform((text, ctx) => {
      try {
        return readWitnessConfig(text)
      } catch {
        ctx.addIssue({ code: 'custom', message: 'its file has other lines than `log KEY` and `witness KEY URL`' })
        return z.NEVER
      }
    })
    .optional()
    .describe(
      'who signs the heads of this log, and whose heads this hub signs; without it nobody outside sees the log',
    ),
  AMPARO_WITNESS_LIMIT_HOURS: z.coerce
    .number()
    .positive()
    .max(24 * 7)
    .default(4)
    .transform(hours => hours * HOUR_MS)
    .describe('so long after a witness last signed, ordinary releases stop'),
  AMPARO_WITNESS_EVERY_SECONDS: z.coerce
    .number()
    .positive()
    .max(3_600)
    .default(10)
    .transform(seconds => seconds * 1_000)
    .describe('how often the log is shown to its witnesses'),
})
