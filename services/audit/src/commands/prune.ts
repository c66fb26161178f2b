import { Action } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { monthKeyNamed } from '../domain/key-names.ts'
import { firstKept } from '../domain/retention.ts'
import { pruneDesk } from '../store/desk-matters.ts'
import { destroyKeys, dropUnnamed, holdKeys, keysBefore, unnamedLeaves } from '../store/half-keys.ts'
import { letGo, unusedKept } from '../store/kept-halves.ts'
import { sizeOf } from '../store/leaves.ts'
import { firstTakenSince, minimumOf, setMinimum, takenOf } from '../store/minimum.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { holdPosition, isHoldPlacedSince, pruneProjected } from '../store/projection.ts'
import { leafOf } from './append-entry.ts'
import { COMPARED_AT_ONCE } from './compare-leaves.ts'
import { type EndUnreadDeps, endUnread } from './end-unread.ts'
import { type KeepLongerDeps, keepLonger, reasonsGone } from './keep-longer.ts'
import { mendRows } from './mend-rows.ts'
import { ownEntry } from './own-entry.ts'
import type { Projection } from './projection.ts'
import type { Sequencer } from './sequencer.ts'

interface PruneDeps extends KeepLongerDeps, EndUnreadDeps {
  readonly keys: KeepLongerDeps['keys'] & Pick<HalfKeys, 'destroying' | 'forget'>
  readonly projection: Projection
  readonly sequencer: Pick<Sequencer, 'append' | 'between'>
  /** Told from which leaf on the log is kept now. */
  readonly pruned: (to: { readonly index: number }) => void
  /** So many leaves go in a transaction, while which nothing is written. Default: what takes a moment. */
  readonly prunedAtOnce?: number
}

const PRUNED_AT_ONCE = 50_000

/**
 * Takes away what is past its time: the keys of its months, and what is searched of it; and says from which leaf on the log is kept. Leaves
 * and tree stay. It is an entry of the log first. What has to be kept longer is put aside before, and goes when it has not any more. Then what
 * auditors settled in that time goes, and keys of people of whom nothing is left. Can be broken off anywhere: what has a key left is taken
 * up again. Throws, and takes nothing away, while it cannot be known what is to be kept.
 */
export const prune = (deps: PruneDeps) => async (): Promise<void> => {
  const month = firstKept(deps.retention, deps.now())
  if (month === undefined) return
  await pruneMonths(deps, month)
  if ((await deps.store.read(minimumOf)) === 0) return
  await pruneKept(deps, month)
  await pruneNames(deps)
  await deps.store.run(pruneDesk)
}

async function pruneMonths(deps: PruneDeps, month: string): Promise<void> {
  const { hub, store, keys, projection, sequencer, retention, now, pruned, prunedAtOnce = PRUNED_AT_ONCE } = deps
  const names = await store.read(reader => keysBefore(reader, monthKeyNamed(month)))
  if (names.length === 0) return
  const since = new Date(`${month}-01T00:00:00Z`)
  const index = await store.read(async reader => firstTakenSince(reader, since, await sizeOf(reader)))
  if (index === 0) return
  await projection.catchUp()
  await untilNoOrderCame(deps, async () => {
    const asked = await keepLonger(deps, index, retention?.holds ?? [])
    // Before the entry, which is false where they cannot be destroyed.
    await keys.destroying(names)
    await sequencer.append(leafOf(prunedEntry({ hub, index, month, at: now() })))
    const take = async (tx: Transaction) => {
      const end = Math.min(index, (await minimumOf(tx)) + prunedAtOnce)
      await setMinimum(tx, end, end < index ? await monthOf(tx, end) : month)
      await pruneProjected(tx, end)
      if (end < index) return MORE
      return destroyKeys(tx, names)
    }
    return { asked, take }
  })
  keys.forget(names)
  pruned({ index })
}

/** In which that leaf was taken. */
async function monthOf(tx: Transaction, index: number): Promise<string> {
  const takenAt = await takenOf(tx, index)
  if (takenAt === undefined) throw new RangeError('a leaf of the log is missing')
  return takenAt.toISOString().slice(0, 7)
}

/** What was kept longer, and need not be any more. */
async function pruneKept(deps: PruneDeps, month: string): Promise<void> {
  const { hub, store, keys, projection, sequencer, retention, now } = deps
  const holds = retention?.holds ?? []
  const index = await store.read(minimumOf)
  const names = await untilNoOrderCame(deps, async () => {
    await projection.catchUp()
    // For whatever else it has to be kept by now.
    const asked = await keepLonger(deps, index, holds)
    await endUnread(deps)
    const gone = await reasonsGone(deps, holds)
    if (gone.length > 0) await sequencer.append(leafOf(prunedEntry({ hub, index, month, at: now() })))
    const take = async (tx: Transaction) => {
      // At once, so that nothing is searched that is not kept.
      await letGo(tx, gone)
      await pruneProjected(tx, index)
      return unusedKept(tx)
    }
    return { asked, take }
  })
  await keys.destroying(names)
  await store.run(tx => destroyKeys(tx, names))
}

interface Taking<T> {
  /** How long the log was before redaction was asked for the last time. */
  readonly asked: number
  /** Takes away, while nothing is written to the log and the position of the projection is held; in parts, between which it is. */
  readonly take: (tx: Transaction) => Promise<T | typeof MORE>
}

const MORE = Symbol('more')
const ORDERED = Symbol('ordered')

/**
 * Takes away once nobody has placed an order since redaction was asked: redaction announces an order first, and tells the log before it stands,
 * so either the answer says it, or the log does, in the very transaction that takes away. One that is placed after that, or between two parts, finds
 * what is there.
 */
async function untilNoOrderCame<T>(
  { store, projection, sequencer }: Pick<PruneDeps, 'store' | 'projection' | 'sequencer'>,
  prepare: () => Promise<Taking<T>>,
): Promise<T> {
  for (;;) {
    const { asked, take } = await prepare()
    let taken: T | typeof MORE | typeof ORDERED = MORE
    while (taken === MORE) {
      await sequencer.between(async () => {
        await projection.catchUp()
        taken = await store.run(async tx => {
          await holdKeys(tx)
          await holdPosition(tx)
          return (await isHoldPlacedSince(tx, asked)) ? ORDERED : take(tx)
        })
      })
    }
    if (taken !== ORDERED) return taken
  }
}

const NAMES_AT_ONCE = 500

/** Nothing is written meanwhile: what is on its way may be under one of these keys. Throws log_differs where the log has somebody whom no row names. */
async function pruneNames(deps: PruneDeps): Promise<void> {
  const { store, keys, projection, sequencer } = deps
  for (let left = true; left; ) {
    let unnamed: number[] = []
    await sequencer.between(async () => {
      await projection.catchUp()
      unnamed = await store.read(reader => unnamedLeaves(reader, COMPARED_AT_ONCE))
      if (unnamed.length > 0) return
      const names = await store.run(tx => dropUnnamed(tx, NAMES_AT_ONCE))
      keys.forget(names)
      left = names.length === NAMES_AT_ONCE
    })
    if (unnamed.length > 0) await mendRows(deps, unnamed)
  }
}

/** A retry has another time, and is another entry: each says what was to go. */
const prunedEntry = ({ hub, index, month, at }: { hub: string; index: number; month: string; at: Date }) =>
  ownEntry({
    ...{ hub, name: `amparo/pruned/${index}/${month}/${at.getTime()}` },
    ...{ action: Action.LOG_PRUNED, code: `${index}:${month}`, at },
  })
