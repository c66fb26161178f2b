import type { Store } from '@amparo/store'
import { roleOf } from '../domain/actions.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import type { Party } from '../domain/referral.ts'
import { getDetail } from '../store/details.ts'

/** Throws no_such_referral, to those who are no party as well. */
export const getReferral =
  ({ read }: Pick<Store, 'read'>) =>
  (id: string, party: Party): Promise<Detail> =>
    read(async reader => {
      const detail = await getDetail(reader, id)
      if (roleOf(detail.referral, party) === undefined) throw errors.no_such_referral()
      return detail
    })
