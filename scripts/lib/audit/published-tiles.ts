import { parseBundle, TILE_WIDTH, type TileName, tileHashes, tilePath } from '@amparo/crypto/tlog'
import type { Faults } from './faults.ts'
import type { Begun } from './growing-tree.ts'
import type { LogSource } from './source.ts'

const HASH_BYTES = 32
const NOTHING = new Uint8Array()

interface Published {
  readonly source: LogSource
  readonly size: number
  readonly start: number
  readonly faults: Faults
}

/** The published hashes, each compared with the one computed when that is there. */
export class PublishedTiles {
  readonly #source: LogSource
  readonly #size: number
  readonly #start: number
  readonly #faults: Faults
  readonly #open = new Map<
    number,
    { readonly path: string; readonly first: number; readonly bytes: Uint8Array | undefined }
  >()

  /** `start`: the first leaf that is there, a multiple of what a tile holds. */
  constructor({ source, size, start, faults }: Published) {
    this.#source = source
    this.#size = size
    this.#start = start
    this.#faults = faults
  }

  /** What comes before the first leaf, as the lowest tiles have it that reach beyond it. Undefined: one of them is not there. */
  async begun(): Promise<readonly Begun[] | undefined> {
    const levels: Begun[] = []
    for (let level = 0; tileHashes(level, this.#start) > 0; level++) {
      const count = tileHashes(level, this.#start)
      const inside = count % TILE_WIDTH
      const bytes = inside === 0 ? NOTHING : (await this.#at(level, count)).bytes
      if (bytes === undefined || bytes.length < inside * HASH_BYTES) return undefined
      const edge = Array.from({ length: inside }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
      levels.push({ count, edge })
    }
    return levels
  }

  /** Reads the tiles of every level into which hashes up to this leaf go. */
  async reach(leaves: number): Promise<void> {
    for (let level = 0; tileHashes(level, this.#size) > 0; level++) {
      const last = tileHashes(level, leaves) - 1
      const first = last - (last % TILE_WIDTH)
      // What is before the first leaf is not computed, and its tiles need not be there.
      if (last < tileHashes(level, this.#start) || this.#open.get(level)?.first === first) continue
      await this.#at(level, last)
    }
  }

  /** The tile in which a hash of a level stands. */
  async #at(level: number, hash: number) {
    const index = Math.floor(hash / TILE_WIDTH)
    const first = index * TILE_WIDTH
    const width = Math.min(TILE_WIDTH, tileHashes(level, this.#size) - first)
    const tile = { first, ...(await this.#read({ level, index, width })) }
    this.#open.set(level, tile)
    return tile
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
    else if (name.level !== 'entries' && bytes.length !== name.width * HASH_BYTES)
      this.#faults.add(path, 'has not the length of its hashes')
    return { path, bytes }
  }
}

export const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0
