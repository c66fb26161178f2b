import { equal, fromHex } from '../sha256.ts'
import type { Checkpoint } from './checkpoint.ts'
import { nodeHash } from './inclusion.ts'

/**
 * Whether the log under `from` begins the log under `to`: RFC 9162, section 2.1.4.2, which holds for the trees of RFC 6962 too. `proof`:
 * hashes in hex. Written from the RFC, apart from the code that makes the proofs.
 */
export async function verifyConsistency(from: Checkpoint, to: Checkpoint, proof: readonly string[]): Promise<boolean> {
  if (from.origin !== to.origin || from.size > to.size) return false
  if (from.size === to.size) return proof.length === 0 && equal(from.root, to.root)
  if (from.size === 0) return proof.length === 0
  const hashes: Uint8Array[] = proof.map(fromHex)
  if (isPowerOfTwo(from.size)) hashes.unshift(from.root)
  const [seed, ...rest] = hashes
  if (seed === undefined) return false
  let fn = from.size - 1
  let sn = to.size - 1
  // Division, because shifts in JavaScript see 32 bits only.
  const up = () => {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  while (fn % 2 === 1) up()
  let [before, after] = [seed, seed]
  for (const hash of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      before = await nodeHash(hash, before)
      after = await nodeHash(hash, after)
      while (fn % 2 === 0 && fn !== 0) up()
    } else {
      after = await nodeHash(after, hash)
    }
    up()
  }
  return sn === 0 && equal(before, from.root) && equal(after, to.root)
}

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size))
