import {
  merkleLeaf,
  parseBundle,
  parseLeafRecord,
  TILE_WIDTH,
  type TileName,
  tileHashes,
  tilePath,
} from '@amparo/crypto/tlog'
import { growingTree } from './growing-tree.ts'
import type { LogSource } from './source.ts'
import { type Believed, believe, type Trusted } from './trusted.ts'

/** What is wrong, and in which file or leaf of the log. */
export interface Fault {
  readonly where: string
  readonly what: string
}

export interface Verdict {
  /** Undefined: there is no head to believe, and nothing more was looked at. */
  readonly head: Believed | undefined
  /** How many entries of each source the log has. */
  readonly sources: ReadonlyMap<string, number>
  readonly faults: readonly Fault[]
}

export interface VerifyOptions {
  readonly source: LogSource
  readonly trusted: Trusted
  /** Heads of this log that somebody kept: it must begin as they say. */
  readonly since?: readonly Uint8Array[]
  /** Told how many leaves are read, of how many. */
  readonly onProgress?: (done: number, of: number) => void
}

/** Clocks of hub and witness may differ by so much. */
const CLOCKS_SECONDS = 300
/** One fault in many leaves is told so often, and then only that there are more. */
const MOST_FAULTS = 50

/** Hashes everything anew, from the leaves' bytes up to the head. Throws SourceError when the log cannot be read. */
export async function verifyLog({ source, trusted, since = [], onProgress }: VerifyOptions): Promise<Verdict> {
  const faults = new Faults()
  const head = await headOf(source, trusted, faults)
  if (head === undefined) return { head, sources: new Map(), faults: faults.all }
  const kept = since.flatMap(bytes => faults.tried('--since', () => believe(bytes, trusted)) ?? [])
  const order = new Order([...kept, head], faults)
  const tiles = new Tiles(source, head.size, faults)
  const tree = growingTree(tiles.expect)
  const rootsAt = new Map([head, ...kept].map(({ size }) => [size, undefined as Uint8Array | undefined]))
  if (rootsAt.has(0)) rootsAt.set(0, tree.root())
  for (let first = 0; first < head.size; first += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, head.size - first)
    await tiles.reach(first + width)
    const entries = await tiles.entries(first / TILE_WIDTH, width)
    if (entries === undefined) return { head, sources: order.sequences, faults: faults.all }
    for (const [i, entry] of entries.entries()) {
      order.check(first + i, entry)
      tree.add(merkleLeaf(entry))
      if (rootsAt.has(first + i + 1)) rootsAt.set(first + i + 1, tree.root())
    }
    onProgress?.(first + width, head.size)
  }
  if (!same(rootsAt.get(head.size), head.root)) faults.add('checkpoint', 'its root is not that of the entries')
  for (const { size, root } of kept) {
    if (size > head.size) faults.add('checkpoint', `the log had ${size} entries; now it has ${head.size}`)
    else if (!same(rootsAt.get(size), root)) faults.add('--since', `the first ${size} entries are not those of then`)
  }
  return { head, sources: order.sequences, faults: faults.all }
}

async function headOf(source: LogSource, trusted: Trusted, faults: Faults): Promise<Believed | undefined> {
  const bytes = await source.read('checkpoint')
  if (bytes === undefined) faults.add('checkpoint', 'is missing')
  return bytes && faults.tried('checkpoint', () => believe(bytes, trusted))
}

class Faults {
  readonly all: Fault[] = []

  add(where: string, what: string): void {
    if (this.all.length < MOST_FAULTS) this.all.push({ where, what })
    else if (this.all.length === MOST_FAULTS)
      this.all.push({ where: 'and more', what: 'from here on not told one by one' })
  }

  /** What is not as it should be is thrown as a TypeError by whatever reads it. */
  tried<T>(where: string, read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.add(where, error.message)
      return undefined
    }
  }
}

/** What leaves say of themselves: each source counts on by one, time does not go back, and agrees with what witnesses saw. */
class Order {
  readonly sequences = new Map<string, number>()
  readonly #heads: readonly Believed[]
  readonly #faults: Faults
  #takenAt = 0

  constructor(heads: readonly Believed[], faults: Faults) {
    this.#heads = heads
    this.#faults = faults
  }

  check(index: number, entry: Uint8Array): void {
    const where = `leaf ${index}`
    const record = this.#faults.tried(where, () => parseLeafRecord(entry))
    if (record === undefined) return
    const { source, sequence, takenAt } = record
    const last = this.sequences.get(source) ?? 0
    if (sequence !== last + 1) this.#faults.add(where, `${source} goes on with ${sequence} after ${last}`)
    this.sequences.set(source, sequence)
    if (takenAt < this.#takenAt) this.#faults.add(where, 'is dated before the leaf before it')
    this.#takenAt = takenAt
    for (const { size, witnesses } of this.#heads) {
      for (const { name, time } of witnesses) {
        if (index < size && takenAt > time + CLOCKS_SECONDS)
          this.#faults.add(where, `is dated after ${name} has seen it`)
        if (index >= size && takenAt < time - CLOCKS_SECONDS)
          this.#faults.add(where, `is dated before ${name} has seen a log without it`)
      }
    }
  }
}

/** The published hashes, each compared with the one computed when that is there. */
class Tiles {
  readonly #source: LogSource
  readonly #size: number
  readonly #faults: Faults
  readonly #open = new Map<
    number,
    { readonly path: string; readonly first: number; readonly bytes: Uint8Array | undefined }
  >()

  constructor(source: LogSource, size: number, faults: Faults) {
    this.#source = source
    this.#size = size
    this.#faults = faults
  }

  /** Reads the tiles of every level into which hashes up to this leaf go. */
  async reach(leaves: number): Promise<void> {
    for (let level = 0; tileHashes(level, this.#size) > 0; level++) {
      const last = tileHashes(level, leaves) - 1
      const index = Math.floor(Math.max(last, 0) / TILE_WIDTH)
      const first = index * TILE_WIDTH
      if (last < 0 || this.#open.get(level)?.first === first) continue
      const width = Math.min(TILE_WIDTH, tileHashes(level, this.#size) - first)
      this.#open.set(level, { first, ...(await this.#read({ level, index, width })) })
    }
  }

  readonly expect = (level: number, index: number, hash: Uint8Array): void => {
    const tile = this.#open.get(level)
    if (tile?.bytes === undefined) return
    const at = (index - tile.first) * hash.length
    if (!same(tile.bytes.subarray(at, at + hash.length), hash))
      this.#faults.add(tile.path, `hash ${index - tile.first} is not that of what is below it`)
  }

  /** Undefined: they are not there, or cut off; without them nothing after them can be hashed. */
  async entries(index: number, width: number): Promise<readonly Uint8Array[] | undefined> {
    const { path, bytes } = await this.#read({ level: 'entries', index, width })
    if (bytes === undefined) return undefined
    return this.#faults.tried(path, () => parseBundle(bytes, width))
  }

  async #read(name: TileName): Promise<{ path: string; bytes: Uint8Array | undefined }> {
    const path = tilePath(name)
    const bytes = await this.#source.read(path)
    if (bytes === undefined) this.#faults.add(path, 'is missing')
    else if (name.level !== 'entries' && bytes.length !== name.width * 32)
      this.#faults.add(path, 'has not the length of its hashes')
    return { path, bytes }
  }
}

const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0
