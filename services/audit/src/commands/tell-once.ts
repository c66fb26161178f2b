import type { Action } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import type { Enter } from '../ports/own-log.ts'
import { projectedByIds } from '../store/projection.ts'
import { isRefusal } from './own-entry.ts'

/** What the log says of itself, under an id that is made of what it says. */
export interface Told {
  readonly entryId: string
  readonly action: Action
  readonly code: string
}

/** Puts into the log what of these does not stand in it yet, `most` at a time. What was told and is past its time is not told again. */
export const tellOnce =
  ({ store, enter }: { readonly store: Pick<Store, 'read'>; readonly enter: Enter }) =>
  async (found: readonly Told[], most = Number.POSITIVE_INFINITY): Promise<void> => {
    if (found.length === 0) return
    const ids = found.map(({ entryId }) => entryId)
    const told = new Set((await store.read(reader => projectedByIds(reader, ids))).map(({ entryId }) => entryId))
    for (const one of found.filter(({ entryId }) => !told.has(entryId)).slice(0, most))
      await enter(undefined, one).catch(toldBefore)
  }

function toldBefore(error: unknown): void {
  if (!isRefusal(error, 'log_entry_id_reused')) throw error
}
