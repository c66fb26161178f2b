import type { Clock } from '@amparo/kernel'
import { fenced, isUniqueViolation, type Lease, type Reader, type Store, type Transaction } from '@amparo/store'
import { personKeyName } from '../domain/key-names.ts'
import { hashRanges, TILE_LEAVES } from '../domain/levels.ts'
import { type Edge, emptyEdge, type NewLeaf, type Placement, place, type SealedLeaf } from '../domain/placement.ts'
import { subtreesOf } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import { appendLeaves, type PackedLeaves, packLeaves } from '../store/append-leaves.ts'
import { findPlaced, lastNumbers, readRun, sizeOf } from '../store/leaves.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { type Counted, countedNumbers, countedSince } from '../store/source-numbers.ts'
import { RecentIds } from './recent-ids.ts'
import { sealLeaves } from './seal-leaves.ts'
import { SealingThread } from './sealing-thread.ts'

/** Entries that are encrypted and not written yet. */
export interface Sealed {
  readonly at: Date
  readonly leaves: readonly SealedLeaf[]
}

/** Entries that have their places behind an edge, as the database takes them: worth nothing once another edge is there. */
export interface Ready {
  readonly placement: Placement
  readonly packed: PackedLeaves
}

/** All that is done to the log. */
export interface LogWriter {
  /** Throws, as `write` does, when somebody else has taken the lease. */
  load(): Promise<Edge>
  /** That this one will be sealed: the key of whom it is about is looked for. */
  expect(leaf: NewLeaf): void
  /** Writes nothing, so that it can be done while others are written. One call at a time. */
  seal(leaves: readonly NewLeaf[]): Promise<Sealed>
  /** Writes nothing, so that it can be done while what `edge` is of is written. Undefined where the log has to be asked first what it has of them. */
  ready(edge: Edge, sealed: Sealed): Ready | undefined
  /** All of them or none. `edge` is the log as it was left by the last write; `ready`: what was made ready behind that edge. */
  write(edge: Edge, sealed: Sealed, ready?: Ready): Promise<Placement>
}

interface LogWriterDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'statement'>
  readonly keys: HalfKeys
  readonly lease: Lease
  readonly now: Clock
}

/** Of so many ids at least it is known without asking that they stand in the log. */
const REMEMBERED = 10_000

export function logWriter({ store, keys, lease, now }: LogWriterDeps): LogWriter {
  const recent = new RecentIds(REMEMBERED)
  /** What sources had numbered in a log of so many leaves, which only grows: the rest is counted from there. */
  let known: Known | undefined
  const thread = new SealingThread()

  const prepared = (edge: Edge, { at, leaves }: Sealed, known: Placement['placed']): Ready => {
    const placement = place(edge, { leaves, known, now: at }, hasher)
    return { placement, packed: packLeaves(placement) }
  }

  // What was numbered and stands there already must not be taken for another of that number.
  const hasToAsk = ({ leaves }: Sealed) =>
    leaves.some(({ entryId, logNumber }) => logNumber !== undefined || recent.has(entryId))

  const ready = (edge: Edge, sealed: Sealed) => (hasToAsk(sealed) ? undefined : prepared(edge, sealed, new Map()))

  /** All of it, and as it is answered: nothing of it waits for anything else. */
  async function append({ placement, packed }: Ready): Promise<Placement> {
    keys.stored(await appendLeaves(store.statement, lease, packed))
    for (const { entryId } of placement.fresh) recent.add(entryId)
    known = knownIn(placement.edge)
    return placement
  }

  async function write(edge: Edge, sealed: Sealed, made: Ready | undefined): Promise<Placement> {
    const entryIds = sealed.leaves.map(leaf => leaf.entryId)
    const ask = async () => prepared(edge, sealed, await store.read(reader => findPlaced(reader, keys, entryIds)))
    const first = made ?? ready(edge, sealed)
    if (first === undefined) return append(await ask())
    try {
      return await append(first)
    } catch (error) {
      // Nothing is written. Who comes again after so long, or after this has started anew, costs a batch another try.
      if (!isUniqueViolation(error, 'leaf_entry_id_key')) throw error
      return append(await ask())
    }
  }

  /** One question at a time, for all who have come meanwhile. */
  let expected = new Set<string>()
  let asking = false
  async function askForKeys(): Promise<void> {
    asking = true
    while (expected.size > 0) {
      const names = [...expected]
      expected = new Set()
      await keys.expect(names)
    }
    asking = false
  }

  return {
    expect: ({ subjectRef }) => {
      if (subjectRef === undefined) return
      expected.add(personKeyName(subjectRef))
      if (!asking) void askForKeys()
    },
    load: async () => {
      const counted = known ?? (await store.read(countWhole))
      const edge = await store.run(tx => loadEdge(tx, lease, counted))
      known = edge && knownIn(edge)
      if (edge === undefined) throw new RangeError('the log is shorter than it was')
      return edge
    },
    seal: async leaves => {
      const at = now()
      return { at, leaves: await sealLeaves(leaves, { keys, thread, now: at }) }
    },
    ready,
    write: async (edge, sealed, made) => {
      try {
        return await write(edge, sealed, made)
      } catch (error) {
        // It is not known which of them stand there.
        const used = sealed.leaves.flatMap(({ actor, subject }) => [actor.key, subject.key])
        keys.forget(used.flatMap(({ id, name }) => (id === undefined ? [name] : [])))
        throw error
      }
    },
  }
}

interface Known {
  readonly size: number
  readonly counted: Counted
}

const knownIn = ({ frontier: { size }, counted }: Edge): Known => ({ size, counted })

const countWhole = async (reader: Reader): Promise<Known> => ({
  size: await sizeOf(reader),
  counted: await countedNumbers(reader),
})

/** Undefined: it was restored, and is shorter than is known. */
async function loadEdge(tx: Transaction, lease: Lease, known: Known): Promise<Edge | undefined> {
  await fenced(tx, lease)
  const size = await sizeOf(tx)
  if (size < known.size) return undefined
  if (size === 0) return emptyEdge
  const subtrees = subtreesOf({ begin: 0, end: size })
  const ranges = subtrees.map(({ level, index }) => ({ begin: index * 2 ** level, end: (index + 1) * 2 ** level }))
  const hashes = await hashRanges(ranges, readRun(tx), hasher)
  const hashed = subtrees.map((subtree, i) => ({ ...subtree, hash: hashes[i] ?? hasher.empty() }))
  const tail = size % TILE_LEAVES
  return {
    frontier: { size, subtrees: hashed },
    tail: tail === 0 ? [] : await readRun(tx)({ level: 0, first: size - tail, count: tail }),
    ...(await lastNumbers(tx)),
    counted: await countedSince(tx, known.size, known.counted),
  }
}
