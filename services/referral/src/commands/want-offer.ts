import type { Transaction } from '@amparo/store'

/** Declined, or silent past a deadline with the escalation offer-next; the last two come from offers themselves. */
export type WhyOffer = 'declined' | 'silence' | 'part-declined' | 'offer-declined' | 'offer-expired'

/**
 * The sender's hub is to ask the next suitable agency, with a needs profile and no identity. A worker does it after the commit
 * (`offers.ts`); wanted twice is wanted once. Only of referrals that agencies of this hub have sent.
 */
export async function wantOffer({ sql }: Transaction, referralId: string, why: WhyOffer, at: Date): Promise<void> {
  await sql(
    `insert into offer_wanted (referral_id, why, at, next_at) values ($1, $2, $3, $3) on conflict (referral_id) do nothing`,
    [referralId, why, at],
  )
}
