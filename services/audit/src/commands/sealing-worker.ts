/** The thread that encrypts full batches of the log: see sealing-thread.ts. It has keys in memory that the service's other thread has, too. */
import { type KeyObject, randomBytes } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { COMMITMENT_SALT_BYTES, sha256 } from '@amparo/crypto/tlog'
import { commitAndSeal } from '../store/half-cipher.ts'
import type { SealingDone, SealingJob } from './sealing-thread.ts'

const HASH_BYTES = 32
const HALVES = ['actor', 'subject'] as const
const keys = new Map<number, KeyObject>()

parentPort?.on('message', (job: SealingJob) => {
  if (job.forget) keys.clear()
  for (const [number, key] of job.keys) keys.set(number, key)
  const done = sealed(job)
  parentPort?.postMessage(done, [done.bytes.buffer as ArrayBuffer, done.spare])
})

function sealed({ entryIds, bytes, lengths, keyOf }: SealingJob): SealingDone {
  // Drawn at once: a draw for each would cost as much as its hashes.
  const salts = randomBytes(COMMITMENT_SALT_BYTES * lengths.length)
  const parts: Uint8Array[] = []
  const sealedLengths = new Uint32Array(lengths.length)
  let at = 0
  for (const [nth, length] of lengths.entries()) {
    const key = keys.get(keyOf[nth] ?? -1)
    const [entryId, half] = [entryIds[nth >> 1], HALVES[nth % 2]]
    if (key === undefined || entryId === undefined || half === undefined)
      throw new RangeError('a key of the log is missing')
    const salt = salts.subarray(nth * COMMITMENT_SALT_BYTES, (nth + 1) * COMMITMENT_SALT_BYTES)
    const one = commitAndSeal(key, { bytes: bytes.subarray(at, at + length), salt }, { entryId, half })
    at += length
    parts.push(one.commitment, sha256(one.sealed), one.sealed)
    sealedLengths[nth] = one.sealed.length
  }
  const all = new Uint8Array(sealedLengths.reduce((sum, length) => sum + length + 2 * HASH_BYTES, 0))
  let to = 0
  for (const part of parts) {
    all.set(part, to)
    to += part.length
  }
  // What is open does not wait there for the next one.
  bytes.fill(0)
  return { bytes: all, lengths: sealedLengths, spare: bytes.buffer }
}
