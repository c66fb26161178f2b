import type { Reader, Transaction } from '@amparo/store'

/** Entries of the log as it was before it had its present form, in order, from an index. */
export async function entriesBefore({ sql }: Reader, first: number, limit: number): Promise<Uint8Array[]> {
  const rows = await sql<{ entry: Buffer }>('select entry from leaf_before where index >= $1 order by index limit $2', [
    first,
    limit,
  ])
  return rows.map(row => row.entry)
}

/** Of those that stand in the log as it is: there they are encrypted, here they were not. */
export async function dropBefore({ sql }: Transaction): Promise<void> {
  await sql('select drop_carried_over()')
}
