/** Of RFC 9580, 5: as many as a message to one recipient needs. */
export const TAG = { sessionKey: 1, literal: 11, container: 18 } as const

/** In the form with five octets, which takes every length that there is here. */
export function packetHeader(tag: number, length: number): Buffer {
  const header = Buffer.of(0xc0 | tag, 0xff, 0, 0, 0, 0)
  header.writeUInt32BE(length, 2)
  return header
}

interface Packet {
  readonly tag: number
  /** More than one where the length was not known at the beginning: OpenPGP.js writes SEIPDv2 so. */
  readonly parts: readonly Uint8Array[]
  /** Where the next one begins. */
  readonly end: number
}

/** Throws a RangeError for one that is cut short, or of the old form. */
export function readPacket(bytes: Uint8Array, at = 0): Packet {
  const first = bytes[at] ?? 0
  if ((first & 0xc0) !== 0xc0) throw new RangeError('no packet')
  const parts: Uint8Array[] = []
  for (let next = at + 1; ; ) {
    const { start, length, isLast } = lengthAt(bytes, next)
    next = start + length
    if (!(next <= bytes.byteLength)) throw new RangeError('cut short')
    parts.push(bytes.subarray(start, next))
    if (isLast) return { tag: first & 0x3f, parts, end: next }
  }
}

function lengthAt(bytes: Uint8Array, at: number): { start: number; length: number; isLast: boolean } {
  const octet = (i: number) => bytes[at + i] ?? Number.NaN
  const first = octet(0)
  const isLast = first < 224 || first === 255
  if (first < 192) return { start: at + 1, length: first, isLast }
  if (first < 224) return { start: at + 2, length: (first - 192) * 256 + octet(1) + 192, isLast }
  if (!isLast) return { start: at + 1, length: 2 ** (first & 0x1f), isLast }
  return { start: at + 5, length: octet(1) * 2 ** 24 + octet(2) * 2 ** 16 + octet(3) * 2 ** 8 + octet(4), isLast }
}

/** In one run of bytes: as they are if there is one, at the beginning of `room` otherwise, in which they may lie themselves. */
export function inOne([first = new Uint8Array(), ...others]: readonly Uint8Array[], room: Uint8Array): Uint8Array {
  if (others.length === 0) return first
  let at = 0
  for (const part of [first, ...others]) {
    room.set(part, at)
    at += part.byteLength
  }
  return room.subarray(0, at)
}
