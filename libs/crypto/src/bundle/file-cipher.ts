import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type DecipherGCM,
  type Decipheriv,
  hkdfSync,
} from 'node:crypto'
import { errors } from '../errors.ts'

export interface CipheredFile {
  /** Of the file, in bytes. */
  readonly size: number
  readonly chunkBytes: number
  /** RFC 6962 root over its chunks, hex. */
  readonly root: string
}

export const FILE_SECRET_BYTES = 32
const TAG_BYTES = 16

/**
 * A file on its way to a hub and while it is kept there: each chunk AES-256-GCM under a key of this one file, its number as nonce. The same
 * file gives the same bytes, so that an upload goes on at any byte after a kill without anything having been stored at the sender's.
 *
 * No nonce is used for two contents: size and root are in the derivation of the key, so a file that was changed in between has
 * another key. The secret is drawn anew for each upload.
 */
export function fileCipher(secret: Uint8Array, { size, chunkBytes, root }: CipheredFile) {
  const info = `amparo-file/1 ${size} ${chunkBytes} ${root}`
  const key = createSecretKey(new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), info, 32)))
  const chunks = Math.ceil(size / chunkBytes)
  const nonceOf = (number: number): Buffer => {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(number, 8)
    return nonce
  }
  const options = { authTagLength: TAG_BYTES }
  function* sealSlices(number: number, chunk: Uint8Array): Generator<Buffer> {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number), options)
    for (let at = 0; at < chunk.byteLength; at += SLICE_BYTES) yield cipher.update(chunk.subarray(at, at + SLICE_BYTES))
    cipher.final()
    yield cipher.getAuthTag()
  }
  function openedBy(decipher: DecipherGCM, tag: Uint8Array): void {
    try {
      // Adds no byte: it throws if the tag is another.
      decipher.setAuthTag(tag).final()
    } catch (cause) {
      throw errors.record_unreadable({ cause })
    }
  }
  /**
   * All of it in clear, piece by piece as it comes: for who looks at it and believes it at its end alone, since a piece is given before its
   * chunk is known to be authentic. Throws record_unreadable after a chunk that is not, and where something is missing.
   */
  async function* openPieces(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const cut = inParts(sealed)
    for (let number = 0; number < chunks; number++) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), options)
      for await (const part of cut(Math.min(chunkBytes, size - number * chunkBytes))) yield decipher.update(part)
      const tag: Uint8Array[] = []
      for await (const part of cut(TAG_BYTES)) tag.push(part)
      openedBy(decipher, Buffer.concat(tag))
    }
  }
  return {
    chunks,
    openPieces,
    sealedSize: size + chunks * TAG_BYTES,
    /** What a whole chunk takes, and so where the next one begins. */
    sealedChunkBytes: chunkBytes + TAG_BYTES,

    seal: (number: number, chunk: Uint8Array): Buffer => Buffer.concat([...sealSlices(number, chunk)]),
    sealSlices,

    /** With `room` it lies there, which may be where it lies now. Throws record_unreadable: another key, file or place, or a changed byte. */
    open(number: number, sealed: Uint8Array, room?: Buffer): Buffer {
      try {
        const end = sealed.byteLength - TAG_BYTES
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), options)
        decipher.setAuthTag(sealed.subarray(end))
        const chunk = room?.subarray(0, end) ?? Buffer.allocUnsafe(end)
        through(decipher, sealed.subarray(0, end), chunk)
        // Adds no byte: it throws if the tag is another, and nobody gets the chunk.
        decipher.final()
        return chunk
      } catch (cause) {
        throw errors.record_unreadable({ cause })
      }
    },
  }
}

/** Takes so many bytes at a time off what comes, in parts of whatever length; fewer at its end. */
function inParts(content: AsyncIterable<Uint8Array>): (bytes: number) => AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  return async function* (bytes) {
    for (let left = bytes; left > 0; ) {
      while (rest.byteLength === 0) {
        const { done, value } = await pieces.next()
        if (done) return
        rest = value
      }
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.byteLength)
      left -= part.byteLength
      yield part
    }
  }
}

/** What a call of the cipher answers is new memory; small memory is soon used again. */
const SLICE_BYTES = 64 * 1024

/** Slice by slice: there is no second copy of the whole. */
function through(decipher: Decipheriv, from: Uint8Array, to: Buffer): void {
  for (let at = 0; at < from.byteLength; at += SLICE_BYTES)
    to.set(decipher.update(from.subarray(at, at + SLICE_BYTES)), at)
}
