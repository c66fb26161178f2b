import { type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import {
  commitmentTo,
  type LeafRecord,
  merkleLeaf,
  parseLeafRecord,
  parseProof,
  provesInclusion,
} from '@amparo/crypto/tlog'
import { readShown, type ShownEvidence } from './shown-entry.ts'
import { type Believed, believe, type Trusted } from './trusted.ts'

export interface ProvenEntry {
  readonly head: Believed
  readonly index: number
  readonly record: LeafRecord
  /** Who, for whom, why and on what basis; nothing about whom. */
  readonly entry: Entry
  /** What hubs have stated about what left. The log says nothing of it: `verifyDelivery` does. */
  readonly delivery: readonly ShownEvidence[]
}

/** That an entry stands in a log whose head is believed. Throws a TypeError that says what is wrong. */
export function verifyProof(bytes: Uint8Array, trusted: Trusted): ProvenEntry {
  const { index, proof, checkpoint, extra } = parseProof(decode(bytes))
  const head = believe(Buffer.from(checkpoint), trusted)
  const { record: leaf, actor, delivery } = readShown(extra)
  const { size, root } = head
  if (!provesInclusion({ leaf: merkleLeaf(leaf), index, size, root, proof }))
    throw new TypeError('the leaf does not stand in this log at this place')
  const record = parseLeafRecord(leaf)
  if (Buffer.compare(commitmentTo(actor.bytes, actor.salt), record.actor) !== 0)
    throw new TypeError('the leaf is of another entry')
  return { head, index, record, entry: fromBinary(EntrySchema, actor.bytes), delivery }
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
