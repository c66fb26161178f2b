import type { Transaction } from '@amparo/store'

/** Of an agency of this hub: taken up, or the referral that has it already. */
export async function takePaperNumber(
  { sql }: Transaction,
  { agencyId, number, referralId }: { agencyId: string; number: string; referralId: string },
): Promise<'taken-up' | { readonly heldBy: string }> {
  // Whoever enters the same one at the same time waits here until the other has done so, or has failed.
  const added = await sql(
    `insert into paper_number (agency_id, number, referral_id) values ($1, $2, $3)
     on conflict (agency_id, number) do nothing returning 1 as added`,
    [agencyId, number, referralId],
  )
  if (added.length > 0) return 'taken-up'
  const [row] = await sql<{ referral_id: string }>(
    'select referral_id from paper_number where agency_id = $1 and number = $2',
    [agencyId, number],
  )
  return { heldBy: row?.referral_id ?? referralId }
}
