import type { Reader, Transaction } from '@amparo/store'

/** The first leaf that is kept; 0 in a log that was never pruned. */
export async function minimumOf({ sql }: Pick<Reader, 'sql'>): Promise<number> {
  const [row] = await sql<{ index: string }>(
    'select coalesce(max(index), 0) as index from log_minimum',
    [],
    'log_minimum',
  )
  return Number(row?.index ?? 0)
}

/** The first leaf that was taken at that moment or later; the size of the log if none was. By halves, since leaves stand in the order of their time. */
export async function firstTakenSince({ sql }: Reader, moment: Date, size: number): Promise<number> {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [row] = await sql<{ taken_at: Date }>('select taken_at from leaf where index = $1', [middle])
    if (row === undefined) throw new RangeError('a leaf of the log is missing')
    if (row.taken_at < moment) low = middle + 1
    else high = middle
  }
  return low
}

/** When that leaf was taken; undefined: the log has none there. */
export async function takenOf({ sql }: Reader, index: number): Promise<Date | undefined> {
  const [row] = await sql<{ taken_at: Date }>('select taken_at from leaf where index = $1', [index])
  return row?.taken_at
}

export async function setMinimum({ sql }: Transaction, index: number, month: string): Promise<void> {
  await sql('insert into log_minimum (index, month) values ($1, $2) on conflict do nothing', [index, month])
}
