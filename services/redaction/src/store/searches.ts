import { holdName, type Reader, type Transaction } from '@amparo/store'

export interface Search {
  readonly searchId: string
  readonly userId: string
  readonly agencyId: string
  readonly purpose: string
  readonly reason: string
  readonly shown: number
  readonly at: Date
}

export async function addSearch({ sql }: Transaction, s: Search): Promise<void> {
  await sql(
    `insert into search (search_id, user_id, agency_id, purpose, reason, shown, searched_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [s.searchId, s.userId, s.agencyId, s.purpose, s.reason, s.shown, s.at],
  )
}

export async function searchesSince({ sql }: Reader, userId: string, since: Date): Promise<number> {
  const rows = await sql<{ count: number }>(
    'select count(*)::int as count from search where user_id = $1 and searched_at > $2',
    [userId, since],
  )
  return rows[0]?.count ?? 0
}

/** Two searches of one user are counted one after the other. Held until the transaction ends. */
export const holdSearches = (tx: Transaction, userId: string): Promise<void> => holdName(tx, `searches ${userId}`)

export interface Pseudonym {
  readonly pseudonym: string
  readonly subjectId: string
  readonly userId: string
  readonly agencyId: string
  readonly expiresAt: Date
}

/** Those of people who were erased meanwhile are not kept. */
export async function addPseudonym({ sql }: Transaction, p: Pseudonym): Promise<void> {
  await sql(
    `insert into pseudonym (pseudonym, subject_id, user_id, agency_id, expires_at)
     select $1, id, $3, $4, $5 from subject where id = $2`,
    [p.pseudonym, p.subjectId, p.userId, p.agencyId, p.expiresAt],
  )
}

export const prunePseudonyms = async ({ sql }: Transaction, before: Date): Promise<void> =>
  void (await sql('delete from pseudonym where expires_at < $1', [before]))
