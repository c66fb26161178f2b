import type { Store } from '@amparo/store'
import { type Reconciled, reconciled } from '../store/reconciliations.ts'

export type { Reconciled }

export interface Days {
  /** YYYY-MM-DD; the next page is of before the last day. */
  readonly before: string | undefined
  readonly days: number
  readonly onlyDifferent: boolean
}

/** What this hub's books and other hubs' said of the same days. */
export const reconciliationsOf =
  (store: Store) =>
  (wanted: Days): Promise<Reconciled[]> =>
    store.read(reader => reconciled(reader, wanted))
