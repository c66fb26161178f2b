import { isUuid } from '@amparo/kernel'
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

/** Ids, codes and hashes. No spaces: a name or a sentence does not fit in. */
const CODE = /^[\w.:-]{0,128}$/
/** Besides, what an event tells in one code: a deadline and whom it called; several codes that a protocol lets somebody choose. */
const TOLD_CODE = /^[\w.:/,-]{0,128}$/
const OLDEST_MS = 3_600_000
/** By so much clocks differ. */
export const AHEAD_MS = 60_000

/** A service writes only in its own name, dates entries when they happened, and writes no text but ids and codes. */
export function checkEntry(entry: EntryFacts, asker: string, now: Date): void {
  if (!isFormed(entry, asker, CODE)) throw errors.log_entry_invalid()
  if (entry.occurredAt === undefined) throw errors.log_entry_invalid()
  const age = now.getTime() - entry.occurredAt.getTime()
  // Of a moment that no date can be there is no age.
  if (!(age <= OLDEST_MS && age >= -AHEAD_MS)) throw errors.log_entry_out_of_time()
}

/** What of an entry that an event tells is checked. */
export interface ToldFacts extends Omit<EntryFacts, 'occurredAt'> {
  /** Of referrals and people who work in a hub: ids or nothing. A login in their place would be a name without a space. */
  readonly ids: readonly string[]
}

/**
 * The same of what a service tells by an event, whenever it happened: an event is handled however late it comes. What is in the log cannot
 * be taken out, so that nothing gets in unread.
 */
export function checkTold(entry: ToldFacts, teller: string): void {
  if (!isFormed(entry, teller, TOLD_CODE) || !entry.ids.every(isIdOrNothing)) throw errors.log_entry_invalid()
}

const isIdOrNothing = (text: string): boolean => text === '' || isUuid(text.toLowerCase())

const isFormed = ({ entryId, action, source, texts }: Omit<EntryFacts, 'occurredAt'>, by: string, code: RegExp) =>
  isUuid(entryId) && action !== 0 && source === by && texts.every(text => code.test(text))
