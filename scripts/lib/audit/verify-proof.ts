import { type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import {
  commitmentTo,
  fromStrictBase64,
  type LeafRecord,
  merkleLeaf,
  parseLeafRecord,
  parseProof,
  provesInclusion,
} from '@amparo/crypto/tlog'
import { z } from 'zod'
import { type Believed, believe, type Trusted } from './trusted.ts'

export interface ProvenEntry {
  readonly head: Believed
  readonly index: number
  readonly record: LeafRecord
  /** Who, for whom, why and on what basis; nothing about whom. */
  readonly entry: Entry
}

const shown = z.strictObject({ record: z.string(), actor: z.strictObject({ bytes: z.string(), salt: z.string() }) })

/** That an entry stands in a log whose head is believed. Throws a TypeError that says what is wrong. */
export function verifyProof(bytes: Uint8Array, trusted: Trusted): ProvenEntry {
  const { index, proof, checkpoint, extra } = parseProof(decode(bytes))
  const head = believe(Buffer.from(checkpoint), trusted)
  const { record: leaf, actor } = shownIn(extra)
  const { size, root } = head
  if (!provesInclusion({ leaf: merkleLeaf(leaf), index, size, root, proof }))
    throw new TypeError('the leaf does not stand in this log at this place')
  const record = parseLeafRecord(leaf)
  if (Buffer.compare(commitmentTo(actor.bytes, actor.salt), record.actor) !== 0)
    throw new TypeError('the leaf is of another entry')
  return { head, index, record, entry: fromBinary(EntrySchema, actor.bytes) }
}

function shownIn(extra: Uint8Array | undefined) {
  const read = shown.safeParse(jsonIn(extra))
  if (!read.success) throw new TypeError('the proof does not show its entry')
  const { record, actor } = read.data
  return {
    record: fromStrictBase64(record),
    actor: { bytes: fromStrictBase64(actor.bytes), salt: fromStrictBase64(actor.salt) },
  }
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

/** Undefined for what is no JSON: it shows nothing then. */
function jsonIn(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(decode(bytes))
  } catch {
    return undefined
  }
}
