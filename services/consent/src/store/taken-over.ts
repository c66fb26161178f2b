import type { Reader, Transaction } from '@amparo/store'

interface TakenOver {
  readonly referralId: string
  readonly subjectId: string
  readonly fromAgency: string
  /** Of this hub: it acts in the sender's place. */
  readonly byAgency: string
  readonly at: Date
}

/** Whoever took it over before does so no more. */
export const addTakenOver = async ({ sql }: Transaction, taken: TakenOver): Promise<void> =>
  void (await sql(
    `insert into taken_over (referral_id, subject_id, from_agency, by_agency, at) values ($1, $2, $3, $4, $5)
     on conflict (referral_id) do update set by_agency = $4, at = $5`,
    [taken.referralId, taken.subjectId, taken.fromAgency, taken.byAgency, taken.at],
  ))

/** Undefined: whoever sent it acts for itself. */
export async function whoTookOver({ sql }: Reader, referralId: string): Promise<string | undefined> {
  const [row] = await sql<{ by_agency: string }>('select by_agency from taken_over where referral_id = $1', [
    referralId,
  ])
  return row?.by_agency
}
