/** ASN.1 DER, as much of it as a timestamp needs: values are read in order, and nothing may be left over. */
export interface Der {
  readonly tag: number
  /** Without tag and length. */
  readonly content: Uint8Array
  /** With them. */
  readonly whole: Uint8Array
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  nil: 0x05,
  oid: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** [0] and [1], constructed. */
  context0: 0xa0,
  context1: 0xa1,
} as const

/** All values that these bytes consist of. Throws a RangeError unless each is whole, with its length in the shortest form. */
export function readDer(bytes: Uint8Array): Der[] {
  const values: Der[] = []
  for (let at = 0; at < bytes.byteLength; ) {
    const { start, length } = lengthAt(bytes, at + 1)
    const end = start + length
    if (end > bytes.byteLength) throw new RangeError('cut short')
    values.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) })
    at = end
  }
  return values
}

function lengthAt(bytes: Uint8Array, at: number): { start: number; length: number } {
  const first = bytes[at] ?? 0xff
  if (first < 0x80) return { start: at + 1, length: first }
  const count = first & 0x7f
  if (count < 1 || count > 3) throw new RangeError('no such length')
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[at + i] ?? 0)
  if (length < 0x80 || length < 256 ** (count - 1)) throw new RangeError('not the shortest')
  return { start: at + 1 + count, length }
}

/** The one value there is, which must be this. */
export function oneDer(bytes: Uint8Array, tag: number): Der {
  const [value, ...others] = readDer(bytes)
  if (value?.tag !== tag || others.length > 0) throw new RangeError('another value')
  return value
}

/** Takes values from the front: the next one if it has this tag. */
export function taking(bytes: Uint8Array) {
  const values = readDer(bytes)
  const maybe = (tag: number): Der | undefined => (values[0]?.tag === tag ? values.shift() : undefined)
  return {
    maybe,
    take(tag: number): Der {
      const value = maybe(tag)
      if (value === undefined) throw new RangeError('another value')
      return value
    },
  }
}

export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length > 0xffff) throw new RangeError('too long')
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...head), content])
}
