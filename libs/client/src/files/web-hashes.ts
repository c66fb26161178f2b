import { sha256 as sha256Hasher, sha512_256 as sha512_256Hasher } from '@noble/hashes/sha2.js'
import { leafHash, nodeHash } from '../audit/inclusion.ts'
import { sha256, toHex } from '../sha256.ts'

/** Between two pieces of this size a page can draw and hear what is pressed. */
const PIECE_BYTES = 256 * 1024

export interface WebHashes {
  readonly size: number
  /** Hex, as the hashes are. */
  readonly root: string
  readonly sha256: string
  readonly sha512_256: string
  /** SHA-256 of each chunk. */
  readonly chunks: readonly string[]
}

/** What `itemHasher` of libs/crypto does, by what browsers have. `add` gets the chunks in order. */
export function webHasher() {
  const [whole, other] = [sha256Hasher.create(), sha512_256Hasher.create()]
  const chunks: Uint8Array[] = []
  let size = 0
  return {
    async add(chunk: Uint8Array): Promise<void> {
      for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES)
        whole.update(piece)
        other.update(piece)
        await new Promise(resolve => setTimeout(resolve))
      }
      size += chunk.byteLength
      chunks.push(await sha256(chunk))
    },
    async finish(): Promise<WebHashes> {
      const hashes = { sha256: toHex(whole.digest()), sha512_256: toHex(other.digest()) }
      return { size, root: await rootOf(chunks), ...hashes, chunks: chunks.map(toHex) }
    },
  }
}

/** The root alone, which names the same file: many times faster than all that is told of a new one. */
export async function chunkHashesOf(chunks: AsyncIterable<Uint8Array>): Promise<Pick<WebHashes, 'root' | 'chunks'>> {
  const hashes: Uint8Array[] = []
  for await (const chunk of chunks) hashes.push(await sha256(chunk))
  return { root: await rootOf(hashes), chunks: hashes.map(toHex) }
}

/** RFC 6962, section 2.1, of at least one entry. */
async function rootOf(entries: readonly Uint8Array[]): Promise<string> {
  return toHex(await treeOf(entries))
}

async function treeOf(entries: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only, ...more] = entries
  if (only === undefined) throw new RangeError('a file of no bytes')
  if (more.length === 0) return leafHash(only)
  const split = 2 ** Math.floor(Math.log2(entries.length - 1))
  return nodeHash(await treeOf(entries.slice(0, split)), await treeOf(entries.slice(split)))
}
