import { type Entry, EntrySchema, timestampDate, toBinary } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { checkEntry } from '../domain/entry-rules.ts'
import type { NewLeaf, Placed } from '../domain/placement.ts'
import { splitMessage } from '../domain/split-message.ts'
import type { Sequencer } from './sequencer.ts'

/** Durable when it resolves. `asker` is the service that the broker says it comes from. */
export const appendEntry =
  ({ sequencer, now }: { sequencer: Sequencer; now: Clock }) =>
  async (entry: Entry, asker: string): Promise<Placed> => {
    const { entryId, action, source } = entry
    const occurredAt = entry.occurredAt && timestampDate(entry.occurredAt)
    checkEntry({ entryId, action, source, occurredAt, texts: textsOf(entry) }, asker, now())
    return sequencer.append(leafOf(entry))
  }

/** The entry in its two halves: about whom and what of it, and all the rest. */
export function leafOf(entry: Entry): NewLeaf {
  // The canonical bytes: fields in the order of their numbers, and none that this version does not know.
  const { own: subject, rest: actor } = splitMessage(
    toBinary(EntrySchema, entry, { writeUnknownFields: false }),
    SUBJECT,
  )
  return {
    entryId: entry.entryId,
    actor,
    subject,
    source: entry.source,
    subjectRef: entry.subjectRef || undefined,
  }
}

const { subjectRef, categories, withheld, relations } = EntrySchema.field
/** Fields of the subject's half. That a reader is a relative says of whom the entry is. */
const SUBJECT: ReadonlySet<number> = new Set([subjectRef, categories, withheld, relations].map(({ number }) => number))

/** Every string in the message, however deep: a field added later is checked too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name.startsWith('$') ? [] : textsOf(inner)))
}
