import type { LastLine } from './journal.ts'
import type { KeysConnection } from './keys-connection.ts'

/** What is remembered of the journal apart from it. */
export interface JournalNoted {
  /** The first that is noted of a number stays. */
  noteLine(line: LastLine): Promise<void>
  lastNoted(): Promise<LastLine | undefined>
}

/** In each of these places; what is told is what any of them remembers, and each hears of what it lacks. */
export const notedIn = (places: readonly JournalNoted[]): JournalNoted => ({
  noteLine: async line => {
    for (const place of places) await place.noteLine(line)
  },
  lastNoted: async () => {
    const noted = await Promise.all(places.map(place => place.lastNoted()))
    const last = noted.reduce((one, other) => ((other?.sequence ?? 0) > (one?.sequence ?? 0) ? other : one), undefined)
    for (const [i, place] of places.entries())
      if (last !== undefined && (noted[i]?.sequence ?? 0) < last.sequence) await place.noteLine(last)
    return last
  },
})

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
