import type { LogNumber } from '@amparo/kernel'
import { append, emptyFrontier, type Frontier, type HashedSubtree } from './frontier.ts'
import type { Hasher } from './hasher.ts'
import { formatLeafRecord, type Published } from './leaf-record.ts'
import { isStored, TILE_LEAVES } from './levels.ts'
import { counting, type SourceNumbers, type Turn, turnOf } from './source-numbers.ts'

export interface NewLeaf {
  readonly entryId: string
  /** The bytes of both halves: by them it is told whether what has the same id is the same. */
  readonly entry: Uint8Array
  /** Who looked, for whom, why, on what basis. */
  readonly actor: Uint8Array
  /** About whom, and what of it. Apart, so that it can be taken away and who looked stays. */
  readonly subject: Uint8Array
  readonly source: string
  /** By which name it speaks of a person, if it does. */
  readonly subjectRef?: string | undefined
  /** That its source gave it. */
  readonly logNumber?: LogNumber | undefined
  /** What should come before it was waited for long enough. */
  readonly overGap?: boolean
}

/** In the place of a key that nobody kept: the person had been erased before the entry came. */
export const NO_KEY = 0

/** A key of halves of entries. */
export interface KeyOf {
  readonly name: string
  /** Undefined until it is stored, with what is first written under it. */
  id: number | undefined
  /** As it is to be stored. */
  readonly wrapped?: Uint8Array
}

/** Half of an entry as it is kept: encrypted together with its salt. */
export interface SealedPart extends Published {
  readonly sealed: Uint8Array
  /** That opens it; of a subject's half, with the month's. */
  readonly key: KeyOf
}

export interface SealedLeaf extends Omit<NewLeaf, 'actor' | 'subject'> {
  readonly actor: SealedPart
  readonly subject: SealedPart
}

export interface Placed {
  readonly index: number
  readonly leafHash: Uint8Array
  /** As far as it can still be read. */
  readonly entry: Uint8Array
  /** The key of whom it is about was destroyed: `entry` is the actor's half alone. */
  readonly subjectGone?: boolean
  /** What is kept of it was changed. */
  readonly unreadable?: boolean
}

export interface PlacedLeaf extends SealedLeaf {
  readonly index: number
  readonly leafHash: Uint8Array
  readonly record: Uint8Array
  readonly sequence: number
  readonly takenAt: number
}

/** Where a log goes on: its right edge, each source's last number, and when the last entry was taken (seconds since 1970). */
export interface Edge {
  readonly frontier: Frontier
  /** Hashes of the last leaves, which are fewer than a tile has. */
  readonly tail: readonly Uint8Array[]
  readonly sequences: ReadonlyMap<string, number>
  /** By source: which of the numbers that it gives are there. */
  readonly counted: ReadonlyMap<string, SourceNumbers>
  readonly takenAt: number
}

export const emptyEdge: Edge = {
  ...{ frontier: emptyFrontier, tail: [], sequences: new Map(), counted: new Map(), takenAt: 0 },
}

export interface Placement {
  readonly edge: Edge
  /** Leaves to write, in order and without gaps. */
  readonly fresh: readonly PlacedLeaf[]
  readonly subtrees: readonly HashedSubtree[]
  /** Of each tile that becomes whole, the hashes of its leaves. */
  readonly tiles: readonly (readonly Uint8Array[])[]
  /** Where each entry stands, those of earlier batches too. */
  readonly placed: ReadonlyMap<string, Placed>
  /** Why what has no place got none: it was not its turn. */
  readonly refused: ReadonlyMap<string, Exclude<Turn, 'next'>>
}

interface Batch {
  readonly leaves: readonly SealedLeaf[]
  /** Of their ids, those that stand in the log already: they keep their place. */
  readonly known: ReadonlyMap<string, Placed>
  readonly now: Date
}

/**
 * Gives each new entry the next index, its source's next number, and a time that is never before that of the entry before it. What its
 * source has numbered has to be the next of those too.
 */
export function place(edge: Edge, { leaves, known, now }: Batch, hasher: Hasher): Placement {
  const takenAt = Math.max(edge.takenAt, Math.floor(now.getTime() / 1_000))
  const placed = new Map(known)
  const refused = new Map<string, Exclude<Turn, 'next'>>()
  const sequences = new Map(edge.sequences)
  const counted = new Map(edge.counted)
  const fresh: PlacedLeaf[] = []
  const subtrees: HashedSubtree[] = []
  const tiles: Uint8Array[][] = []
  let { frontier } = edge
  let tail = [...edge.tail]
  for (const leaf of inTurn(leaves)) {
    if (placed.has(leaf.entryId)) continue
    const { source, logNumber, actor, subject } = leaf
    if (logNumber !== undefined) {
      const before = counted.get(source) ?? NONE_COUNTED
      const turn = turnOf(before, logNumber)
      if (turn === 'repeated' || (turn === 'early' && !leaf.overGap)) {
        refused.set(leaf.entryId, turn)
        continue
      }
      counted.set(source, counting(before, logNumber))
    }
    const sequence = (sequences.get(source) ?? 0) + 1
    sequences.set(source, sequence)
    const record = formatLeafRecord({ source, sequence, takenAt, logNumber, actor, subject })
    const at = { index: frontier.size, leafHash: hasher.leaf(record), entry: leaf.entry }
    const grown = append(frontier, at.leafHash, hasher)
    frontier = grown.frontier
    subtrees.push(...grown.completed.filter(isStored))
    tail.push(at.leafHash)
    if (tail.length === TILE_LEAVES) {
      tiles.push(tail)
      tail = []
    }
    fresh.push({ ...leaf, ...at, record, sequence, takenAt })
    placed.set(leaf.entryId, at)
  }
  const goesOn = { frontier, tail, sequences, counted, takenAt: fresh.length > 0 ? takenAt : edge.takenAt }
  return { edge: goesOn, fresh, subtrees, tiles, placed, refused }
}

const NONE_COUNTED: SourceNumbers = new Map()

/** What came at once, and was numbered, in the order of its numbers. */
function inTurn(leaves: readonly SealedLeaf[]): readonly SealedLeaf[] {
  const numbered = leaves.flatMap(({ logNumber }, at) => (logNumber === undefined ? [] : [{ ...logNumber, at }]))
  if (numbered.length < 2) return leaves
  const sorted = numbered.toSorted((a, b) => a.epoch - b.epoch || a.number - b.number)
  const ordered = [...leaves]
  for (const [i, { at }] of numbered.entries()) {
    const leaf = leaves[sorted[i]?.at ?? at]
    if (leaf !== undefined) ordered[at] = leaf
  }
  return ordered
}

/** Whether what stands under an id is this entry, as far as that can be told. Of what cannot be read it cannot. */
export const isSame = (placed: Placed, { entry, actor }: Pick<NewLeaf, 'entry' | 'actor'>): boolean =>
  placed.entry === entry ||
  (!placed.unreadable && Buffer.compare(placed.entry, placed.subjectGone ? actor : entry) === 0)

/** Messages of protocol buffers, one after the other, are one message with the fields of both. */
export function entryBytes(actor: Uint8Array, subject: Uint8Array): Uint8Array {
  // From the pool: each array with memory of its own costs as much as a cipher.
  const bytes = Buffer.allocUnsafe(actor.length + subject.length)
  bytes.set(actor)
  bytes.set(subject, actor.length)
  return bytes
}
