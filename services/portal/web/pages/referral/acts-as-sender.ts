import type { ReferralView } from '@amparo/client'

/** Who acts as its sender: whoever sent it, or the agency that took over when that one was suspended. */
export const actingSender = ({ from, takenOver }: Pick<ReferralView, 'from' | 'takenOver'>) => takenOver?.by ?? from

interface Own {
  readonly hub: string
  readonly agency: string
}

export function actsAsSender(referral: Pick<ReferralView, 'from' | 'takenOver'>, { hub, agency }: Own): boolean {
  const acting = actingSender(referral)
  return acting.hub === hub && acting.agencyId === agency
}

/** It was given nobody to read: what is shown of the person is for whoever sent them. */
export const hasTakenOver = (referral: Pick<ReferralView, 'from' | 'takenOver'>, own: Own): boolean =>
  referral.takenOver !== undefined && actsAsSender(referral, own)
