import { errors } from './errors.ts'

/** What of an entry is checked, whatever it is about. */
export interface EntryFacts {
  readonly entryId: string
  readonly action: number
  readonly source: string
  readonly occurredAt: Date | undefined
  /** Every text of the entry. */
  readonly texts: readonly string[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Ids, codes and hashes. No spaces: a name or a sentence does not fit in. */
const CODE = /^[\w.:-]{0,128}$/
const OLDEST_MS = 3_600_000
/** By so much clocks differ. */
export const AHEAD_MS = 60_000

/** A service writes only in its own name, dates entries when they happened, and writes no text but ids and codes. */
export function checkEntry(entry: EntryFacts, asker: string, now: Date): void {
  const formed = UUID.test(entry.entryId) && entry.action !== 0 && entry.source === asker
  if (!formed || !entry.texts.every(text => CODE.test(text))) throw errors.log_entry_invalid()
  if (entry.occurredAt === undefined) throw errors.log_entry_invalid()
  const age = now.getTime() - entry.occurredAt.getTime()
  // Of a moment that no date can be there is no age.
  if (!(age <= OLDEST_MS && age >= -AHEAD_MS)) throw errors.log_entry_out_of_time()
}
