import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Asker } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { callOf } from '../domain/call.ts'
import { deadlinesOf } from '../domain/deadlines.ts'
import { errors } from '../domain/errors.ts'
import type { Party } from '../domain/referral.ts'
import type { FindAgency } from '../ports/agencies.ts'
import { getReferral } from './get-referral.ts'

export interface DutyPhone {
  readonly agency: Party
  /** Of the organisation; undefined: the directory knows none. */
  readonly phone: string | undefined
  readonly why: readonly string[]
}

/**
 * The other agency's duty phone, when silence has gone on for so long that it is used. Throws no_such_referral, not_yet_to_call, or
 * that directory cannot answer now.
 */
export const dutyPhone =
  (store: Pick<Store, 'read'>, { book, now, findAgency }: { book: Book; now: Clock; findAgency: FindAgency }) =>
  async (id: string, asker: Asker): Promise<DutyPhone> => {
    const { found, delivery } = await getReferral(store, book)(id, asker)
    const call = callOf(found, asker, deadlinesOf(book, found), delivery, now())
    if (call === undefined) throw errors.not_yet_to_call()
    const { agency, why } = call
    return { agency, why, phone: (await findAgency(agency))?.dutyPhone }
  }
