import type { Transaction } from '@amparo/store'
import { type Asker, type Brief, mayEnter } from '../domain/access.ts'
import { errors } from '../domain/errors.ts'
import { checkLink, type LinkKind } from '../domain/link.ts'
import { isSameParty, senderOf } from '../domain/referral.ts'
import { findBrief, lockBriefs } from '../store/briefs.ts'
import { findIntake, joinIntake } from '../store/intakes.ts'
import { addLink } from '../store/links.ts'
import { findOffer, lockOffer, markTaken, type Offer } from '../store/offers.ts'
import { tellLinked } from './tell-linked.ts'
import { wantLinkTold } from './want-across.ts'

/** What a new referral belongs to. */
export interface Belongings {
  readonly links?: readonly { readonly referralId: string; readonly kind: LinkKind }[] | undefined
  readonly intakeId?: string | undefined
  /** The willing agency's answer that it follows. */
  readonly offerId?: string | undefined
}

interface By {
  readonly asker: Asker
  readonly user: string
  readonly at: Date
}

/**
 * Joins a referral to what it belongs to, in the transaction that stores it. Throws no_such_referral, no_such_intake,
 * no_such_offer, offer_not_sendable, compartment_closed, link_not_possible: then nothing is sent.
 */
export async function attach(tx: Transaction, referralId: string, belongings: Belongings, by: By): Promise<void> {
  const { links = [], intakeId, offerId } = belongings
  if (links.length === 0 && intakeId === undefined && offerId === undefined) return
  // SQL below has to see what the ORM holds.
  await tx.em.flush()
  const referral = await findBrief(tx, referralId)
  if (referral === undefined) throw errors.no_such_referral()
  if (intakeId !== undefined) await join(tx, referral, intakeId, by)
  if (offerId !== undefined) await follow(tx, referral, offerId, by)
  for (const { referralId: otherId, kind } of links) await link(tx, referral, otherId, kind, by)
}

async function link(tx: Transaction, one: Brief, otherId: string, kind: LinkKind, { asker, user, at }: By) {
  const other = (await lockBriefs(tx, [otherId])).get(otherId)
  checkLink(one, other, kind, asker)
  const byWhom = { byAgency: asker.agencyId, byUser: user, at }
  const added = await addLink(tx, { referralId: one.id, otherId, kind, ...byWhom })
  if (!other || !added) return
  await tellLinked(tx, [one, other], asker.agencyId, asker.hub, at)
  await wantLinkTold(tx, [one, other], kind)
}

async function join(tx: Transaction, { id, compartment }: Brief, intakeId: string, { asker }: By) {
  const intake = await findIntake(tx, intakeId)
  if (intake?.agencyId !== asker.agencyId) throw errors.no_such_intake()
  if (compartment) throw errors.compartment_closed()
  await joinIntake(tx, intakeId, id)
}

/** Sends on to the agency that was willing: the same person, no more than was asked for, once. */
async function follow(tx: Transaction, referral: Brief, offerId: string, by: By): Promise<void> {
  const offered = (await findOffer(tx, offerId))?.referralId
  const original = offered === undefined ? undefined : (await lockBriefs(tx, [offered])).get(offered)
  const offer = original && (await lockOffer(tx, offerId))
  const { agencyId, hub } = by.asker
  if (offer === undefined || original === undefined || !isSameParty(senderOf(original), { hub, agencyId }))
    throw errors.no_such_offer()
  if (!mayEnter(original.compartment, by.asker)) throw errors.no_such_offer()
  if (!answers(referral, offer)) throw errors.offer_not_sendable()
  await markTaken(tx, offerId, referral.id)
  await link(tx, referral, original.id, 're-offer', by)
}

const answers = (referral: Brief, offer: Offer): boolean =>
  offer.answer === 'willing' &&
  offer.takenBy === undefined &&
  referral.to?.hub === referral.from.hub &&
  referral.to.agencyId === offer.toAgency &&
  referral.protocol === offer.protocol &&
  // Who was willing to take on an adult has not been asked about a child.
  (offer.minors || !referral.minor) &&
  referral.services.every(service => offer.services.includes(service))
