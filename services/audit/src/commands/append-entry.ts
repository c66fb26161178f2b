import { randomBytes } from 'node:crypto'
import { create, type Entry, EntrySchema, timestampDate, toBinary } from '@amparo/contracts'
import { COMMITMENT_SALT_BYTES, commitmentTo } from '@amparo/crypto/tlog'
import type { Clock } from '@amparo/kernel'
import { checkEntry } from '../domain/entry-rules.ts'
import type { NewLeaf, Part, Placed } from '../domain/placement.ts'
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

/** The entry in its two parts: about whom and what of it, and all the rest. */
export function leafOf(entry: Entry): NewLeaf {
  const { subjectRef, categories, withheld } = entry
  return {
    entryId: entry.entryId,
    actor: partOf({ ...entry, subjectRef: '', categories: [], withheld: [] }),
    subject: partOf(create(EntrySchema, { subjectRef, categories, withheld })),
    occurredAt: entry.occurredAt ? timestampDate(entry.occurredAt) : new Date(0),
    source: entry.source,
    referralId: entry.referralId || undefined,
    subjectRef: entry.subjectRef || undefined,
  }
}

/** The canonical bytes: fields in the order of their numbers, and none that this version does not know. */
function partOf(entry: Entry): Part {
  const bytes = toBinary(EntrySchema, entry, { writeUnknownFields: false })
  const salt = randomBytes(COMMITMENT_SALT_BYTES)
  return { bytes, salt, commitment: commitmentTo(bytes, salt) }
}

/** Every string in the message, however deep: a field added later is checked too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name.startsWith('$') ? [] : textsOf(inner)))
}
