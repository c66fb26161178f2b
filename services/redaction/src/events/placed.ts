import { placed, places, timestampDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { keepPlace } from '../commands/keep-place.ts'

/** Somebody else answers for the person now. */
export const onPlaced = () =>
  on(placed, ({ referralId, place, since }, tx, { occurredAt }) =>
    keepPlace(tx, { referralId, place: places.toCode(place), since: since ? timestampDate(since) : occurredAt }),
  )
