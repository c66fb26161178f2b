import type { ReferralView } from '@amparo/client'
import { isOwn } from '../../app/is-own.ts'

/** Who acts as its sender: whoever sent it, or the agency that took over when that one was suspended. */
export const actingSender = ({ from, takenOver }: Pick<ReferralView, 'from' | 'takenOver'>) => takenOver?.by ?? from

type Own = Parameters<typeof isOwn>[1]

export const actsAsSender = (referral: Pick<ReferralView, 'from' | 'takenOver'>, own: Own): boolean =>
  isOwn(actingSender(referral), own)

/** It was given nobody to read: what is shown of the person is for whoever sent them. */
export const hasTakenOver = (referral: Pick<ReferralView, 'from' | 'takenOver'>, own: Own): boolean =>
  referral.takenOver !== undefined && actsAsSender(referral, own)
