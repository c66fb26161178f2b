import type { Reader } from '@amparo/store'

/** Where somebody must act next, but for what was taken back and is only to be answered for; so too one whose protocol's file is gone: nobody knows that it has ended. */
export async function sentAndOpen(
  { sql }: Pick<Reader, 'sql'>,
  hub: string,
  referralIds: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from referral
     where id = any ($1::uuid[]) and from_hub = $2 and turn is not null and status not in ('draft', 'cancelled') order by id`,
    [referralIds, hub],
  )
  return rows.map(({ id }) => id)
}
