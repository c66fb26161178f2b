import type { Reader } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import { hashRanges } from '../domain/levels.ts'
import type { Range } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import { readRun, sizeOf } from '../store/leaves.ts'

/** The tree as it is at the reader's moment. */
export const treeHead = async (reader: Reader): Promise<TreeHead> =>
  (await headAndHashes(reader, await sizeOf(reader), [])).head

/** The head of a log of that size, and hashes of ranges of its tree: what they have in common is read once. */
export async function headAndHashes(reader: Reader, size: number, ranges: readonly Range[]) {
  const [root = hasher.empty(), ...hashes] = await hashesOf(reader, [{ begin: 0, end: size }, ...ranges])
  return { head: { size, root }, hashes }
}

export const hashesOf = (reader: Reader, ranges: readonly Range[]): Promise<Uint8Array[]> =>
  hashRanges(ranges, readRun(reader), hasher)
