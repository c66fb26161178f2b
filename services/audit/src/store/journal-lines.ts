import type { Reader, Transaction } from '@amparo/store'
import type { Head, Known, Line, Lines, Neighbours } from '../domain/journal.ts'

interface Row {
  readonly sequence: string
  readonly hash: string
  readonly previous: string
}
const toLine = ({ sequence, hash, previous }: Row): Line => ({ sequence: BigInt(sequence), hash, previous })

export async function neighboursOf({ sql }: Reader, sequence: bigint): Promise<Neighbours> {
  const near = await sql<Row>('select sequence, hash, previous from journal_line where sequence between $1 and $2', [
    sequence - 1n,
    sequence + 1n,
  ])
  const [highest] = await sql<{ last: string | null }>(
    'select max(sequence) as last from journal_line where sequence < $1',
    [sequence],
  )
  const lines = near.map(toLine)
  const at = (number: bigint) => lines.find(line => line.sequence === number)
  return { same: at(sequence), before: at(sequence - 1n), after: at(sequence + 1n), last: BigInt(highest?.last ?? 0) }
}

/** Whoever came first with a number has it. */
export async function addLine({ sql }: Transaction, line: Line, entryId: string): Promise<void> {
  await sql(
    `insert into journal_line (sequence, hash, previous, entry_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [line.sequence, line.hash, line.previous, entryId],
  )
}

export async function knownOf({ sql }: Reader, { sequence }: Head): Promise<Known> {
  const [row] = await sql<{ last: string; same: string | null; told: string | null; hash: string; since: Date | null }>(
    `with line as (select coalesce(max(sequence), 0) as last from journal_line)
     select line.last, told.sequence as told, told.hash,
            (select hash from journal_line where sequence = $1) as same,
            (select min(told_at) from journal_head where sequence > line.last) as since
       from line left join lateral (select sequence, hash from journal_head order by sequence desc limit 1) told on true`,
    [sequence],
  )
  if (row === undefined) throw new RangeError('the database did not answer')
  return {
    last: BigInt(row.last),
    told: row.told === null ? undefined : { sequence: BigInt(row.told), hash: row.hash },
    same: row.same === null ? undefined : { hash: row.same },
    waitingSince: row.since ?? undefined,
  }
}

/** Up to that number those that have not come, the first ones first, so many ranges at most. */
export async function lackingUpTo({ sql }: Reader, stored: bigint, limit: number): Promise<Lines[]> {
  const rows = await sql<{ first: string; last: string }>(
    `select before + 1 as first, sequence - 1 as last
       from (select sequence, lag(sequence, 1, 0::bigint) over (order by sequence) as before
               from (select sequence from journal_line where sequence <= $1 union all select $1::bigint + 1) as come) as near
      where sequence > before + 1 order by sequence limit $2`,
    [stored, limit],
  )
  return rows.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }))
}

/** The first that was told of a number stays. */
export async function addHead({ sql }: Transaction, { sequence, hash }: Head, at: Date): Promise<void> {
  await sql('insert into journal_head (sequence, hash, told_at) values ($1, $2, $3) on conflict do nothing', [
    ...[sequence, hash, at],
  ])
}
