import { concat, equal, fromHex, sha256 } from '../sha256.ts'

/** RFC 6962, section 2.1: different first bytes, so that a leaf can never be passed off as a node. */
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafHash = (entry: Uint8Array) => sha256(concat(LEAF, entry))
export const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(concat(NODE, left, right))

/**
 * Whether the leaf stands at `index` (from 0) in the tree of `size` leaves with this root: RFC 9162, section 2.1.3.2, which
 * holds for the trees of RFC 6962 too. Written from the RFC, apart from the code that makes the proofs.
 */
export async function verifyInclusion(claim: {
  leafHash: Uint8Array
  index: number
  size: number
  /** Hashes from the leaf's sibling upwards, hex. */
  proof: readonly string[]
  root: Uint8Array
}): Promise<boolean> {
  const { index, size, proof, root } = claim
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false
  // Division, because shifts in JavaScript see 32 bits only.
  let fn = index
  let sn = size - 1
  let hash: Uint8Array = claim.leafHash
  for (const hex of proof) {
    const sibling = hexOrUndefined(hex)
    if (sibling?.length !== 32 || sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeHash(sibling, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2
        sn = Math.floor(sn / 2)
      }
    } else {
      hash = await nodeHash(hash, sibling)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && equal(hash, root)
}

function hexOrUndefined(hex: string): Uint8Array | undefined {
  try {
    return fromHex(hex)
  } catch {
    return undefined
  }
}
