import { isDeepStrictEqual } from 'node:util'
import { type Accreditation, accreditedUntil, type DirectoryStatement } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'

/** Before anybody is warned. */
const RENEWED_DAYS = 90

/** Who accredits the agencies of a hub on one machine. Fictional, like its jurisdiction; no agency of the directory is one of them. */
const institutionsOf = (hub: string): string[] => [`${hub} ministry of justice`, `${hub} court of auditors`]

export const accreditedBy = (hub: string, now: Date): Accreditation => ({
  on: now.toISOString().slice(0, 10),
  by: institutionsOf(hub),
})

/** Whether those are to accredit it again: it lapses soon, has lapsed, or was never stated. Whom operators have had accredited by others is theirs. */
export function isDue({ hub, accreditation }: DirectoryStatement['agencies'][number], now: Date): boolean {
  if (accreditation === undefined) return true
  if (!isDeepStrictEqual(accreditation.by, institutionsOf(hub))) return false
  return accreditedUntil(accreditation.on).getTime() - now.getTime() < RENEWED_DAYS * DAY_MS
}
