import { encode, referralReceived, referralRefused } from '@amparo/contracts'
import { type Protocol, SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { believed, type Fallback } from '../domain/fallback.ts'
import type { ItemCodes } from '../domain/item-codes.ts'
import { opening } from '../domain/open.ts'
import { isSameParty, type Party, type Referral } from '../domain/referral.ts'
import { isMeant, REFUSALS, type Refusal } from '../domain/reported.ts'
import { takeEarly } from '../store/early.ts'
import { addReferral, claimId, lockReferral } from '../store/referrals.ts'
import { followSteps } from './follow-counterpart.ts'
import type { Hearing, News } from './hearing.ts'
import { keepMinor } from './keep-minor.ts'
import { messages } from './messages.ts'
import { recordSteps } from './record-steps.ts'
import { tell } from './tell.ts'

export interface ImportReferral {
  readonly referralId: string
  readonly packageId: string
  readonly from: Party
  readonly to: Party
  readonly subjectRef: string
  readonly protocol: string
  readonly protocolVersion: number
  /** Of what the sender's hub means by that version; undefined: it does not say. */
  readonly protocolHash?: string | undefined
  readonly family: string
  readonly quick: boolean
  /** As this hub's redaction says of what came: another hub's word alone is no more than that. */
  readonly minor: boolean
  readonly priority: string
  readonly purpose: string
  readonly services: readonly string[]
  /** It was made by phone or on paper first, as its sender says. */
  readonly fallback?: Fallback | undefined
  /** As its sender says. */
  readonly itemCodes?: ItemCodes | undefined
}

/**
 * A referral of another hub, under its own id, stands in the inbox of an agency of this one. A protocol that this hub does not
 * have, or not as the sender has it, is refused, and nothing of it is kept. Throws referral_id_taken if that id belongs to another referral: a hub cannot replace ours, nor a third hub's.
 */
export const importReferral =
  (hearing: Hearing) =>
  async (tx: Transaction, command: ImportReferral, news: News): Promise<void> => {
    const { referralId, from, to } = command
    if (from.hub === hearing.hub || to.hub !== hearing.hub) throw errors.news_unreadable()
    await claimId(tx, referralId)
    const known = await lockReferral(tx, referralId)
    if (known) {
      if (!isSameParty(from, known.from) || !isSameParty(to, known.to)) throw errors.referral_id_taken()
      // Sent again: this package has arrived too, and it may say how old the person is by now.
      await keepMinor(hearing)(tx, referralId, command.minor, news)
      await tellReceived(hearing, tx, command, news)
      return
    }
    const protocol = hearing.book.get(command.protocol, command.protocolVersion)
    if (protocol?.family !== command.family) refuseReferral(hearing, tx, command, REFUSALS['protocol-unknown'], news)
    else if (isMeant(protocol, command.protocolHash)) await takeIn(hearing, tx, command, protocol, news)
    else refuseReferral(hearing, tx, command, REFUSALS['protocol-differs'], news)
  }

async function takeIn(
  hearing: Hearing,
  tx: Transaction,
  command: ImportReferral,
  protocol: Protocol,
  news: News,
): Promise<void> {
  const { referralId: id, from, priority } = command
  const { at } = news
  const fallback = command.fallback && believed(command.fallback, at)
  const referral = opening(hearing.book, protocol, { ...command, id, submittedAt: at, fallback })
  await addReferral(tx, referral)
  const submit = { step: SUBMIT, side: 'sender', number: 1, seen: 0, data: { version: protocol.version } } as const
  const madeAt = fallback?.happenedAt ?? at
  const taken = { ...submit, at: madeAt, by: from, byUser: undefined, told: true, part: 0, receivedAt: at }
  await recordSteps(tx, hearing, { referral, steps: [], run: undefined }, [taken], at)
  await tellReceived(hearing, tx, command, news)
  messages['referral.received'](hearing.log, { referralId: id, fromHub: from.hub, priority })
  await followEarly(hearing, tx, { id, from }, news)
}

/** What overtook it. Of another agency of that hub than its sender it is nobody's: the referral stands without. */
async function followEarly(hearing: Hearing, tx: Transaction, { id, from }: Pick<Referral, 'id' | 'from'>, news: News) {
  const early = await takeEarly(tx, id, from.hub)
  if (early === undefined) return
  const report = { referralId: id, fromHub: from.hub, ...early }
  if (isSameParty(early.by, from)) await followSteps(hearing)(tx, report, news)
  else messages['referral.counterpart_steps_dropped'](hearing.log, { referralId: id, fromHub: from.hub })
}

const tellReceived = (
  { newId }: Hearing,
  tx: Transaction,
  { referralId, packageId, from }: ImportReferral,
  news: News,
): Promise<void> =>
  tell(tx, { referralId, ...news, newId }, referralReceived, { referralId, packageId, fromHub: from.hub })

export type RefusedReferral = Pick<ImportReferral, 'referralId' | 'packageId' | 'from'>

/** Of what is not kept there is no row to number: the event stands for itself, the first and last of its package. */
export function refuseReferral(
  { newId, log }: Hearing,
  tx: Transaction,
  { referralId, packageId, from: { hub: fromHub } }: RefusedReferral,
  code: RefusedAs,
  { at, correlationId }: News,
): void {
  const meta = { id: newId(), aggregateId: packageId, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(referralRefused, { packageId, referralId, fromHub, code }, meta))
  messages[`referral.${code}`](log, { referralId, fromHub })
}

type RefusedAs = (typeof REFUSALS)[Refusal] | 'referral_unreadable'
