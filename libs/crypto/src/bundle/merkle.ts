import { merkleEmpty, merkleLeaf, merkleNode } from '../tlog/merkle.ts'

/** The root of the RFC 6962 tree over these entries in this order; here each is the SHA-256 of a chunk. */
export function merkleRoot(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries
  if (only === undefined) return merkleEmpty()
  if (entries.length === 1) return merkleLeaf(only)
  const split = 2 ** Math.floor(Math.log2(entries.length - 1))
  return merkleNode(merkleRoot(entries.slice(0, split)), merkleRoot(entries.slice(split)))
}
