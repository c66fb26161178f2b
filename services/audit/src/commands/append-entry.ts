import { type Entry, EntrySchema, timestampDate } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import { checkEntry } from '../domain/entry-rules.ts'
import type { NewLeaf, Placed } from '../domain/placement.ts'
import { MessageBytes } from './message-bytes.ts'
import type { Sequencer } from './sequencer.ts'
import { fieldsWriter } from './write-fields.ts'

interface AppendDeps {
  readonly sequencer: Sequencer
  readonly now: Clock
  /** Asked about an entry that is as it should be, before it is written; what it throws refuses it. */
  readonly before?: (entry: Entry) => Promise<void>
}

/** Durable when it resolves. `asker` is the service that the broker says it comes from. */
export const appendEntry =
  ({ sequencer, now, before }: AppendDeps) =>
  async (entry: Entry, asker: string): Promise<Placed> => {
    const { entryId, action, source } = entry
    const occurredAt = entry.occurredAt && timestampDate(entry.occurredAt)
    checkEntry({ entryId, action, source, occurredAt, texts: textsOf(entry) }, asker, now())
    await before?.(entry)
    return sequencer.append(leafOf(entry))
  }

const { subjectRef, categories, withheld, relations } = EntrySchema.field
/** Fields of the subject's half. That a reader is a relative says of whom the entry is. */
const SUBJECT: ReadonlySet<number> = new Set([subjectRef, categories, withheld, relations].map(({ number }) => number))
const writeActor = fieldsWriter(EntrySchema, ({ number }) => !SUBJECT.has(number))
const writeSubject = fieldsWriter(EntrySchema, ({ number }) => SUBJECT.has(number))
const writing = new MessageBytes()

/** The entry in its two halves: about whom and what of it, and all the rest. One after the other they are a message with the fields of both. */
export function leafOf(message: Entry): NewLeaf {
  const { entryId, source, subjectRef } = message
  writing.begin()
  writeActor(message, writing)
  const cut = writing.length
  writeSubject(message, writing)
  const entry = writing.taken()
  const [actor, subject] = [entry.subarray(0, cut), entry.subarray(cut)]
  return { entryId, entry, actor, subject, source, subjectRef: subjectRef || undefined }
}

/** Every string in the message, however deep: a field added later is checked too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => (name.startsWith('$') ? [] : textsOf(inner)))
}
