/** What is published of an entry. `takenAt` in seconds since 1970. */
export interface LeafRecord {
  readonly source: string
  /** Its how many-th entry, from 1. */
  readonly sequence: number
  readonly takenAt: number
  /** Commitments to the two parts of the entry, 32 bytes each. */
  readonly actor: Uint8Array
  readonly subject: Uint8Array
}

const VERSION = 1

/** The leaf's bytes: version, length of source, source, sequence, time (both uint64, big-endian), the two commitments. */
export function formatLeafRecord({ source, sequence, takenAt, actor, subject }: LeafRecord): Uint8Array {
  const name = new TextEncoder().encode(source)
  const bytes = new Uint8Array(2 + name.length + 16 + actor.length + subject.length)
  const view = new DataView(bytes.buffer)
  bytes.set([VERSION, name.length, ...name])
  view.setBigUint64(2 + name.length, BigInt(sequence))
  view.setBigUint64(10 + name.length, BigInt(takenAt))
  bytes.set(actor, 18 + name.length)
  bytes.set(subject, 18 + name.length + actor.length)
  return bytes
}
