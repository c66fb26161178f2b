import { holdName, type Reader, type Transaction } from '@amparo/store'

export interface BrokenGlass {
  readonly glassId: string
  readonly subjectId: string
  readonly referralId: string
  readonly userId: string
  readonly agencyId: string
  readonly reason: string
  readonly openedAt: Date
  readonly until: Date
}

/** One user's are counted one after the other. Held until the transaction ends. */
export const holdGlass = (tx: Transaction, userId: string): Promise<void> => holdName(tx, `glass ${userId}`)

/** What this user has open of that referral now. */
export async function openGlass(
  { sql }: Reader,
  { userId, referralId }: Pick<BrokenGlass, 'userId' | 'referralId'>,
  now: Date,
): Promise<{ glassId: string; until: Date } | undefined> {
  const rows = await sql<{ glass_id: string; until: Date }>(
    'select glass_id, until from broken_glass where user_id = $1 and referral_id = $2 and until > $3',
    [userId, referralId, now],
  )
  return rows[0] && { glassId: rows[0].glass_id, until: rows[0].until }
}

/** Also of people who were erased since. */
export async function glassSince({ sql }: Reader, userId: string, since: Date): Promise<number> {
  const rows = await sql<{ count: number }>(
    'select count(*)::int as count from glass_count where user_id = $1 and opened_at > $2',
    [userId, since],
  )
  return rows[0]?.count ?? 0
}

export async function addGlass({ sql }: Transaction, g: BrokenGlass): Promise<void> {
  await sql(
    `insert into broken_glass (glass_id, subject_id, referral_id, user_id, agency_id, reason, opened_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [g.glassId, g.subjectId, g.referralId, g.userId, g.agencyId, g.reason, g.openedAt, g.until],
  )
  await sql('insert into glass_count (user_id, opened_at) values ($1, $2)', [g.userId, g.openedAt])
}

export const forgetGlass = async ({ sql }: Transaction, userId: string, before: Date): Promise<void> =>
  void (await sql('delete from glass_count where user_id = $1 and opened_at <= $2', [userId, before]))
