import type { Store } from '@amparo/store'
import { type Asker, sideOf } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import { getDetail } from '../store/details.ts'

/** Throws no_such_referral, to those who are no party or outside its compartment as well. */
export const getReferral =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (id: string, asker: Asker): Promise<Detail> =>
    read(async reader => {
      const detail = await getDetail(reader, book, id, asker)
      if (sideOf(detail.found.referral, asker) === undefined) throw errors.no_such_referral()
      return detail
    })
