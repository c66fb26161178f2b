import type { KeyObject } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { NewLeaf, SealedLeaf, SealedPart } from '../domain/placement.ts'
import type { KeyPair, SealingKey } from './key-pairs.ts'

/** What is to be encrypted, of a batch: the halves' bytes, one after the other, the actor's and the subject's of each entry. */
export interface SealingJob {
  /** Keys of before go. */
  readonly forget: boolean
  /** Which are met for the first time, by number. */
  readonly keys: readonly (readonly [number, KeyObject])[]
  readonly entryIds: readonly string[]
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of each half. */
  readonly lengths: Uint32Array
  readonly keyOf: Uint32Array
}

/** Of each half a commitment, the hash of what is kept, and what is kept, one after the other. */
export interface SealingDone {
  readonly bytes: Uint8Array
  /** Of what is kept. */
  readonly lengths: Uint32Array
  /** The job's memory, for another job. */
  readonly spare: ArrayBuffer
}

const HASH_BYTES = 32
/** What comes alone, or a few at a time, is encrypted where it is sooner than it is handed over. */
const WORTH_IT = 256
/** A key is not kept there for longer: it may be destroyed meanwhile. */
const KEYS_MS = 60_000
/** Then the thread ends, and its memory with it. */
const IDLE_MS = 10_000

/**
 * A thread beside the one that writes the log, which encrypts full batches while that one does everything else: there are two processors at
 * least, and ciphers and hashes are a third of what an entry costs. It is begun with the first full batch, ends when there are none, and
 * whoever it fails does the work itself.
 */
export class SealingThread {
  #worker: Worker | undefined
  #ready = false
  #numbers = new WeakMap<KeyObject, number>()
  #next = 0
  #keysSince = 0
  #idle: NodeJS.Timeout | undefined
  /** What comes back, and is handed over again: memory that is asked for anew each time has to be emptied and collected each time. */
  #spare = new ArrayBuffer(0)
  #settle: (done: SealingDone | undefined) => void = () => {}

  /** Undefined where it has to be done by whoever asks: of too few, and while the thread begins. One call at a time. */
  async seal(leaves: readonly NewLeaf[], pairs: readonly KeyPair[]): Promise<SealedLeaf[] | undefined> {
    if (leaves.length < WORTH_IT) return undefined
    this.#stay()
    if (!this.#ready || this.#worker === undefined) return undefined
    const { promise, resolve } = Promise.withResolvers<SealingDone | undefined>()
    this.#settle = resolve
    const job = this.#jobOf(leaves, pairs)
    this.#worker.postMessage(job, [job.bytes.buffer])
    const done = await promise
    if (done === undefined) return undefined
    this.#spare = done.spare
    return sealedOf(leaves, pairs, done)
  }

  /** Begins it where there is none, and puts off its end. */
  #stay(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref()
    if (this.#worker !== undefined) return
    const worker = new Worker(new URL('./sealing-worker.ts', import.meta.url), { name: 'sealing' })
    worker.unref()
    worker.once('online', () => {
      this.#ready = this.#worker === worker
    })
    worker.on('message', (done: SealingDone) => this.#settle(done))
    worker.once('error', () => this.#end())
    worker.once('exit', () => {
      if (this.#worker === worker) this.#end()
    })
    this.#worker = worker
    this.#forget()
  }

  #end(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
    this.#ready = false
    this.#spare = new ArrayBuffer(0)
    this.#settle(undefined)
  }

  #forget(): void {
    this.#numbers = new WeakMap()
    this.#next = 0
    this.#keysSince = performance.now()
  }

  /** Of its own memory, since it is handed over. */
  #room(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#spare.byteLength < length ? new ArrayBuffer(length) : this.#spare, 0, length)
  }

  #jobOf(leaves: readonly NewLeaf[], pairs: readonly KeyPair[]): SealingJob {
    if (performance.now() - this.#keysSince > KEYS_MS) this.#forget()
    const forget = this.#next === 0
    const keys: [number, KeyObject][] = []
    const numberOf = ({ cipher }: SealingKey): number => {
      const known = this.#numbers.get(cipher)
      if (known !== undefined) return known
      const number = this.#next++
      this.#numbers.set(cipher, number)
      keys.push([number, cipher])
      return number
    }
    const bytes = this.#room(leaves.reduce((sum, { actor, subject }) => sum + actor.length + subject.length, 0))
    const lengths = new Uint32Array(2 * leaves.length)
    const keyOf = new Uint32Array(2 * leaves.length)
    let at = 0
    for (const [i, { actor, subject }] of leaves.entries()) {
      const pair = pairs[i]
      if (pair === undefined) throw new RangeError('a key of the log is missing')
      bytes.set(actor, at)
      bytes.set(subject, at + actor.length)
      at += actor.length + subject.length
      lengths[2 * i] = actor.length
      lengths[2 * i + 1] = subject.length
      keyOf[2 * i] = numberOf(pair.actor)
      keyOf[2 * i + 1] = numberOf(pair.subject)
    }
    return { forget, keys, entryIds: leaves.map(({ entryId }) => entryId), bytes, lengths, keyOf }
  }
}

function sealedOf(
  leaves: readonly NewLeaf[],
  pairs: readonly KeyPair[],
  { bytes, lengths }: SealingDone,
): SealedLeaf[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  const take = (length: number) => {
    at += length
    return all.subarray(at - length, at)
  }
  const part = (nth: number, key: SealingKey | undefined): SealedPart => {
    if (key === undefined) throw new RangeError('a key of the log is missing')
    const [commitment, sealedHash] = [take(HASH_BYTES), take(HASH_BYTES)]
    return { commitment, sealedHash, sealed: take(lengths[nth] ?? 0), key: key.stored }
  }
  return leaves.map((leaf, i) => ({
    ...leaf,
    actor: part(2 * i, pairs[i]?.actor),
    subject: part(2 * i + 1, pairs[i]?.subject),
  }))
}
