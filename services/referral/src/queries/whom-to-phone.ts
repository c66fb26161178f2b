import type { Clock } from '@amparo/kernel'
import type { Side } from '@amparo/protocols'
import type { Store } from '@amparo/store'
import type { Asker } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { type Unstated, unstatedOf } from '../domain/call.ts'
import { deadlinesOf, toPhone } from '../domain/deadlines.ts'
import type { Detail } from '../domain/detail.ts'
import { type Party, partyOf, type Referral, senderOf, sideActing } from '../domain/referral.ts'
import type { OnDuty } from '../domain/whom-to-call.ts'
import type { FindAgency } from '../ports/agencies.ts'
import type { FindOffering } from '../ports/offering.ts'
import { onDutyAt } from '../store/rota.ts'
import { getReferral } from './get-referral.ts'
import { responsibleFor } from './responsible.ts'

export interface PhoneCall {
  readonly party: Party
  /** Undefined: the directory has none. */
  readonly phone: string | undefined
  readonly deadlines: readonly string[]
  /** What its hub has not stated of an emergency. */
  readonly unstated: readonly Unstated[]
}

export interface WhomToPhone {
  readonly detail: Detail
  /** Agencies whose silence, or whose hub's, has come to the telephone; of others no number is told. */
  readonly calls: readonly PhoneCall[]
  /** Of the asker's agency: one of them is to call, or to be called. */
  readonly onDuty: readonly OnDuty[]
  /** For the recipient, while its sender is suspended or another acts in its place. */
  readonly sender: InsteadOfSender | undefined
}

interface InsteadOfSender {
  /** Nobody has taken over: what is written back waits. */
  readonly waits: boolean
  readonly turnTo: readonly { readonly party: Party; readonly phone: string | undefined }[]
}

interface PhoneDeps {
  readonly store: Pick<Store, 'read'>
  readonly book: Book
  readonly findAgency: FindAgency
  readonly findOffering: FindOffering
  readonly hub: string
  readonly now: Clock
}

/** Who is to be rung up about a referral, and who is there to do it. Throws no_such_referral, or that the directory cannot answer now. */
export const whomToPhone =
  (deps: PhoneDeps) =>
  async (id: string, asker: Asker): Promise<WhomToPhone> => {
    const { store, book, findAgency, now } = deps
    const at = now()
    const detail = await getReferral(store, book)(id, asker)
    const onDuty = await store.read(reader => onDutyAt(reader, asker.agencyId, at))
    const { referral } = detail.found
    const judging = { now: at, within: book.statedWithin }
    const dues = toPhone(deadlinesOf(book, detail.found), at)
    const sides: readonly Side[] = ['sender', 'recipient']
    const calls = await Promise.all(
      sides.flatMap(side => {
        const deadlines = dues.filter(({ owner }) => owner === side).map(({ deadline }) => deadline)
        const unstated = side === 'recipient' ? unstatedOf(detail.found, asker, detail.delivery, judging) : []
        const party = partyOf(referral, side)
        return party && deadlines.length + unstated.length > 0 ? [call(findAgency, party, { deadlines, unstated })] : []
      }),
    )
    return { detail, calls, onDuty, sender: await insteadOfSender(deps, referral, asker) }
  }

/** Who acts in the sender's place, or answers for it until somebody does; of a sender in another hub, those who answer for such things here. */
async function insteadOfSender(
  { hub, findAgency, findOffering }: PhoneDeps,
  referral: Referral,
  asker: Asker,
): Promise<InsteadOfSender | undefined> {
  if (sideActing(referral, asker) !== 'recipient') return undefined
  const sender = senderOf(referral)
  const agency = await findAgency(sender)
  const waits = agency?.suspended === true
  if (!waits && referral.successor === undefined) return undefined
  if (!waits) return { waits, turnTo: [{ party: sender, phone: agency?.dutyPhone }] }
  // Nobody is sent to themselves.
  const responsible = (await responsibleFor({ hub, findOffering }, [referral])).filter(id => id !== asker.agencyId)
  const turnTo = responsible.map(async agencyId => {
    const party = { hub, agencyId }
    return { party, phone: (await findAgency(party))?.dutyPhone }
  })
  return { waits, turnTo: await Promise.all(turnTo) }
}

async function call(
  findAgency: FindAgency,
  party: Party,
  why: Pick<PhoneCall, 'deadlines' | 'unstated'>,
): Promise<PhoneCall> {
  return { party, phone: (await findAgency(party))?.dutyPhone, ...why }
}
