import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { WaitingFor } from '../domain/review/codes.ts'
import type { Redaction } from '../domain/review/review.ts'
import type { Projected } from '../domain/view.ts'
import type { Party } from '../ports/decision.ts'
import type { FindReviews } from '../queries/find-reviews.ts'
import { type ProtocolOf, type Protocols, rulesOf } from '../queries/protocol-rules.ts'
import { getOrAddRedaction } from '../store/redactions.ts'

export interface KeepWaitingDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly forms: Protocols
  readonly now: Clock
  readonly newId: NewId
}

/** For who shows texts: what was decided on them, and what waits. */
export interface ReviewingDeps extends KeepWaitingDeps {
  readonly findReviews: FindReviews
}

/** In which referral a text could not be made safe. */
export interface Place {
  readonly subjectId: string
  readonly referralId: string
  readonly protocol: ProtocolOf
}

export type UnsafeText = Pick<Redaction, 'source' | 'sourceId' | 'file' | 'profile'> & {
  readonly by: Party
  readonly why: WaitingFor
}

export const redactionIn = (
  { forms, now, newId }: Omit<KeepWaitingDeps, 'store' | 'hub'>,
  { subjectId, referralId, protocol }: Place,
  { by, ...of }: UnsafeText,
): Redaction => ({
  ...{ redactionId: newId(), subjectId, referralId, compartment: rulesOf(forms, protocol).compartment },
  ...{ ...of, agencyId: by.agencyId, madeAt: now() },
})

/** What could not be made safe waits for a person of the agency whose text it is. Another hub's is that hub's to look at. */
export async function keepWaiting(deps: KeepWaitingDeps, place: Place, found: readonly UnsafeText[]): Promise<void> {
  const own = found.filter(({ by }) => by.hub === deps.hub)
  if (own.length === 0) return
  await deps.store.run(async tx => {
    for (const text of own) await getOrAddRedaction(tx, redactionIn(deps, place, text))
  })
}

/** The same of a view that was cut. */
export const unsafeIn = ({ unsafe, profile }: Projected, sender: Party): UnsafeText[] =>
  unsafe.map(({ source, sourceId, by = sender }) => ({
    ...{ source, sourceId, file: null, profile, by, why: 'redaction_failed' },
  }))
