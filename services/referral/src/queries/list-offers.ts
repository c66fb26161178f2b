import { readPage, type Store } from '@amparo/store'
import { listOffers as list, type Offer, type OfferPosition } from '../store/offers.ts'

interface Filter {
  readonly agencyId: string
  readonly answered: boolean | undefined
  readonly after: OfferPosition | undefined
  readonly limit: number
}

/** One page of what an agency is asked to take on. */
export const listOffers =
  ({ read }: Pick<Store, 'read'>) =>
  (filter: Filter): Promise<{ items: Offer[]; next: OfferPosition | undefined }> =>
    read(async reader => {
      const { items, last } = await readPage(filter.limit, limit => list(reader, { ...filter, limit }))
      return { items, next: last && { at: last.madeAt, id: last.id } }
    })
