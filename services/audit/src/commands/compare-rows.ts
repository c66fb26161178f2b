import { isDeepStrictEqual } from 'node:util'
import type { Reader } from '@amparo/store'
import { type Projected, UNREADABLE } from '../domain/projected.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { leavesAt, type SearchedLeaf } from '../store/searched-leaves.ts'
import { projectLeaf } from './project-leaf.ts'

interface ComparedRows {
  /** Leaves whose rows are other than the log says, or of which the log has none, in order. */
  readonly differing: readonly number[]
  /** Leaves that could be read, in whole or of whom they are, when they were taken into what is searched, and cannot any more. */
  readonly unread: ReadonlySet<number>
}

/** Rows that are about to be shown, with what the log says. */
export async function compareRows(
  reader: Reader,
  keys: Pick<HalfKeys, 'forReading'>,
  rows: readonly Projected[],
): Promise<ComparedRows> {
  if (rows.length === 0) return { differing: [], unread: new Set() }
  const indices = [...new Set(rows.map(({ index }) => index))]
  const leaves = new Map((await leavesAt(reader, keys, indices)).map(leaf => [leaf.index, leaf]))
  const [differing, unread] = [new Set<number>(), new Set<number>()]
  for (const row of rows) {
    const leaf = leaves.get(row.index)
    const expected = leaf && expectedOf(leaf, row)
    if (expected !== undefined && isDeepStrictEqual(expected, row)) {
      if (leaf?.lostKey !== undefined) unread.add(row.index)
    } else if (expected !== undefined && isUnread(expected, row)) unread.add(row.index)
    else differing.add(row.index)
  }
  return { differing: [...differing].toSorted((a, b) => a - b), unread }
}

/** Of whom an entry is stays as it is searched where that is the last trace of it: the key is gone, and nobody was erased. */
export function expectedOf(leaf: SearchedLeaf, stored: Projected | undefined): Projected {
  const row = projectLeaf(leaf)
  if (leaf.lostKey === undefined || stored === undefined || row.action === UNREADABLE) return row
  const { subjectRef, relations, categories, withheld } = stored
  return { ...row, subjectRef, relations, categories, withheld }
}

/** Whether a leaf cannot be read any more that could when it was taken into what is searched. */
export const isUnread = (expected: Projected, stored: Projected | undefined): boolean =>
  expected.action === UNREADABLE && stored !== undefined
