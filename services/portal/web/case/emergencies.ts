import type { AgencyRef, ReferralView } from '@amparo/client'

/** No emergency opens anybody to these. */
const CLOSED_TO: readonly string[] = ['migration_enforcement', 'consulate']
/** As redaction has it. More is not believed: the clock of this computer may be slow. */
const MOST_MS = 60 * 60_000

interface Asking {
  readonly own: AgencyRef
  /** What kind the own agency is; undefined: not known here yet. */
  readonly agencyType: string | undefined
  /** Of the referral's protocol. */
  readonly compartment: boolean | undefined
}

/**
 * Whether it makes sense to offer that whom a referral is about is opened in an emergency. Redaction decides (ADR 17): to either agency of a
 * referral that was sent, whoever it is assigned to and however it stands, and never of a compartment.
 */
export function opensInEmergency(
  { from, to, status }: Pick<ReferralView, 'from' | 'to' | 'status'>,
  { own, agencyType, compartment }: Asking,
): boolean {
  if (status === 'draft' || compartment === true) return false
  if (agencyType !== undefined && CLOSED_TO.includes(agencyType)) return false
  return [from, to].some(party => party?.hub === own.hub && party.agencyId === own.agencyId)
}

/** How long it is shown still. @param until ISO 8601 @param now as Date.now() tells it */
export const leftUntil = (until: string, now: number): number => Math.max(0, Math.min(Date.parse(until) - now, MOST_MS))
