import type { Store } from '@amparo/store'
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
      const found = await list(reader, { ...filter, limit: filter.limit + 1 })
      const items = found.slice(0, filter.limit)
      const last = found.length > items.length ? items.at(-1) : undefined
      return { items, next: last && { at: last.madeAt, id: last.id } }
    })
