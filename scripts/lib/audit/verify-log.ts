import { merkleLeaf, TILE_WIDTH } from '@amparo/crypto/tlog'
import { type Fault, Faults } from './faults.ts'
import { growingTree } from './growing-tree.ts'
import { Order } from './leaf-order.ts'
import { PublishedTiles, same } from './published-tiles.ts'
import type { LogSource } from './source.ts'
import { type Believed, believeKept, believeLatest, type Trusted } from './trusted.ts'

export interface Verdict {
  /** Undefined: there is no head to believe, and nothing more was looked at. */
  readonly head: Believed | undefined
  /** How many entries of each source the log has. */
  readonly sources: ReadonlyMap<string, number>
  /** Of what sources number themselves: since when (ms since 1970), and up to which number. */
  readonly counts: readonly { readonly source: string; readonly epoch: number; readonly last: number }[]
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

/** Hashes everything anew, from the leaves' bytes up to the head. Throws SourceError when the log cannot be read. */
export async function verifyLog({ source, trusted, since = [], onProgress }: VerifyOptions): Promise<Verdict> {
  const faults = new Faults()
  const head = await headOf(source, trusted, faults)
  if (head === undefined) return { head, sources: new Map(), counts: [], faults: faults.all }
  const kept = since.flatMap(bytes => faults.tried('--since', () => believeKept(bytes, trusted)) ?? [])
  const { minimum } = trusted
  // A tile that the first leaf stands in is there whole.
  const start = minimum - (minimum % TILE_WIDTH)
  const order = new Order([...kept, head], start, faults)
  const whole = (): Verdict => {
    order.numbers.end()
    return { head, sources: order.sequences, counts: [...order.numbers.counts()], faults: faults.all }
  }
  if (minimum > head.size) {
    faults.add('checkpoint', `has ${head.size} leaves, of which the first ${minimum} are said to be gone`)
    return whole()
  }
  const tiles = new PublishedTiles({ source, size: head.size, start, faults })
  const begun = await tiles.begun()
  if (begun === undefined) return whole()
  const tree = growingTree(tiles.expect, begun)
  const rootsAt = new Map([head, ...kept].map(({ size }) => [size, undefined as Uint8Array | undefined]))
  if (rootsAt.has(start)) rootsAt.set(start, tree.root())
  for (let first = start; first < head.size; first += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, head.size - first)
    await tiles.reach(first + width)
    const entries = await tiles.entries(first / TILE_WIDTH, width)
    if (entries === undefined) return whole()
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
    else if (size < minimum) faults.add('--since', `the first ${size} entries are gone, and cannot be compared`)
    else if (!same(rootsAt.get(size), root)) faults.add('--since', `the first ${size} entries are not those of then`)
  }
  return whole()
}

async function headOf(source: LogSource, trusted: Trusted, faults: Faults): Promise<Believed | undefined> {
  const bytes = await source.read('checkpoint')
  if (bytes === undefined) faults.add('checkpoint', 'is missing')
  return bytes && faults.tried('checkpoint', () => believeLatest(bytes, trusted))
}
