import { hash } from 'node:crypto'
import { Action, create, EntrySchema, timestampFromDate } from '@amparo/contracts'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { monthKeyNamed } from '../domain/key-names.ts'
import { firstKept, type Retention } from '../domain/retention.ts'
import { destroyKeys, keysBefore } from '../store/half-keys.ts'
import { sizeOf } from '../store/leaves.ts'
import { firstTakenSince, setMinimum } from '../store/minimum.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { holdPosition, pruneProjected } from '../store/projection.ts'
import { leafOf } from './append-entry.ts'
import type { Sequencer } from './sequencer.ts'

interface PruneDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read' | 'run'>
  readonly keys: Pick<HalfKeys, 'destroying' | 'forget'>
  readonly sequencer: Pick<Sequencer, 'append'>
  readonly retention: Retention | undefined
  readonly now: Clock
  /** Told from which leaf on the log is kept now. */
  readonly pruned: (to: { readonly index: number }) => void
}

/**
 * Takes away what is past its time: the keys of its months, and what is searched of it; and says from which leaf on the log is kept. Leaves
 * and tree stay. It is an entry of the log first. Can be broken off anywhere: what has a key left is taken up again.
 */
export const prune =
  ({ hub, store, keys, sequencer, retention, now, pruned }: PruneDeps) =>
  async (): Promise<void> => {
    const month = firstKept(retention, now())
    if (month === undefined) return
    const names = await store.read(reader => keysBefore(reader, monthKeyNamed(month)))
    if (names.length === 0) return
    const since = new Date(`${month}-01T00:00:00Z`)
    const index = await store.read(async reader => firstTakenSince(reader, since, await sizeOf(reader)))
    if (index === 0) return
    await sequencer.append(leafOf(prunedEntry({ hub, index, month, at: now() })))
    await keys.destroying(names)
    await store.run(async tx => {
      await destroyKeys(tx, names)
      await setMinimum(tx, index, month)
      await holdPosition(tx)
      await pruneProjected(tx, index)
    })
    keys.forget(names)
    pruned({ index })
  }

/** A retry has another time, and is another entry: each says what was to go. */
const prunedEntry = (of: { hub: string; index: number; month: string; at: Date }) =>
  create(EntrySchema, {
    entryId: uuidOf(hash('sha256', `amparo/pruned/${of.index}/${of.month}/${of.at.getTime()}`, 'hex')),
    action: Action.LOG_PRUNED,
    source: 'audit',
    agency: { hub: of.hub, agencyId: '' },
    code: `${of.index}:${of.month}`,
    occurredAt: timestampFromDate(of.at),
  })
