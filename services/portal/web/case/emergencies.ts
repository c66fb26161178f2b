import type { AgencyRef, ReferralView } from '@amparo/client'

/** No emergency opens anybody to these. */
const CLOSED_TO: readonly string[] = ['migration_enforcement', 'consulate']
/** As redaction has it. More is not believed: the clock of this computer may be slow. */
const MOST_MS = 60 * 60_000
/** The same: so long after its end a referral may still be opened so. */
const AFTER_END_MS = 72 * 60 * 60_000
const WITH_RECIPIENT: readonly string[] = ['requested', 'accepted', 'in-progress', 'on-hold']

interface Asking {
  readonly own: AgencyRef
  /** What kind the own agency is; undefined: not known here yet. */
  readonly agencyType: string | undefined
  /** Of the referral's protocol. */
  readonly compartment: boolean | undefined
}

type Of = Pick<ReferralView, 'from' | 'to' | 'status' | 'state' | 'turn' | 'updatedAt'>

/**
 * Whether it makes sense to offer that whom a referral is about is opened in an emergency. Redaction decides (ADR 17): to its recipient
 * while it is with them, to who sent it until it has ended, to either for three days after; and never of a compartment. Who is on duty and
 * who registered the person this page does not know.
 *
 * @param now as Date.now() tells it
 */
export function opensInEmergency(of: Of, { own, agencyType, compartment }: Asking, now: number): boolean {
  const { from, to, status } = of
  if (status === 'draft' || compartment === true) return false
  if (agencyType !== undefined && CLOSED_TO.includes(agencyType)) return false
  const isOwn = (party: AgencyRef | null) => party?.hub === own.hub && party.agencyId === own.agencyId
  return (isOwn(to) && isWithRecipient(of, now)) || (isOwn(from) && isWithSender(of, now))
}

const isWithRecipient = (of: Of, now: number): boolean =>
  WITH_RECIPIENT.includes(of.status) ||
  (of.status === 'completed' && of.state !== 'transferred' && isWithSender(of, now))

const isWithSender = ({ turn, updatedAt }: Of, now: number): boolean =>
  turn !== null || now - Date.parse(updatedAt) <= AFTER_END_MS

/** How long it is shown still. @param until ISO 8601 @param now as Date.now() tells it */
export const leftUntil = (until: string, now: number): number => Math.max(0, Math.min(Date.parse(until) - now, MOST_MS))
