import { hash } from 'node:crypto'
import {
  Action,
  create,
  type Entry,
  EntrySchema,
  fromBinary,
  type JournalLine,
  JournalLineSchema,
  type JournalWritten,
  journalWritten,
  type Signed,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import { type VerificationKey, verifyRecord } from '@amparo/crypto'
import { on } from '@amparo/messaging'
import type { Store } from '@amparo/store'
import { leafOf, textsOf } from '../commands/append-entry.ts'
import type { Sequencer } from '../commands/sequencer.ts'
import { checkEntry } from '../domain/entry-rules.ts'
import { errors } from '../domain/errors.ts'
import { type Fault, faultOf, type Line } from '../domain/journal.ts'
import { addLine, neighboursOf } from '../store/journal-lines.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly sequencer: Pick<Sequencer, 'append'>
  /** Redaction's. */
  readonly signer: VerificationKey
  /** Called for each fault, before the event counts as handled. */
  readonly alarm: (fault: { readonly code: string }) => void
}

/**
 * What redaction did while this log or consent did not answer comes into the log after all, dated when it happened. A line that is
 * missing, or that says otherwise than one that is there, is an entry of its own and an alarm; the line itself is kept all the same.
 * Lines come in their order, so a number that is missing when a later one comes was lost, or never told.
 */
export const onJournalWritten = ({ hub, store, sequencer, signer, alarm }: Deps) =>
  on(
    journalWritten,
    async (event, { occurredAt }) => {
      const { line, entry } = read(event, signer)
      const fault = faultOf(line, await store.read(reader => neighboursOf(reader, line.sequence)))
      if (fault !== undefined) {
        const code = codeOf(fault, line)
        alarm({ code })
        await sequencer.append(leafOf(gapEntry({ hub, line, code, occurredAt })))
      }
      // A number that stands for another line is in the log as a fork; both entries are.
      await sequencer.append(leafOf(entry))
      return { line, entryId: entry.entryId }
    },
    async (_, tx, __, { line, entryId }) => {
      await addLine(tx, line, entryId)
    },
  )

/** Throws journal_line_invalid for what redaction has not signed, and log_entry_invalid for what is no entry of its own. */
function read({ line: signed }: JournalWritten, signer: VerificationKey): { line: Line; entry: Entry } {
  const { sequence, previous, entry: bytes } = verified(signed, signer)
  const entry = fromBinary(EntrySchema, bytes)
  const { entryId, action, source } = entry
  const occurredAt = entry.occurredAt && timestampDate(entry.occurredAt)
  // It is dated when it happened, however long ago that is.
  const at = occurredAt ?? new Date(0)
  checkEntry({ entryId, action, source, occurredAt, texts: textsOf(entry) }, 'redaction', at)
  return { line: { sequence, previous, hash: hash('sha256', signed?.payload ?? new Uint8Array(), 'hex') }, entry }
}

/** That it does not verify will not become better: it is given up with an alarm, and kept aside. */
function verified(signed: Signed | undefined, signer: VerificationKey): JournalLine {
  try {
    return verifyRecord(JournalLineSchema, 'journal.v1', signed, signer)
  } catch (cause) {
    throw errors.journal_line_invalid({ cause })
  }
}

const codeOf = (fault: Fault, { sequence }: Line): string =>
  fault.kind === 'gap' ? `${fault.first}:${fault.last}` : `fork:${sequence}`

/** The id is made of the line, so that an event that comes twice is in the log once. */
const gapEntry = (of: { hub: string; line: Line; code: string; occurredAt: Date }): Entry =>
  create(EntrySchema, {
    entryId: uuidOf(hash('sha256', `amparo/journal-gap/${of.line.hash}/${of.code}`, 'hex')),
    action: Action.JOURNAL_GAP,
    source: 'audit',
    agency: { hub: of.hub, agencyId: '' },
    code: of.code,
    occurredAt: timestampFromDate(of.occurredAt),
  })

/** RFC 9562, version 8. */
const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
