import type { LogNumber } from '@amparo/kernel'
import type { Reader } from '@amparo/store'
import { counting, type Numbers, type SourceNumbers } from '../domain/source-numbers.ts'

type Sql = Pick<Reader, 'sql'>

/** By source. */
export type Counted = ReadonlyMap<string, SourceNumbers>

/** What a statement gets through in a second. */
const AT_ONCE = 500_000

/**
 * Of each source which numbers are there. Read whole, from the index alone: once when a writer begins, which takes seconds where there are
 * millions, so that nobody waits for it who holds a lease.
 */
export async function countedNumbers({ sql }: Sql, atOnce = AT_ONCE): Promise<Counted> {
  const counted = new Map<string, SourceNumbers>()
  for (let after: Row | undefined = FIRST; after !== undefined; ) {
    // Numbers before which one is missing, and the last ones: from these few all the others follow.
    const rows: Row[] = await sql<Row>(
      `select source, epoch, number, before
         from (select source, epoch, number, coalesce(lag(number) over numbers, 0) as before, lead(number) over numbers as after
                 from (select source, log_epoch as epoch, log_number as number from leaf
                        where log_number is not null and (source, log_epoch, log_number) > ($1, $2, $3)
                        order by source, log_epoch, log_number limit $4) as chunk
               window numbers as (partition by source, epoch order by number)) as each
        where number <> before + 1 or after is null order by source, epoch, number`,
      [after.source, after.epoch, after.number, atOnce],
    )
    for (const { source, epoch, number, before } of rows) {
      const at = (of: string) => ({ epoch: Number(epoch), number: Number(of) })
      const known = counted.get(source) ?? new Map()
      const upTo = Number(before) > 0 ? withAllUpTo(known, at(before)) : known
      counted.set(source, counting(upTo, at(number)))
    }
    after = rows.at(-1)
  }
  return counted
}

interface Row {
  readonly source: string
  readonly epoch: string
  readonly number: string
  readonly before: string
}
const FIRST: Row = { source: '', epoch: '0', number: '0', before: '0' }

/** With those that came from that leaf on. */
export async function countedSince({ sql }: Sql, index: number, before: Counted): Promise<Counted> {
  const rows = await sql<Omit<Row, 'before'>>(
    `select source, log_epoch as epoch, log_number as number from leaf
      where index >= $1 and log_number is not null order by index`,
    [index],
  )
  const counted = new Map(before)
  for (const { source, epoch, number } of rows)
    counted.set(source, counting(counted.get(source) ?? new Map(), { epoch: Number(epoch), number: Number(number) }))
  return counted
}

const withAllUpTo = (known: SourceNumbers, { epoch, number }: LogNumber): SourceNumbers =>
  new Map(known).set(epoch, { missing: known.get(epoch)?.missing ?? [], last: number })

/** The last number of the epoch before that one; undefined: it is the first. */
export async function epochBefore({ sql }: Sql, source: string, epoch: number): Promise<LogNumber | undefined> {
  const [row] = await sql<{ epoch: string; number: string }>(
    `select log_epoch as epoch, log_number as number from leaf
      where source = $1 and log_epoch < $2 and log_number is not null order by log_epoch desc, log_number desc limit 1`,
    [source, epoch],
  )
  return row && { epoch: Number(row.epoch), number: Number(row.number) }
}

/** The highest number of the latest epoch; undefined: it has numbered nothing that is there. */
export const latestNumber = (reader: Sql, source: string) => epochBefore(reader, source, Number.MAX_SAFE_INTEGER)

/** Those right before that number which are not there. */
export async function missingBefore({ sql }: Sql, source: string, { epoch, number }: LogNumber): Promise<Numbers> {
  const [row] = await sql<{ last: string }>(
    `select coalesce(max(log_number), 0) as last from leaf
      where source = $1 and log_epoch = $2 and log_number < $3 and log_number is not null`,
    [source, epoch, number],
  )
  return { first: Number(row?.last ?? 0) + 1, last: number - 1 }
}
