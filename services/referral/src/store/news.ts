import type { Transaction } from '@amparo/store'
import type { NewsKind } from '../domain/news.ts'

export interface NewNews {
  /** Of this hub. */
  readonly agencyId: string
  readonly kind: NewsKind
  readonly about: { readonly referralId: string } | { readonly offerId: string }
  /** Whether the referral is of a compartment: then only those inside it hear. */
  readonly compartment: boolean
  readonly at: Date
}

/** Told when, and only if, the transaction commits. */
export async function addNews(
  { sql }: Transaction,
  { agencyId, kind, about, compartment, at }: NewNews,
): Promise<void> {
  const referralId = 'referralId' in about ? about.referralId : null
  const offerId = 'offerId' in about ? about.offerId : null
  await sql(
    `insert into news (agency_id, kind, referral_id, offer_id, compartment, at) values ($1, $2, $3, $4, $5, $6)`,
    [agencyId, kind, referralId, offerId, compartment, at],
  )
}
