import type { Reader, Transaction } from '@amparo/store'
import type { Line, Neighbours } from '../domain/journal.ts'

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
