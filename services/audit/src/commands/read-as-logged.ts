import { Action } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Reader, Store, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Projected } from '../domain/projected.ts'
import type { Enter } from '../ports/own-log.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { addProjected, dropProjectedAt, holdPosition, projectedAt } from '../store/projection.ts'
import { leavesAt } from '../store/searched-leaves.ts'
import { compareRows } from './compare-rows.ts'
import { judgeAgain } from './judge-again.ts'
import { projectLeaf } from './project-leaf.ts'
import { FORM, type Projection } from './projection.ts'

/** A row as it is shown. */
export interface ShownRow extends Projected {
  /** It cannot be compared with the log any more, whose key for it is gone: it is what stood there when that was read. */
  readonly unverified?: true
}

export interface ShowingDeps {
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'forReading'>
  readonly enter: Enter
  readonly now: Clock
  readonly newId: NewId
}

export interface ReadingDeps extends ShowingDeps {
  readonly projection: Projection
}

type Found<T> = T & { readonly rows: readonly Projected[] }

const MOST_TRIES = 3

/**
 * Reads rows of what is searched, and answers them only if each is what its leaf says: nothing that somebody wrote there is shown, however long
 * it takes until the round of the desk comes by (`check-desk.ts`). What differs is an entry first, which a rule puts before auditors, then it
 * is made anew, judged again, and read again, since it may not be among what was asked for. A row that somebody took away is missed by that round alone.
 * Throws log_differs where it differs again and again.
 */
export async function readAsLogged<T extends object>(
  deps: ShowingDeps,
  read: (reader: Reader) => Promise<Found<T>>,
): Promise<Omit<T, 'rows'> & { readonly rows: readonly ShownRow[] }> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { found, differing, unread } = await deps.store.read(async reader => {
      const found = await read(reader)
      return { found, ...(await compareRows(reader, deps.keys, found.rows)) }
    })
    if (differing.length === 0) return { ...found, rows: found.rows.map(row => marked(row, unread)) }
    await settle(deps, differing)
  }
  throw errors.log_differs()
}

const marked = (row: Projected, unread: ReadonlySet<number>): ShownRow =>
  unread.has(row.index) ? { ...row, unverified: true } : row

/** By itself a difference may be an erasure or a pruning that came between: whoever does these holds the position. */
async function settle(deps: ShowingDeps, suspected: readonly number[]): Promise<void> {
  const { store, enter, now, newId } = deps
  const differing = await store.run(tx => stillDiffering(tx, deps, suspected))
  if (differing.length === 0) return
  const code = `rows:${differing[0]}:${differing.length}`
  await enter(undefined, { entryId: newId(), action: Action.DESK_DIFFERS, code })
  await store.run(async tx => {
    const again = await stillDiffering(tx, deps, differing)
    await dropProjectedAt(tx, again)
    await addProjected(tx, (await leavesAt(tx, deps.keys, again)).map(projectLeaf))
    await judgeAgain(tx, differing, now())
  })
}

async function stillDiffering(tx: Transaction, { keys }: Pick<ShowingDeps, 'keys'>, indices: readonly number[]) {
  const { form } = await holdPosition(tx)
  // Another release makes all of it anew.
  if (form !== FORM) return []
  return (await compareRows(tx, keys, await projectedAt(tx, indices))).differing
}
