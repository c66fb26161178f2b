import { placed, timestampDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { placeReferral } from '../store/known-referrals.ts'

/** Somebody else answers for the person now. */
export const onPlaced = () =>
  on(placed, ({ referralId, place, since }, tx, { occurredAt }) =>
    placeReferral(tx, { referralId, place, since: since ? timestampDate(since) : occurredAt }),
  )
