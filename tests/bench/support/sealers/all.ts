import { limit } from './limit.ts'
import { ours } from './ours.ts'
import { gpg, isInstalled, sq } from './programs.ts'
import type { Sealer } from './sealer.ts'

/** Ours and the others; of the programs those that are installed. */
export const SEALERS: ReadonlyMap<string, () => Promise<Sealer> | Sealer> = new Map<
  string,
  () => Promise<Sealer> | Sealer
>([
  ['Amparo, modern', () => ours('modern')],
  ['Amparo, compatible', () => ours('compatible')],
  ...(isInstalled('gpg') ? [['gpg, a process each', gpg] as const] : []),
  ...(isInstalled('sq') ? [['sq, a process each', sq] as const] : []),
  ['node:crypto (the limit)', limit],
])
