import type { EFFECTS } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { isNewAlarm } from '../domain/alarm.ts'
import type { Book } from '../domain/book.ts'
import type { Sent } from '../domain/case.ts'
import type { Step } from '../domain/referral.ts'
import { endAssignments } from '../store/assignments.ts'
import { wantChildAlert } from '../store/child-alerts.ts'
import { closeOffers } from '../store/offers.ts'
import { needsOf } from './needs-of.ts'
import { wantOffer } from './want-offer.ts'

type Effect = (typeof EFFECTS)[number]

export interface Effects {
  readonly book: Book
  readonly hub: string
  readonly at: Date
}

/** What the protocol says follows from these steps; and nobody is asked for what is no longer needed. */
export async function haveEffects(
  tx: Transaction,
  after: Sent,
  effective: readonly Step[],
  effects: Effects,
): Promise<void> {
  const { book, hub, at } = effects
  const { referral, run } = after
  const own = referral.from.hub === hub
  if (own && (await needsOf(tx, book, after)).length === 0) await closeOffers(tx, referral.id, at)
  for (const step of effective) {
    for (const effect of run.protocol.steps[step.step]?.effects ?? []) await EFFECT[effect](tx, after, step, effects)
  }
}

const EFFECT: Record<Effect, (tx: Transaction, after: Sent, step: Step, effects: Effects) => Promise<void>> = {
  'offer-next': async (tx, { referral }, { step }, { hub, at }) => {
    if (referral.from.hub !== hub) return
    await wantOffer(tx, referral.id, step === 'accept-part' ? 'part-declined' : 'declined', at)
  },
  'end-assignments': async (tx, { referral }, _step, { at }) => {
    // Whoever ends the work: those who did it are freed. The sender's people go on being answerable for the person.
    if (referral.to === undefined) return
    const { agencyId } = referral.to
    await endAssignments(tx, { referralId: referral.id, agencyId, userId: undefined, byUserId: undefined, at })
  },
  'alert-child-protection': async (tx, after, step, { at }) => {
    if (isNewAlarm(after, step)) await wantChildAlert(tx, after.referral.id, at)
  },
}
