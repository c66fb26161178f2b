import { hash } from 'node:crypto'

/** RFC 6962, section 2.1: different first bytes, so that a leaf can never be passed off as a node. */
const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

/** The root of the Merkle tree over these entries in this order; here each is the SHA-256 of a chunk. */
export function merkleRoot(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries
  if (only === undefined) return sha256()
  if (entries.length === 1) return sha256(LEAF, only)
  const split = 2 ** Math.floor(Math.log2(entries.length - 1))
  return sha256(NODE, merkleRoot(entries.slice(0, split)), merkleRoot(entries.slice(split)))
}
