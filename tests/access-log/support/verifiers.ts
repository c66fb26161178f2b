import { readTrusted } from '../../../scripts/lib/audit/trusted.ts'
import { verifyLog } from '../../../scripts/lib/audit/verify-log.ts'
import type { Files } from './small-log.ts'

export interface Given {
  readonly files: Files
  readonly keys: string
  readonly since?: readonly Buffer[]
}
/** As scripts/audit-recheck.mjs exports it: plain JavaScript, so that it runs without anything of ours. */
interface Recheck {
  readKeys(text: string): { readonly log: unknown }
  recheck(given: {
    readonly read: (path: string) => Buffer | undefined
    readonly keys: { readonly log: unknown }
    readonly since?: readonly Buffer[]
    readonly proofs?: readonly { readonly where: string; readonly bytes: Buffer }[]
  }): readonly string[]
}
const RECHECK = new URL('../../../scripts/audit-recheck.mjs', import.meta.url).href
export const { readKeys, recheck }: Recheck = await import(RECHECK)

/** What is wrong, a line each. */
type Verifier = (given: Given) => Promise<readonly string[]>

const first: Verifier = async ({ files, keys, since = [] }) => {
  const source = { read: async (path: string) => files.get(path) }
  const { faults } = await verifyLog({ source, trusted: readTrusted(keys), since })
  return faults.map(({ where, what }) => `${where}: ${what}`)
}

const second: Verifier = async ({ files, keys, since = [] }) =>
  recheck({ read: name => files.get(name), keys: readKeys(keys), since })

/** Every test of tampering is put to each. */
export const verifiers: readonly [first: readonly [string, Verifier], second: readonly [string, Verifier]] = [
  ['audit:verify', first],
  ['audit-recheck.mjs', second],
]
