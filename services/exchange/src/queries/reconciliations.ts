import { Action } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import { type Auditor, enterLook, type LookDeps } from '../commands/enter-look.ts'
import { type Reconciled, reconciled } from '../store/reconciliations.ts'

export type { Reconciled }

export interface Days {
  /** YYYY-MM-DD; the next page is of before the last day. */
  readonly before: string | undefined
  readonly days: number
  readonly onlyDifferent: boolean
}

interface BooksDeps extends LookDeps {
  readonly store: Pick<Store, 'read'>
}

/** What names more referrals is a look at nobody, as a page of the log is. */
const FEW = 5

/**
 * What this hub's books and other hubs' said of the same days. That it is read is in the access log before, of each of the few referrals that it
 * names; throws while it cannot be.
 */
export const reconciliationsOf =
  (deps: BooksDeps) =>
  async (wanted: Days, by: Auditor): Promise<Reconciled[]> => {
    const found = await deps.store.read(reader => reconciled(reader, wanted))
    const named = found.flatMap(({ differences }) => differences.flatMap(({ referralId }) => referralId ?? []))
    const referralIds = [...new Set(named)]
    await enterLook(deps, by, {
      ...{ action: Action.EDGE_READ, code: `reconciliations:${askedBy(wanted)}` },
      referralIds: referralIds.length > FEW ? [] : referralIds,
    })
    return found
  }

/** Fields, and no value. */
const askedBy = ({ before, onlyDifferent }: Days): string =>
  [...(before === undefined ? [] : ['before']), 'days', ...(onlyDifferent ? ['different'] : [])].join('.')
