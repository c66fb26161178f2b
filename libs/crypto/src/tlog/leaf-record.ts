import { sha256 } from './sha256.ts'

/**
 * What stands in a leaf of the access log, and so is published: which service, its how many-th entry, when it was taken, and of each half
 * of the entry a commitment and the hash of what is kept of it. The halves stand beside the log, encrypted; a key that is destroyed takes
 * one away, and the tree does not change.
 */
export interface LeafRecord {
  readonly source: string
  /** From 1, without gaps in one source. */
  readonly sequence: number
  /** Seconds since 1970; never less than in the leaf before. */
  readonly takenAt: number
  /** That its source gave it, and since when it counts (ms since 1970): from 1, without gaps in one epoch. Since version 3, of what was not asked for. */
  readonly logNumber?: { readonly epoch: number; readonly number: number }
  /** Commitment to who looked, for whom, why and on what basis. */
  readonly actor: Uint8Array
  /** Commitment to whom it was about, and which categories were seen and withheld. */
  readonly subject: Uint8Array
  /** SHA-256 of each half as it is kept, encrypted. Leaves of version 1 have none: their halves were encrypted later. */
  readonly sealed?: { readonly actor: Uint8Array; readonly subject: Uint8Array }
}

const HASH = 32
/** By version: how many numbers, and how many hashes after them. */
const SHAPES: readonly (readonly [number, number])[] = [
  [0, 0],
  [2, 2],
  [2, 4],
  [4, 4],
]
const SOURCE = /^[a-z]{1,32}$/

/** Version, length of source, source, sequence, time, epoch and number (uint64, big-endian), hashes. Throws a TypeError on anything else. */
export function parseLeafRecord(bytes: Uint8Array): LeafRecord {
  const { end, ...order } = parseLeafOrder(bytes)
  const at = (n: number) => bytes.subarray(end + n * HASH, end + (n + 1) * HASH)
  const sealed = bytes.length > end + 2 * HASH ? { sealed: { actor: at(2), subject: at(3) } } : {}
  return { ...order, actor: at(0), subject: at(1), ...sealed }
}

/** What of a leaf says where it stands, and where its hashes begin: all that a whole log is read for. Throws as `parseLeafRecord`. */
export function parseLeafOrder(
  bytes: Uint8Array,
): Pick<LeafRecord, 'source' | 'sequence' | 'takenAt' | 'logNumber'> & { readonly end: number } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [numbers, hashes] = SHAPES[all[0] ?? 0] ?? [0, 0]
  const named = 2 + (all[1] ?? 0)
  const end = named + 8 * numbers
  const source = all.toString('latin1', 2, named)
  if (numbers === 0 || all.length !== end + hashes * HASH || !SOURCE.test(source))
    throw new TypeError('not a leaf of an access log')
  const order = { source, sequence: numberAt(all, named), takenAt: numberAt(all, named + 8), end }
  if (numbers === 2) return order
  return { ...order, logNumber: { epoch: numberAt(all, named + 16), number: numberAt(all, named + 24) } }
}

/** Beyond what a number holds exactly, two of them would be one. */
function numberAt(bytes: Buffer, offset: number): number {
  const value = bytes.readUInt32BE(offset) * 2 ** 32 + bytes.readUInt32BE(offset + 4)
  if (!Number.isSafeInteger(value)) throw new TypeError('not a leaf of an access log')
  return value
}

/** 256 bits of salt: without it, what was committed to cannot be guessed from a list of all that it could be. */
export const COMMITMENT_SALT_BYTES = 32
const TAG = Buffer.from('amparo/audit-commitment/v1\n')

/** Throws a TypeError for a salt of another length: the beginning of what was committed to could be hidden in a longer one. */
export function commitmentTo(part: Uint8Array, salt: Uint8Array): Buffer {
  if (salt.length !== COMMITMENT_SALT_BYTES) throw new TypeError('a salt has 32 bytes')
  return commit(part, salt).commitment
}

/** The same, and salt and bytes together, which is what is encrypted: copied once for both. */
export function commit(part: Uint8Array, salt: Uint8Array): { commitment: Buffer; salted: Uint8Array } {
  const committed = Buffer.allocUnsafe(TAG.length + salt.length + part.length)
  committed.set(TAG)
  committed.set(salt, TAG.length)
  committed.set(part, TAG.length + salt.length)
  return { commitment: sha256(committed), salted: committed.subarray(TAG.length) }
}
