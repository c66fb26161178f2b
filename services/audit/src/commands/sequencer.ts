import { errors } from '../domain/errors.ts'
import { type Edge, isSame, type NewLeaf, type Placed, type Placement } from '../domain/placement.ts'
import type { LogWriter, Sealed } from './write-batch.ts'

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

  async function pause(): Promise<void> {
    for (let work = pauses.shift(); work !== undefined; work = pauses.shift()) await work()
  }

  async function drain(): Promise<void> {
    if (pauses.length > 0) await pause()
    for (let batch = take(); batch !== undefined; ) {
      await batch.sealed.catch(() => {})
      const written = writeOut(batch)
      // While one is written the next is encrypted, if it is full: into any other, more may still come.
      const next = waiting.length >= MAX_BATCH && pauses.length === 0 ? take() : undefined
      await written
      if (next === undefined) await pause()
      batch = next ?? take()
    }
    writing = undefined
  }

  async function writeOut({ items, sealed }: Batch): Promise<void> {
    try {
      edge ??= await writer.load()
      const placement = await writer.write(edge, await sealed)
      edge = placement.edge
      for (const item of items) settle(item, placement)
    } catch (cause) {
      edge = undefined
      for (const item of items) item.reject(errors.log_unavailable({ cause }))
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
