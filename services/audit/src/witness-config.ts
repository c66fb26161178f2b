import { ConfigError, textFile } from '@amparo/config'
import { isKeyName, NoteAlgorithm, type NoteKey, readNoteKey } from '@amparo/crypto/tlog'
import { HOUR_MS } from '@amparo/kernel'
import { z } from 'zod'
import type { WitnessAt } from './ports/witness.ts'

/** A witness, and what the hub's operator says of whoever runs it. */
export interface NamedWitness extends WitnessAt {
  /** Of the hub's own state: no other state can switch it off. */
  readonly domestic: boolean
  /** Who runs it, below a name of its own: ombudsman.example. */
  readonly operator: string | undefined
}

export interface WitnessConfig {
  /** Whose heads this hub signs. */
  readonly logs: readonly NoteKey[]
  /** Who signs this log's heads; all of them are outside its operator. */
  readonly witnesses: readonly NamedWitness[]
}

export const NO_WITNESSES: WitnessConfig = { logs: [], witnesses: [] }

const LINES = 'lines are `log KEY`, `witness KEY URL [domestic] [operator NAME]` or `operator NAME`'

/**
 * From lines `log KEY`, `witness KEY URL [domestic] [operator NAME]` and at most one `operator NAME`, the hub's own; what comes after `#` says nothing. Throws
 * a TypeError on anything else, on a witness that is named twice, and on one of the hub's own operator.
 */
export function readWitnessConfig(text: string): WitnessConfig {
  const lines = text
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([word]) => word !== '')
  const of = (word: string) => lines.filter(([first]) => first === word).map(([, ...rest]) => rest)
  const [logs, witnesses, operators] = [of('log').map(readLog), of('witness').map(readWitness), of('operator')]
  if (logs.length + witnesses.length + operators.length !== lines.length) throw new TypeError(LINES)
  const [[own] = [], ...more] = operators
  if (more.length > 0 || operators.some(names => names.length !== 1)) throw new TypeError(LINES)
  const keys = new Set(witnesses.map(({ key }) => rawOf(key)))
  if (keys.size !== witnesses.length) throw new TypeError('two witnesses have one key')
  if (own !== undefined && witnesses.some(({ operator }) => operator === own))
    throw new TypeError("a witness of the hub's own operator is none")
  return { logs, witnesses }
}

function readLog([key = '', ...more]: readonly string[]): NoteKey {
  const read = readNoteKey(key)
  if (read.algorithm !== NoteAlgorithm.ED25519 || more.length > 0) throw new TypeError(LINES)
  return read
}

function readWitness([key = '', url = '', ...rest]: readonly string[]): NamedWitness {
  const read = readNoteKey(key)
  const domestic = rest[0] === 'domestic'
  const [word, operator, ...more] = domestic ? rest.slice(1) : rest
  const named = word === undefined || (word === 'operator' && operator !== undefined)
  if (read.algorithm !== NoteAlgorithm.COSIGNATURE || !named || more.length > 0) throw new TypeError(LINES)
  return { key: read, url: new URL(url).href.replace(/\/+$/, ''), domestic, operator }
}

/** The same key under another name is the same witness. */
const rawOf = ({ publicKey }: NoteKey): string => publicKey.export({ format: 'jwk' }).x ?? ''

/**
 * Who may sign for this hub. Throws a ConfigError, in words for its operator, on the hub's own key, and where nobody is named on a hub that is
 * not one for trying out.
 */
export function checkWitnesses({ witnesses }: WitnessConfig, own: NoteKey, trial: boolean): void {
  const problem = witnesses.some(({ key }) => rawOf(key) === rawOf(own))
    ? "names this hub's own key: whoever keeps a log is no witness of it"
    : witnesses.length === 0 && !trial
      ? 'names no witness, so that nobody outside would see the log: name at least three in lines `witness KEY URL [domestic] [operator NAME]`' +
        ' (deploy/README.md), or, on a hub that holds nobody real, set AMPARO_UNWITNESSED=trial'
      : undefined
  if (problem !== undefined) throw new ConfigError(new Map([['AMPARO_WITNESSES_FILE', problem]]))
}

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
        ctx.addIssue({
          code: 'custom',
          message: `its file is not as described: ${LINES}; each key once, none of the hub's own operator`,
        })
        return z.NEVER
      }
    })
    .default(NO_WITNESSES)
    .describe(
      'who signs the heads of this log, and whose heads this hub signs; without a witness only a hub for trying out starts',
    ),
  AMPARO_UNWITNESSED: z
    .literal('trial')
    .optional()
    .describe(
      '`trial`: this hub holds nobody real, and goes on with fewer witnesses than it should have, or with none',
    ),
  AMPARO_WITNESS_LIMIT_HOURS: z.coerce
    .number()
    .positive()
    .max(24 * 7)
    .default(4)
    .transform(hours => hours * HOUR_MS)
    .describe('so long after a witness last signed, ordinary releases stop'),
  AMPARO_WITNESS_EMERGENCIES: z.coerce
    .number()
    .int()
    .min(0)
    .default(10)
    .describe('so many people one user may open within 24 hours in emergencies, while ordinary releases stop'),
  AMPARO_WITNESS_EVERY_SECONDS: z.coerce
    .number()
    .positive()
    .max(3_600)
    .default(10)
    .transform(seconds => seconds * 1_000)
    .describe('how often the log is shown to its witnesses'),
})
