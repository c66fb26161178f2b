import type { Transaction } from '@amparo/store'
import { placeReferral } from '../store/known-referrals.ts'

interface PlaceSaid {
  readonly referralId: string
  /** As the contracts write it. */
  readonly place: string
  readonly since: Date
}

/** By that an emergency goes while `referral` is away. */
export const keepPlace = (tx: Transaction, said: PlaceSaid): Promise<void> => placeReferral(tx, said)
