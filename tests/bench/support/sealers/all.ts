import { limit } from './limit.ts'
import { ours } from './ours.ts'
import { gpg, isInstalled, sq } from './programs.ts'
import type { Sealer } from './sealer.ts'

/** Ours and the others; of the programs those that are installed. */
export const sealers = async (): Promise<Sealer[]> => [
  await ours('modern'),
  await ours('compatible'),
  ...(isInstalled('gpg') ? [await gpg()] : []),
  ...(isInstalled('sq') ? [await sq()] : []),
  limit(),
]
