/** SHA-256 comes in as an argument: this folder imports no cryptography of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The hashes of RFC 6962, section 2.1. The prefixes keep a leaf from passing for an inner node. */
export interface Hasher {
  leaf(entry: Uint8Array): Uint8Array
  node(left: Uint8Array, right: Uint8Array): Uint8Array
  empty(): Uint8Array
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const createHasher = (sha256: Sha256): Hasher => ({
  leaf: entry => sha256(joined(LEAF, entry)),
  node: (left, right) => sha256(joined(NODE, left, right)),
  empty: () => sha256(new Uint8Array()),
})

function joined(...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
