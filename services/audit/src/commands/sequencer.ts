import { setImmediate as othersFirst } from 'node:timers/promises'
import { errors } from '../domain/errors.ts'
import { type Edge, isSame, type NewLeaf, type Placed, type Placement } from '../domain/placement.ts'
import type { LogWriter, Ready, Sealed } from './write-batch.ts'

/** The one writer of the log. Whoever comes while a batch is being written goes into the next one: one commit for many. */
export interface Sequencer {
  /**
   * Resolves when the leaf is durable. An id that is in the log already gets its first place. Throws log_number_early and
   * log_number_repeated where it is not the turn of what a source has numbered.
   */
  append(leaf: NewLeaf): Promise<Placed>
  /** Does that while nothing is encrypted or written; who comes meanwhile waits. */
  between(work: () => Promise<void>): Promise<void>
  /** Refuses what still waits, and ends when what is encrypted is written. */
  stop(): Promise<void>
}

interface Waiting {
  readonly leaf: NewLeaf
  resolve(placed: Placed): void
  reject(error: unknown): void
}

interface Batch {
  readonly items: readonly Waiting[]
  readonly sealed: Promise<Sealed>
}

const MAX_BATCH = 512
/** Beyond that, callers are told to come again rather than kept waiting. */
const MAX_WAITING = 8_192

export function createSequencer(writer: LogWriter): Sequencer {
  let waiting: Waiting[] = []
  let writing: Promise<void> | undefined
  let stopped = false
  const pauses: (() => Promise<void>)[] = []
  /** Unknown at first, and after a failure: the database may have committed what it did not confirm. */
  let edge: Edge | undefined

  /** The next ones that wait, which begin to be encrypted. */
  function take(): Batch | undefined {
    if (waiting.length === 0) return undefined
    const items = waiting.slice(0, MAX_BATCH)
    waiting = waiting.slice(MAX_BATCH)
    const sealed = writer.seal(items.map(({ leaf }) => leaf))
    // Heard when it is its turn.
    sealed.catch(() => {})
    return { items, sealed }
  }

  /** The same, if they fill a batch: into any other, more may still come. */
  const takeFull = (): Batch | undefined => (waiting.length >= MAX_BATCH && pauses.length === 0 ? take() : undefined)

  async function pause(): Promise<void> {
    if (pauses.length === 0) return
    // Who has just been answered has its turn.
    await othersFirst()
    for (let work = pauses.shift(); work !== undefined; work = pauses.shift()) await work()
  }

  /** Gives a batch its places, as far as that can be done, so that nothing is left to do but to send it. */
  const madeReady = ({ sealed }: Batch, behind: Edge | undefined): Promise<Ready | undefined> =>
    // What fails here fails again, and is heard of, when it is written.
    sealed.then(leaves => behind && writer.ready(behind, leaves)).catch(() => undefined)

  async function drain(): Promise<void> {
    // Who came while it was ending has begun nothing.
    do {
      if (pauses.length > 0) await pause()
      await drainWaiting()
    } while (pauses.length > 0 || waiting.length > 0)
    writing = undefined
  }

  async function drainWaiting(): Promise<void> {
    let answer: (() => void) | undefined
    let batch = take()
    let ready = batch && (await madeReady(batch, edge))
    /** Behind the next one. */
    let ahead: Batch | undefined
    while (batch !== undefined) {
      const written = writeOut(batch, ready)
      // Whoever stood in the one before hears of it while the database has work: what they do next takes as long as to write.
      if (answer !== undefined) await othersFirst()
      answer?.()
      // While one is written the next is made ready, and the one behind that is encrypted beside.
      const next = ahead ?? takeFull()
      await next?.sealed.catch(() => undefined)
      ahead = next && takeFull()
      if (ahead !== undefined) await othersFirst()
      const nextReady = next && (await madeReady(next, ready?.placement.edge))
      answer = await written
      if (next === undefined) {
        answer()
        answer = undefined
        await pause()
      }
      // What was to stand behind something else than what is there now has no place.
      const stands = nextReady !== undefined && edge === ready?.placement.edge
      batch = next ?? take()
      ready = stands ? nextReady : batch && (await madeReady(batch, edge))
    }
  }

  /** What tells those who wait how it went. */
  async function writeOut({ items, sealed }: Batch, ready: Ready | undefined): Promise<() => void> {
    try {
      edge ??= await writer.load()
      const placement = await writer.write(edge, await sealed, ready)
      edge = placement.edge
      return () => {
        for (const item of items) settle(item, placement)
      }
    } catch (cause) {
      edge = undefined
      return () => {
        for (const item of items) item.reject(errors.log_unavailable({ cause }))
      }
    }
  }

  return {
    append(leaf) {
      if (stopped || waiting.length >= MAX_WAITING) return Promise.reject(errors.log_unavailable())
      // What it needs is looked for while the batch before is being written.
      if (writing !== undefined) writer.expect(leaf)
      return new Promise<Placed>((resolve, reject) => {
        waiting.push({ leaf, resolve, reject })
        writing ??= drain()
      })
    },
    between(work) {
      if (stopped) return Promise.reject(errors.log_unavailable())
      return new Promise<void>((resolve, reject) => {
        pauses.push(() => work().then(resolve, reject))
        writing ??= drain()
      })
    },
    async stop() {
      stopped = true
      for (const item of waiting) item.reject(errors.log_unavailable())
      waiting = []
      await writing
    },
  }
}

/** A receipt says which bytes are in the log, so the same id with other bytes gets none. */
function settle({ leaf, resolve, reject }: Waiting, placement: Placement): void {
  const placed = placement.placed.get(leaf.entryId)
  const turn = placement.refused.get(leaf.entryId)
  if (turn !== undefined) reject(turn === 'early' ? errors.log_number_early() : errors.log_number_repeated())
  else if (placed === undefined) reject(errors.log_unavailable())
  else if (!isSame(placed, leaf)) reject(errors.log_entry_id_reused())
  else resolve(placed)
}
