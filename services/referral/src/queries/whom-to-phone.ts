import type { Clock } from '@amparo/kernel'
import type { Side } from '@amparo/protocols'
import type { Store } from '@amparo/store'
import type { Asker } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { type Unstated, unstatedOf } from '../domain/call.ts'
import { deadlinesOf, toPhone } from '../domain/deadlines.ts'
import type { Detail } from '../domain/detail.ts'
import { type Party, partyOf } from '../domain/referral.ts'
import type { OnDuty } from '../domain/whom-to-call.ts'
import type { FindAgency } from '../ports/agencies.ts'
import { onDutyAt } from '../store/rota.ts'
import { getReferral } from './get-referral.ts'

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
}

interface PhoneDeps {
  readonly store: Pick<Store, 'read'>
  readonly book: Book
  readonly findAgency: FindAgency
  readonly now: Clock
}

/** Who is to be rung up about a referral, and who is there to do it. Throws no_such_referral, or that the directory cannot answer now. */
export const whomToPhone =
  ({ store, book, findAgency, now }: PhoneDeps) =>
  async (id: string, asker: Asker): Promise<WhomToPhone> => {
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
    return { detail, calls, onDuty }
  }

async function call(
  findAgency: FindAgency,
  party: Party,
  why: Pick<PhoneCall, 'deadlines' | 'unstated'>,
): Promise<PhoneCall> {
  return { party, phone: (await findAgency(party))?.dutyPhone, ...why }
}
