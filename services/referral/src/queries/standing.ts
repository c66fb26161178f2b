import type { Store } from '@amparo/store'
import { isUuid } from '../domain/foreign.ts'
import type { Party, Referral } from '../domain/referral.ts'
import { mayOpen } from '../domain/standing.ts'
import { isAssigned } from '../store/assignments.ts'
import { findDetail } from '../store/details.ts'

/** The referral, if this user of this agency may open its person now. */
export const standing =
  ({ read }: Pick<Store, 'read'>) =>
  (referralId: string, party: Party, userId: string): Promise<Referral | undefined> =>
    read(async reader => {
      if (!isUuid(referralId)) return undefined
      const detail = await findDetail(reader, referralId)
      if (detail === undefined) return undefined
      const assigned = await isAssigned(reader, { referralId, agencyId: party.agencyId, userId })
      return mayOpen(detail.referral, party, assigned) ? detail.referral : undefined
    })
