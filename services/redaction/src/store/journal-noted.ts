import type { LastLine } from './journal.ts'
import type { KeysConnection } from './keys-connection.ts'

/** What is remembered of the journal apart from it. */
export interface JournalNoted {
  /** The first that is noted of a number stays. */
  noteLine(line: LastLine): Promise<void>
  lastNoted(): Promise<LastLine | undefined>
}

export const journalNoted = ({ sql }: KeysConnection): JournalNoted => ({
  noteLine: async ({ sequence, hash }) => {
    await sql('insert into journal_noted (sequence, hash) values ($1, $2) on conflict do nothing', [sequence, hash])
  },
  lastNoted: async () => {
    const [row] = await sql<{ sequence: string; hash: string }>(
      'select sequence, hash from journal_noted order by sequence desc limit 1',
    )
    return row && { sequence: Number(row.sequence), hash: row.hash }
  },
})
