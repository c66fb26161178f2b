import { hash } from 'node:crypto'
import {
  Action,
  type Entry,
  EntrySchema,
  fromBinary,
  type JournalLine,
  JournalLineSchema,
  type Signed,
  timestampDate,
} from '@amparo/contracts'
import { type VerificationKey, verifyRecord } from '@amparo/crypto'
import type { Store, Transaction } from '@amparo/store'
import { checkEntry } from '../domain/entry-rules.ts'
import { errors } from '../domain/errors.ts'
import { type Fault, faultOf, type Line } from '../domain/journal.ts'
import { addLine, neighboursOf } from '../store/journal-lines.ts'
import { leafOf, textsOf } from './append-entry.ts'
import { ownEntry } from './own-entry.ts'
import type { Sequencer } from './sequencer.ts'

export interface TakeLineDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly sequencer: Pick<Sequencer, 'append'>
  /** Redaction's. */
  readonly signer: VerificationKey
  /** Called for each fault, before the line counts as taken. */
  readonly alarm: (fault: { readonly code: string }) => void
}

/**
 * Brings a line into the log, dated when it happened, and its faults too. What it gives back remembers the line, in a transaction.
 * Throws what `read` throws; that the log cannot be written now.
 */
export const takeLine =
  ({ hub, store, sequencer, signer, alarm }: TakeLineDeps) =>
  async (signed: Signed | undefined, occurredAt: Date): Promise<(tx: Transaction) => Promise<void>> => {
    const { line, entry } = read(signed, signer)
    const fault = faultOf(line, await store.read(reader => neighboursOf(reader, line.sequence)))
    if (fault !== undefined) {
      const code = codeOf(fault, line)
      alarm({ code })
      await sequencer.append(leafOf(gapEntry({ hub, line, code, occurredAt })))
    }
    // A number that stands for another line is in the log as a fork; both entries are.
    await sequencer.append(leafOf(entry))
    return tx => addLine(tx, line, entry.entryId)
  }

/** Throws journal_line_invalid for what redaction has not signed, and log_entry_invalid for what is no entry of its own. */
function read(signed: Signed | undefined, signer: VerificationKey): { line: Line; entry: Entry } {
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

/** Of a fault with the line, or the head, of that number. */
export function codeOf(fault: Fault, { sequence }: Pick<Line, 'sequence'>): string {
  if (fault.kind === 'fork') return `fork:${sequence}`
  return `${fault.kind === 'cut' ? 'cut:' : ''}${fault.first}:${fault.last}`
}

/** The id is made of the line, so that an event that comes twice is in the log once. */
const gapEntry = ({ hub, line, code, occurredAt: at }: { hub: string; line: Line; code: string; occurredAt: Date }) =>
  ownEntry({ hub, name: `amparo/journal-gap/${line.hash}/${code}`, action: Action.JOURNAL_GAP, code, at })
