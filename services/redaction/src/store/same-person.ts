import type { Reader, Transaction } from '@amparo/store'
import type { Matched } from '../domain/finding/weights.ts'

export type PairState = 'flagged' | 'proposed' | 'linked' | 'parted'

export interface Pair {
  readonly pairId: string
  readonly people: readonly [string, string]
  readonly score: number
  readonly matched: readonly string[]
  readonly state: PairState
  readonly flaggedAt: Date
  readonly proposedBy: string | null
}

/** Once for any two, whatever was said of them since; and not where somebody is of a compartment by now, or gone. */
export async function flagPair(
  { sql }: Transaction,
  pair: Pick<Pair, 'pairId' | 'people' | 'score'> & { readonly matched: readonly Matched[]; readonly at: Date },
): Promise<void> {
  await sql(
    `insert into same_person (pair_id, one, other, score, matched, state, flagged_at)
     select $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4, $5, 'flagged', $6
      where (select count(*) from indexed where subject_id in ($2, $3) and not barred) = 2
     on conflict do nothing`,
    [pair.pairId, ...pair.people, pair.score, [...pair.matched], pair.at],
  )
}

interface Row {
  readonly pair_id: string
  readonly one: string
  readonly other: string
  readonly score: number
  readonly matched: string[]
  readonly state: PairState
  readonly flagged_at: Date
  readonly proposed_by: string | null
}

const toPair = (row: Row): Pair => ({
  pairId: row.pair_id,
  people: [row.one, row.other],
  score: row.score,
  matched: row.matched,
  state: row.state,
  flaggedAt: row.flagged_at,
  proposedBy: row.proposed_by,
})

/** Those that somebody has to look at, and those that are linked; the likeliest first, so many at most. */
export async function pairsToSee({ sql }: Reader, limit: number): Promise<Pair[]> {
  const rows = await sql<Row>(
    `select * from same_person where state <> 'parted' order by state = 'linked', score desc, pair_id limit $1`,
    [limit],
  )
  return rows.map(toPair)
}

/** Held until the transaction ends. */
export async function findPair({ sql }: Transaction, pairId: string): Promise<Pair | undefined> {
  const rows = await sql<Row>('select * from same_person where pair_id = $1 for update', [pairId])
  return rows[0] && toPair(rows[0])
}

export async function savePair(
  { sql }: Transaction,
  pair: Pick<Pair, 'pairId' | 'state' | 'proposedBy'> & { readonly decidedBy: string | null; readonly at: Date },
): Promise<void> {
  await sql(
    'update same_person set state = $2, proposed_by = $3, decided_by = $4, decided_at = $5 where pair_id = $1',
    [pair.pairId, pair.state, pair.proposedBy, pair.decidedBy, pair.at],
  )
}
