import { type Entry, EntrySchema, timestampDate, toBinary } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { checkEntry } from '../domain/entry-rules.ts'
import type { NewLeaf, Placed } from '../domain/placement.ts'
import { hasher } from '../hasher.ts'
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

/** The canonical bytes: fields in the order of their numbers, and none that this version does not know. */
export function leafOf(entry: Entry): NewLeaf {
  const bytes = toBinary(EntrySchema, entry, { writeUnknownFields: false })
  return {
    entryId: entry.entryId,
    entry: bytes,
    leafHash: hasher.leaf(bytes),
    occurredAt: entry.occurredAt ? timestampDate(entry.occurredAt) : new Date(0),
    source: entry.source,
    referralId: entry.referralId || undefined,
    subjectRef: entry.subjectRef || undefined,
  }
}

/** Every string in the message, however deep: a field added later is checked too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name.startsWith('$') ? [] : textsOf(inner)))
}
