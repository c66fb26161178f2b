import { createHash, hash } from 'node:crypto'
import { merkleRoot } from './merkle.ts'

/** What a file is known by, whoever holds it and however it is encrypted. */
export interface ItemHashes {
  readonly size: number
  /** Lower-case hex, as all hashes here. */
  readonly sha256: string
  readonly sha512_256: string
  /** RFC 6962 root over the SHA-256 of each chunk. */
  readonly root: string
}

/** RFC 6962 root over these, which are the SHA-256 of each chunk. */
export const rootOf = (chunks: readonly string[]): string =>
  merkleRoot(chunks.map(chunk => Buffer.from(chunk, 'hex'))).toString('hex')

/** Hashes a file chunk by chunk, once: nothing of it is kept but 32 bytes a chunk. */
export function itemHasher() {
  const whole = createHash('sha256')
  const other = createHash('sha512-256')
  const chunks: string[] = []
  let size = 0
  return {
    /** Answers the SHA-256 of the chunk. */
    add(chunk: Uint8Array): string {
      whole.update(chunk)
      other.update(chunk)
      size += chunk.byteLength
      const digest = hash('sha256', chunk)
      chunks.push(digest)
      return digest
    },
    /** To be called once. */
    finish(): ItemHashes & { readonly chunks: string[] } {
      return { size, sha256: whole.digest('hex'), sha512_256: other.digest('hex'), root: rootOf(chunks), chunks }
    },
  }
}
