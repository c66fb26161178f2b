import { HASH_BYTES, sha256 } from './sha256.ts'

/** A byte 0 or 1 in front keeps a leaf from passing for an inner node. Kept from call to call: nothing here waits in between. */
const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1)
let leaf = Buffer.alloc(512)

/** RFC 6962, section 2.1. */
export function merkleLeaf(entry: Uint8Array): Buffer {
  if (leaf.length <= entry.length) leaf = Buffer.alloc(2 * entry.length)
  leaf.set(entry, 1)
  return sha256(leaf.subarray(0, 1 + entry.length))
}
export function merkleNode(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('not hashes of a tree')
  NODE.set(left, 1)
  NODE.set(right, 1 + HASH_BYTES)
  return sha256(NODE)
}
export const merkleEmpty = (): Buffer => sha256('')

interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  /** From the leaf's sibling upwards. */
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162, 2.1.3.2, which holds for the trees of RFC 6962 too. Division, since shifts see 32 bits only. */
export function provesInclusion({ leaf, index, size, root, proof }: Inclusion): boolean {
  if (!(index >= 0 && index < size)) return false
  let [fn, sn, hashed]: [number, number, Uint8Array] = [index, size - 1, leaf]
  for (const step of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hashed = merkleNode(step, hashed)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else hashed = merkleNode(hashed, step)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && Buffer.compare(hashed, root) === 0
}

interface Consistency {
  readonly from: { readonly size: number; readonly root: Uint8Array }
  readonly to: { readonly size: number; readonly root: Uint8Array }
  readonly proof: readonly Uint8Array[]
}

/** RFC 9162, 2.1.4.2. Everything begins with the empty tree, without a proof. */
export function provesConsistency({ from, to, proof }: Consistency): boolean {
  if (from.size === to.size) return proof.length === 0 && isSame(from.root, to.root)
  const beginning = beginningOf({ from, to, proof })
  return beginning !== undefined && isSame(beginning, from.root)
}

/**
 * The root that the larger tree has at the smaller size, as far as the proof leads up to the larger one's own root: nobody can make it lead to
 * another. Where that is not the smaller tree's, one does not go on from the other. Of a power of two a proof leaves this root out, and leads up
 * by `from`'s alone. Undefined: it leads nowhere, and shows nothing, neither way.
 */
export function beginningOf({ from, to, proof }: Consistency): Uint8Array | undefined {
  if (from.size > to.size) return undefined
  if (from.size === 0) return proof.length === 0 ? from.root : undefined
  if (from.size === to.size) return to.root
  const [start, ...steps] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof
  if (start === undefined || proof.length === 0) return undefined
  let [fn, sn] = [from.size - 1, to.size - 1]
  let [fr, sr]: [Uint8Array, Uint8Array] = [start, start]
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  for (const step of steps) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      ;[fr, sr] = [merkleNode(step, fr), merkleNode(step, sr)]
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else sr = merkleNode(sr, step)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && isSame(sr, to.root) ? fr : undefined
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

function isPowerOfTwo(n: number): boolean {
  let power = 1
  while (power < n) power *= 2
  return power === n
}
