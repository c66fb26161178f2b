import {
  type CipherGCM,
  type Cipheriv,
  createCipheriv,
  createDecipheriv,
  createHash,
  type DecipherGCM,
  type Decipheriv,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { packetHeader, TAG } from './packet.ts'

/**
 * The two containers of RFC 9580, 5.13, made and opened slice by slice, where OpenPGP.js holds six copies of what is in them. AES-256 in
 * both: SEIPDv1 is CFB and a SHA-1 over all (for `compatible`), SEIPDv2 is GCM in chunks (for `modern`).
 */
export interface Container {
  /** What is inside in clear, a packet in parts, as a packet that holds it encrypted. */
  seal(key: Uint8Array, parts: readonly Uint8Array[]): Generator<Uint8Array>
  /**
   * Into `room`, at whose beginning `body` may lie itself; answers how much there is. Throws unless all of it is authentic: nothing that
   * lies in `room` counts before.
   */
  open(key: Uint8Array, body: Uint8Array, room: Buffer): number
}

/** What one call of a cipher gets: what it answers is new memory, and small memory is soon used again. */
const SLICE_BYTES = 64 * 1024

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES)
}

const sum = (parts: readonly Uint8Array[]): number => parts.reduce((bytes, part) => bytes + part.byteLength, 0)

const BLOCK_BYTES = 16
const PREFIX_BYTES = BLOCK_BYTES + 2
const SHA1_BYTES = 20
/** Header of the packet whose content is the SHA-1. */
const MDC_HEADER = Buffer.of(0xd3, SHA1_BYTES)
const ZEROS = Buffer.alloc(BLOCK_BYTES)

export const seipd1: Container = {
  *seal(key, parts) {
    const prefix = randomBytes(PREFIX_BYTES)
    prefix.copyWithin(BLOCK_BYTES, BLOCK_BYTES - 2, BLOCK_BYTES)
    // A vector of zeros is what RFC 9580 says: the random prefix stands in its place.
    const cipher = createCipheriv('aes-256-cfb', key, ZEROS)
    const sha1 = createHash('sha1')
    yield packetHeader(TAG.container, 1 + PREFIX_BYTES + sum(parts) + MDC_HEADER.length + SHA1_BYTES)
    yield Buffer.of(1)
    for (const part of [prefix, ...parts, MDC_HEADER])
      for (const slice of slices(part)) {
        sha1.update(slice)
        yield cipher.update(slice)
      }
    yield cipher.update(sha1.digest())
  },

  open(key, body, room) {
    const length = body.byteLength - 1 - PREFIX_BYTES
    if (body[0] !== 1 || length < MDC_HEADER.length + SHA1_BYTES || length > room.length) throw new RangeError('length')
    const decipher = createDecipheriv('aes-256-cfb', key, ZEROS)
    const sha1 = createHash('sha1').update(decipher.update(body.subarray(1, 1 + PREFIX_BYTES)))
    through(decipher, body.subarray(1 + PREFIX_BYTES), room)
    const end = length - SHA1_BYTES
    sha1.update(room.subarray(0, end))
    const isWhole = timingSafeEqual(sha1.digest(), room.subarray(end, length))
    const inner = end - MDC_HEADER.length
    if (!isWhole || !room.subarray(inner, end).equals(MDC_HEADER)) throw new RangeError('changed')
    return inner
  },
}

const TAG_BYTES = 16
const SALT_BYTES = 32
const NONCE_BYTES = 12
/** AES-256 and GCM. */
const ALGORITHMS = [9, 3] as const
/** Of 2^(12 + 6) bytes, as OpenPGP.js has them. */
const CHUNK_OCTET = 12
/** RFC 9580, 5.13.2: none is larger. */
const MAX_CHUNK_OCTET = 16
const HEAD_BYTES = 4 + SALT_BYTES

export const seipd2: Container = {
  *seal(key, parts) {
    const head = Buffer.concat([Buffer.of(2, ...ALGORITHMS, CHUNK_OCTET), randomBytes(SALT_BYTES)])
    const { chunkBytes, cipher, final } = gcm(key, head, sealing)
    const length = sum(parts)
    const tags = Math.ceil(length / chunkBytes) + 1
    yield packetHeader(TAG.container, HEAD_BYTES + length + tags * TAG_BYTES)
    yield head
    let [at, number] = [0, 0]
    let current = cipher(number)
    for (const part of parts)
      for (let from = 0; from < part.byteLength; ) {
        const slice = part.subarray(from, from + Math.min(SLICE_BYTES, chunkBytes - (at % chunkBytes)))
        yield current.update(slice)
        from += slice.byteLength
        at += slice.byteLength
        if (at % chunkBytes !== 0 && at !== length) continue
        yield tagOf(current)
        current = cipher(++number)
      }
    yield tagOf(final(number, length))
  },

  open(key, body, room) {
    const head = Buffer.from(body.subarray(0, HEAD_BYTES))
    const isKnown =
      head.length === HEAD_BYTES && head[0] === 2 && head[1] === ALGORITHMS[0] && head[2] === ALGORITHMS[1]
    if (!isKnown || (head[3] ?? 255) > MAX_CHUNK_OCTET) throw new RangeError('another container')
    const { chunkBytes, cipher, final } = gcm(key, head, opening)
    const end = body.byteLength - TAG_BYTES
    let [at, number] = [0, 0]
    for (let from = HEAD_BYTES; from < end; number++) {
      const length = Math.min(chunkBytes, end - from - TAG_BYTES)
      if (length <= 0 || at + length > room.length) throw new RangeError('length')
      const tag = from + length
      const decipher = cipher(number).setAuthTag(body.subarray(tag, tag + TAG_BYTES))
      through(decipher, body.subarray(from, tag), room.subarray(at))
      decipher.final()
      from = tag + TAG_BYTES
      at += length
    }
    // Without it, chunks left out at the end would not be missed.
    final(number, at).setAuthTag(body.subarray(end)).final()
    return at
  },
}

const OPTIONS = { authTagLength: TAG_BYTES }
const sealing = (key: Uint8Array, nonce: Uint8Array) => createCipheriv('aes-256-gcm', key, nonce, OPTIONS)
const opening = (key: Uint8Array, nonce: Uint8Array) => createDecipheriv('aes-256-gcm', key, nonce, OPTIONS)

/** `head`: version, ciphers, size of chunks, salt. The number of a chunk is in its nonce, and the key is of this message alone. */
function gcm<T extends CipherGCM | DecipherGCM>(
  key: Uint8Array,
  head: Buffer,
  create: (key: Uint8Array, nonce: Uint8Array) => T,
) {
  const info = Buffer.concat([Buffer.of(0xc0 | TAG.container), head.subarray(0, 4)])
  const derived = Buffer.from(hkdfSync('sha256', key, head.subarray(4), info, 32 + NONCE_BYTES - 8))
  const made = (number: number, known: Uint8Array): T => {
    const nonce = Buffer.alloc(NONCE_BYTES)
    derived.copy(nonce, 0, 32)
    nonce.writeBigUInt64BE(BigInt(number), NONCE_BYTES - 8)
    const one = create(derived.subarray(0, 32), nonce)
    one.setAAD(known)
    return one
  }
  return {
    chunkBytes: 2 ** ((head[3] ?? 0) + 6),
    cipher: (number: number) => made(number, info),
    /** Over nothing but how much there was. */
    final(number: number, length: number): T {
      const total = Buffer.alloc(8)
      total.writeBigUInt64BE(BigInt(length))
      return made(number, Buffer.concat([info, total]))
    },
  }
}

function tagOf(cipher: CipherGCM): Buffer {
  cipher.final()
  return cipher.getAuthTag()
}

function through(cipher: Cipheriv | Decipheriv, from: Uint8Array, to: Buffer): void {
  let at = 0
  for (const slice of slices(from)) {
    to.set(cipher.update(slice), at)
    at += slice.byteLength
  }
}
