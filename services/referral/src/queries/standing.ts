import type { Store } from '@amparo/store'
import { type Asker, mayEnter } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { fold, opens } from '../domain/case.ts'
import { isUuid } from '../domain/foreign.ts'
import type { Referral } from '../domain/referral.ts'
import { mayOpen } from '../domain/standing.ts'
import { isAssigned } from '../store/assignments.ts'
import { referralOf } from '../store/mapping.ts'
import { ReferralRow } from '../store/rows.ts'
import { stepsOf } from '../store/steps.ts'

/** The referral, if its recipient is no member and may open its person now, by a link. */
export const standingOutside =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (id: string): Promise<Referral | undefined> =>
    read(async reader => {
      const row = isUuid(id) ? await reader.em.findOne(ReferralRow, { id }) : null
      if (row === null || !row.outside || row.compartment) return undefined
      const found = fold(book, referralOf(row), (await stepsOf(reader, [id])).get(id) ?? [])
      return found.run !== undefined && opens(found.run.protocol, found.run.state) ? found.referral : undefined
    })

/** The referral, if this user of this agency may open its person now. */
export const standing =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (id: string, asker: Asker, userId: string): Promise<Referral | undefined> =>
    read(async reader => {
      const row = isUuid(id) ? await reader.em.findOne(ReferralRow, { id }) : null
      if (row === null || !mayEnter(row.compartment, asker)) return undefined
      const referral = referralOf(row)
      const found = fold(book, referral, (await stepsOf(reader, [id])).get(id) ?? [])
      const assigned = await isAssigned(reader, { referralId: id, agencyId: asker.agencyId, userId })
      return mayOpen(found, asker, assigned) ? referral : undefined
    })
