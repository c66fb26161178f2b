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
import { enterFault, type FaultDeps } from './own-entry.ts'

export interface TakeLineDeps extends FaultDeps {
  readonly store: Pick<Store, 'read'>
  /** Redaction's. */
  readonly signer: VerificationKey
}

/**
 * Brings a line into the log, dated when it happened, and its faults too. What it gives back remembers the line, in a transaction.
 * Throws what `read` throws; that the log cannot be written now.
 */
export const takeLine = (deps: TakeLineDeps) => {
  const { store, sequencer, signer } = deps
  const enter = enterFault(deps)
  return async (signed: Signed | undefined): Promise<(tx: Transaction) => Promise<void>> => {
    const { line, entry } = read(signed, signer)
    const fault = faultOf(line, await store.read(reader => neighboursOf(reader, line.sequence)))
    if (fault !== undefined) await enter(entryOf(fault, line))
    // A number that stands for another line is in the log as a fork; both entries are.
    await sequencer.append(leafOf(entry))
    return tx => addLine(tx, line, entry.entryId)
  }
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
function codeOf(fault: Fault, { sequence }: Pick<Line, 'sequence'>): string {
  if (fault.kind === 'fork') return `fork:${sequence}`
  return `${fault.kind === 'cut' ? 'cut:' : ''}${fault.first}:${fault.last}`
}

/**
 * That it is once in the log, whatever shows it: numbers that are missing are so by a line that comes after them and by the head that was told
 * of them; a line, or head, that says otherwise is by itself.
 */
export function entryOf(fault: Fault, of: Pick<Line, 'sequence' | 'hash'>) {
  const code = codeOf(fault, of)
  const name = fault.kind === 'gap' ? `amparo/journal-gap/${code}` : `amparo/journal-${fault.kind}/${code}/${of.hash}`
  return { name, action: Action.JOURNAL_GAP, code }
}
