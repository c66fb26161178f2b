import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '@amparo/store'
import type { Projected } from '../domain/projected.ts'
import { mapInTurns } from '../in-turns.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { addProjected, dropProjected, holdPosition, projectedWithin } from '../store/projection.ts'
import { leavesFrom, type SearchedLeaf } from '../store/searched-leaves.ts'
import { expectedOf, isUnread } from './compare-rows.ts'
import { FORM } from './projection.ts'

export interface Compared {
  readonly first: number
  /** The first leaf behind these. */
  readonly end: number
  /** Up to here the log is searched. */
  readonly next: number
  /** Leaves of which what is searched is other than the log says, in order. */
  readonly differing: readonly number[]
  /** Leaves that could be read when they were taken into what is searched, and cannot any more. */
  readonly unread: readonly { readonly index: number; readonly code: string }[]
  /** By the key of a person that is gone, though nobody of it was erased, the first of the leaves that it opened. */
  readonly lostKeys: ReadonlyMap<number, number>
}

export const COMPARED_AT_ONCE = 500

/** What is made anew of what differs: what the log has otherwise, or also what cannot be read in it any more. */
export type Mend = 'nothing' | 'changed' | 'all'

/** What is searched of a few hundred leaves, from one on, with what the log says. */
export async function compareLeaves(
  tx: Transaction,
  keys: Pick<HalfKeys, 'forReading'>,
  first: number,
  mend: Mend = 'nothing',
): Promise<Compared> {
  const { form, next } = await holdPosition(tx)
  // Another release is about to make all of it anew.
  if (form !== FORM) return { ...{ first, end: next, next, differing: [], unread: [] }, lostKeys: new Map() }
  const leaves = (await leavesFrom(tx, keys, first, COMPARED_AT_ONCE)).filter(({ index }) => index < next)
  const end = leaves.length < COMPARED_AT_ONCE ? next : (leaves.at(-1)?.index ?? next) + 1
  const stored = new Map((await projectedWithin(tx, first, end)).map(row => [row.index, row]))
  const compared = await mapInTurns(leaves, leaf => {
    const before = stored.get(leaf.index)
    const row = expectedOf(leaf, before)
    return { row, differs: !isDeepStrictEqual(row, before) }
  })
  const rows = compared.map(({ row }) => row)
  const others = compared.flatMap(({ row, differs }) => (differs ? [row] : []))
  const isGone = (row: Projected) => isUnread(row, stored.get(row.index))
  const [unread, changed] = [others.filter(isGone), others.filter(row => !isGone(row))]
  const known = new Set(rows.map(({ index }) => index))
  const foreign = [...stored.keys()].filter(index => !known.has(index))
  const differing = [...changed.map(({ index }) => index), ...foreign].toSorted((a, b) => a - b)
  if (mend !== 'nothing' && others.length + foreign.length > 0) {
    await dropProjected(tx, first, end)
    await addProjected(tx, mend === 'all' ? rows : rows.map(row => (isGone(row) && stored.get(row.index)) || row))
  }
  return {
    ...{ first, end, next, differing, lostKeys: lostIn(leaves) },
    unread: unread.map(({ index, code = '' }) => ({ index, code })),
  }
}

const lostIn = (leaves: readonly SearchedLeaf[]): ReadonlyMap<number, number> =>
  new Map(leaves.toReversed().flatMap(({ lostKey, index }) => (lostKey === undefined ? [] : [[lostKey, index]])))
