import koffi from 'koffi'

/**
 * C structures of PKCS#11, byte by byte, as they are on 64-bit Linux and macOS: CK_ULONG and pointers of eight bytes, natural
 * alignment. They are plain buffers because a structure that points to others must stay where it is while a call runs on another
 * thread; whoever makes one keeps it until the call has ended.
 */
const WORD = 8

export const words = (...values: readonly bigint[]): Buffer => {
  const out = Buffer.alloc(values.length * WORD)
  values.forEach((value, n) => {
    out.writeBigUInt64LE(value, n * WORD)
  })
  return out
}
export const word = (buffer: Buffer, n = 0): bigint => buffer.readBigUInt64LE(n * WORD)

export interface Pinned {
  readonly bytes: Buffer
  /** What `bytes` points to. Kept, so that it is not collected. */
  readonly pointed: readonly Buffer[]
}

const pointerTo = (buffer: Buffer): bigint => (buffer.length === 0 ? 0n : koffi.address(buffer))

/** A copy in memory of its own: a slice of a shared pool would lie between other values. */
export const pinned = (bytes: Uint8Array): Buffer => {
  const own = Buffer.alloc(bytes.length)
  own.set(bytes)
  return own
}

export type Attribute = readonly [type: bigint, value: bigint | boolean | Uint8Array]

/** CK_ATTRIBUTE[]: type, pointer to the value, its length. */
export function template(attributes: readonly Attribute[]): Pinned {
  const pointed = attributes.map(([, value]) => {
    if (typeof value === 'boolean') return Buffer.alloc(1, value ? 1 : 0)
    return typeof value === 'bigint' ? words(value) : pinned(value)
  })
  const rows = attributes.flatMap(([type], n) => {
    const value = pointed[n] ?? Buffer.alloc(0)
    return [type, pointerTo(value), BigInt(value.length)]
  })
  return { bytes: words(...rows), pointed }
}

/** CK_MECHANISM without a parameter. */
export const mechanism = (type: bigint): Pinned => ({ bytes: words(type, 0n, 0n), pointed: [] })

const TAG_BITS = 128n

/** CK_MECHANISM with CK_GCM_PARAMS: iv, its length in bytes and in bits, aad and its length, length of the tag in bits. */
export function gcm(type: bigint, nonce: Uint8Array, aad: Uint8Array): Pinned {
  const [iv, extra] = [pinned(nonce), pinned(aad)]
  const params = words(
    ...[pointerTo(iv), BigInt(iv.length), BigInt(iv.length * 8)],
    ...[pointerTo(extra), BigInt(extra.length), TAG_BITS],
  )
  return { bytes: words(type, pointerTo(params), BigInt(params.length)), pointed: [iv, extra, params] }
}
