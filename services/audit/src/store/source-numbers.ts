import type { LogNumber } from '@amparo/kernel'
import type { Reader } from '@amparo/store'
import { counting, type Numbers, type SourceNumbers } from '../domain/source-numbers.ts'

type Sql = Pick<Reader, 'sql'>

/** Of each source which numbers are there. Read whole, from the index alone: once when a writer begins. */
export async function countedNumbers({ sql }: Sql): Promise<ReadonlyMap<string, SourceNumbers>> {
  // Numbers before which one is missing, and the last ones: from these few all the others follow.
  const rows = await sql<{ source: string; epoch: string; number: string; before: string }>(
    `select source, log_epoch as epoch, log_number as number, before
       from (select source, log_epoch, log_number,
                    coalesce(lag(log_number) over numbers, 0) as before, lead(log_number) over numbers as after
               from leaf where log_number is not null
             window numbers as (partition by source, log_epoch order by log_number)) as each
      where log_number <> before + 1 or after is null order by source, log_epoch, log_number`,
  )
  const counted = new Map<string, SourceNumbers>()
  for (const { source, epoch, number, before } of rows) {
    const at = (of: string) => ({ epoch: Number(epoch), number: Number(of) })
    const known = counted.get(source) ?? new Map()
    const upTo = Number(before) > 0 ? withAllUpTo(known, at(before)) : known
    counted.set(source, counting(upTo, at(number)))
  }
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
