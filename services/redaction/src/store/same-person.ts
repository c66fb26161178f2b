import type { Reader, Transaction } from '@amparo/store'
import { fitting, noneExcludes, type Reading } from './excluded.ts'

/** Two records that are perhaps of one person. */
export interface Pair {
  readonly pairId: string
  readonly people: readonly [string, string]
  readonly score: number
  readonly matched: readonly string[]
  readonly at: Date
}

/** Once for any two; and not where somebody is of a compartment by now, or gone. */
export async function flagPair({ sql }: Transaction, { pairId, people, score, matched, at }: Pair): Promise<void> {
  await sql(
    `insert into same_person (pair_id, one, other, score, matched, flagged_at)
     select $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4, $5, $6
      where (select count(*) from indexed where subject_id in ($2, $3) and not barred) = 2
     on conflict do nothing`,
    [pairId, ...people, score, [...matched], at],
  )
}

/** Those that nobody has linked, without whoever excludes the reader, the likeliest first, so many at most. */
export async function flaggedPairs({ sql }: Reader, reading: Reading, limit: number): Promise<Pair[]> {
  const rows = await sql<{
    pair_id: string
    one: string
    other: string
    score: number
    matched: string[]
    flagged_at: Date
  }>(
    `select * from same_person s
      where not exists (select from record_link l where l.one = s.one and l.other = s.other)
        and ${noneExcludes(['s.one', 's.other'], 2)}
      order by score desc, pair_id limit $1`,
    [limit, ...fitting(reading)],
  )
  return rows.map(row => ({
    pairId: row.pair_id,
    people: [row.one, row.other],
    score: row.score,
    matched: row.matched,
    at: row.flagged_at,
  }))
}
