import type { Reader } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import { hashRanges } from '../domain/levels.ts'
import type { Range } from '../domain/ranges.ts'
import { hasher } from '../hasher.ts'
import { readRun, sizeOf } from '../store/leaves.ts'

/** The tree as it is at the reader's moment. */
export async function treeHead(reader: Reader): Promise<TreeHead> {
  const size = await sizeOf(reader)
  const [root = hasher.empty()] = size === 0 ? [] : await hashesOf(reader, [{ begin: 0, end: size }])
  return { size, root }
}

export const hashesOf = (reader: Reader, ranges: readonly Range[]): Promise<Uint8Array[]> =>
  hashRanges(ranges, readRun(reader), hasher)
