import type { LogNumber } from '@amparo/kernel'

/** What is published of an entry. `takenAt` in seconds since 1970. */
export interface LeafRecord {
  readonly source: string
  /** Its how many-th entry, from 1. */
  readonly sequence: number
  readonly takenAt: number
  /** That its source gave it; undefined of one that was asked for, and answered. */
  readonly logNumber?: LogNumber | undefined
  readonly actor: Published
  readonly subject: Published
}

/** What is published of half of an entry. 32 bytes each. */
export interface Published {
  /** To its bytes, with a salt. */
  readonly commitment: Uint8Array
  /** Of what is kept of it, encrypted. */
  readonly sealedHash: Uint8Array
}

const VERSION = 2
const NUMBERED_VERSION = 3
const HASH_BYTES = 32

/**
 * The leaf's bytes: version, length of source, source, sequence, time, epoch and number that its source gave it if it did (all uint64,
 * big-endian), two commitments, two hashes.
 */
export function formatLeafRecord({ source, sequence, takenAt, logNumber, actor, subject }: LeafRecord): Uint8Array {
  const named = 2 + Buffer.byteLength(source)
  const numbered = named + (logNumber === undefined ? 16 : 32)
  // From the pool, and written to its end.
  const bytes = Buffer.allocUnsafe(numbered + 4 * HASH_BYTES)
  bytes[0] = logNumber === undefined ? VERSION : NUMBERED_VERSION
  bytes[1] = named - 2
  bytes.write(source, 2)
  setNumber(bytes, named, sequence)
  setNumber(bytes, named + 8, takenAt)
  if (logNumber !== undefined) {
    setNumber(bytes, named + 16, logNumber.epoch)
    setNumber(bytes, named + 24, logNumber.number)
  }
  let at = numbered
  for (const hash of [actor.commitment, subject.commitment, actor.sealedHash, subject.sealedHash]) {
    bytes.set(hash, at)
    at += HASH_BYTES
  }
  return bytes
}

/** uint64, big-endian, of what a number holds exactly. */
function setNumber(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), at)
  bytes.writeUInt32BE(value % 2 ** 32, at + 4)
}
