import { type AgencyRef, covers, type Party, type Recipient } from './agency.ts'
import type { AgencyType } from './codes.ts'
import type { Instrument } from './disclosure.ts'
import type { Roster } from './duty.ts'
import { isOverdue, standsUntil, statusOf } from './record.ts'
import type { RecordedBasis } from './recorded-basis.ts'

/**
 * What the focal points of two hubs agreed on by phone, where no agreement stands: one vital interest, one sender, one recipient
 * (rules: Lawful basis). Each of them records it in the own hub, under the number that both have spoken.
 */
export interface OneCase {
  readonly id: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  /** The vital interest; undefined in the receiving hub, which has no record of the person yet. */
  readonly basisId: string | undefined
  /** The focal point. */
  readonly agencyId: string
  readonly userId: string
  readonly authorisedAt: Date
  /** Exclusive. */
  readonly endsAt: Date
  /** When a second person has to have confirmed. */
  readonly confirmBy: Date
  readonly confirmedAt: Date | undefined
  readonly confirmedBy: string | undefined
  readonly confirmedRoster?: Roster | undefined
}

/** Who speaks for a hub to another one. */
export const isFocalPoint = (party: { readonly type: AgencyType; readonly suspended: boolean } | undefined): boolean =>
  party?.type === 'central_authority' && !party.suspended

/** Until it ends, or lapses for want of a second person. */
export const instrumentOf = ({ id, from, to, basisId, ...term }: OneCase): Instrument => ({
  id: `one-case:${id}`,
  hubs: [from.hub, to.hub],
  matter: 'assistance',
  validUntil: standsUntil(term),
  onlyFor: { from, to, basisId },
})

export type OneCaseState = 'awaits_confirmation' | 'in_force' | 'lapsed' | 'ended'

/** As both focal points may be told: it lapses for want of a second person, and ends with the vital interest. */
export function stateOf(oneCase: OneCase, now: Date): OneCaseState {
  if (isOverdue(oneCase, now)) return 'lapsed'
  if (oneCase.endsAt <= now) return 'ended'
  return oneCase.confirmedAt === undefined ? 'awaits_confirmation' : 'in_force'
}

/** A vital interest that names a recipient in another hub and that nobody has authorised yet: what a focal point is called about. */
export interface WaitingCase {
  readonly basisId: string
  /** Who recorded it. */
  readonly agencyId: string
  readonly recipient: Recipient
  readonly recordedAt: Date
  /** Exclusive. */
  readonly endsAt: Date
}

/** Whether a focal point is shown it: witness protection exists for nobody else, so it asks by phone alone. */
export const mayBeListed = (
  { recipient }: Pick<WaitingCase, 'recipient'>,
  { hub, type }: Pick<Party, 'hub' | 'type'>,
): boolean => recipient.hub !== hub && [type, recipient.agencyType].every(one => one !== 'witness_protection')

/** Whether a focal point may authorise the case at all: a vital interest of the sender, in force, that names the recipient. */
export const isForCase = (
  basis: RecordedBasis | undefined,
  { from, to }: { readonly from: AgencyRef; readonly to: Party },
  now: Date,
): boolean =>
  basis !== undefined &&
  basis.agencyId === from.agencyId &&
  basis.record.basis === 'vital_interest' &&
  statusOf(basis.record, now) === 'in_force' &&
  basis.record.recipients.some(recipient => covers(recipient, to))

export type OneCaseFault = 'second_person_required' | 'already_confirmed' | 'confirmation_overdue' | 'consent_expired'

/** Why this user may not confirm it now; undefined: may. Nobody confirms their own. */
export function oneCaseFault(oneCase: OneCase, userId: string, now: Date): OneCaseFault | undefined {
  if (oneCase.userId === userId) return 'second_person_required'
  if (oneCase.confirmedAt !== undefined) return 'already_confirmed'
  if (isOverdue(oneCase, now)) return 'confirmation_overdue'
  return oneCase.endsAt <= now ? 'consent_expired' : undefined
}
