/** What is published of an entry. `takenAt` in seconds since 1970. */
export interface LeafRecord {
  readonly source: string
  /** Its how many-th entry, from 1. */
  readonly sequence: number
  readonly takenAt: number
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
const UTF8 = new TextEncoder()

/** The leaf's bytes: version, length of source, source, sequence, time (both uint64, big-endian), two commitments, two hashes. */
export function formatLeafRecord({ source, sequence, takenAt, actor, subject }: LeafRecord): Uint8Array {
  const name = UTF8.encode(source)
  const hashes = [actor.commitment, subject.commitment, actor.sealedHash, subject.sealedHash]
  const bytes = new Uint8Array(18 + name.length + 32 * hashes.length)
  const view = new DataView(bytes.buffer)
  bytes.set([VERSION, name.length])
  bytes.set(name, 2)
  view.setBigUint64(2 + name.length, BigInt(sequence))
  view.setBigUint64(10 + name.length, BigInt(takenAt))
  for (const [i, hash] of hashes.entries()) bytes.set(hash, 18 + name.length + 32 * i)
  return bytes
}
