import { hash } from 'node:crypto'

/**
 * What stands in a leaf of the access log, and so is published: which service, its how many-th entry, when it was taken, and two
 * commitments. What they commit to stands beside the log, and can be taken away without the tree changing.
 */
export interface LeafRecord {
  readonly source: string
  /** From 1, without gaps in one source. */
  readonly sequence: number
  /** Seconds since 1970; never less than in the leaf before. */
  readonly takenAt: number
  /** To who looked, for whom, why and on what basis. */
  readonly actor: Uint8Array
  /** To whom it was about, and which categories were seen and withheld. */
  readonly subject: Uint8Array
}

const VERSION = 1
const FIXED_BYTES = 2 + 8 + 8 + 32 + 32
const SOURCE = /^[a-z]{1,32}$/

/** Version, length of source, source, sequence, time (both uint64, big-endian), two hashes. Throws a TypeError on anything else. */
export function parseLeafRecord(bytes: Uint8Array): LeafRecord {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = 2 + (all[1] ?? 0)
  const source = all.toString('latin1', 2, end)
  if (all[0] !== VERSION || all.length !== FIXED_BYTES + (all[1] ?? 0) || !SOURCE.test(source))
    throw new TypeError('not a leaf of an access log')
  return {
    source,
    sequence: Number(all.readBigUInt64BE(end)),
    takenAt: Number(all.readBigUInt64BE(end + 8)),
    actor: all.subarray(end + 16, end + 48),
    subject: all.subarray(end + 48),
  }
}

/** 256 bits of salt: without it, what was committed to cannot be guessed from a list of all that it could be. */
export const COMMITMENT_SALT_BYTES = 32
const TAG = Buffer.from('amparo/audit-commitment/v1\n')

export const commitmentTo = (part: Uint8Array, salt: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([TAG, salt, part]), 'buffer')
