import { holdName, type Transaction } from '@amparo/store'

/** Two openings of one user are counted one after the other. Held until the transaction ends. */
export const holdOpenings = (tx: Transaction, userId: string): Promise<void> => holdName(tx, `openings ${userId}`)

/** How many people a user has opened since; undefined: this one among them. */
export async function othersOpenedSince(
  { sql }: Transaction,
  { userId, subjectId }: { readonly userId: string; readonly subjectId: string },
  since: Date,
): Promise<number | undefined> {
  const [row] = await sql<{ others: number; known: boolean | null }>(
    'select count(*)::int as others, bool_or(subject_id = $2) as known from opened_lately where user_id = $1 and opened_at > $3',
    [userId, subjectId, since],
  )
  return row?.known === true ? undefined : (row?.others ?? 0)
}

/** Of somebody who was erased meanwhile nothing is kept. */
export const addOpening = async (
  { sql }: Transaction,
  { userId, subjectId, at }: { readonly userId: string; readonly subjectId: string; readonly at: Date },
): Promise<void> =>
  void (await sql(
    `insert into opened_lately (user_id, subject_id, opened_at) select $1, id, $3 from subject where id = $2
     on conflict (user_id, subject_id) do update set opened_at = excluded.opened_at`,
    [userId, subjectId, at],
  ))

export const pruneOpenings = async ({ sql }: Transaction, userId: string, before: Date): Promise<void> =>
  void (await sql('delete from opened_lately where user_id = $1 and opened_at <= $2', [userId, before]))
