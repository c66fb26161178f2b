import { type Page, readPage, type Store } from '@amparo/store'
import type { State } from '../domain/review/codes.ts'
import type { ListedRedaction } from '../domain/review/review.ts'
import type { ViewPolicy } from '../domain/view-policy.ts'
import type { Directory } from '../ports/directory.ts'
import { listRedactions as readRedactions } from '../store/redactions.ts'
import { refuseEnforcement } from './enforcement.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly views: ViewPolicy
}

export interface ListQuery {
  readonly caller: { readonly user: string; readonly agency: string; readonly scopes: ReadonlySet<string> }
  readonly state: State | undefined
  readonly after: number
  readonly limit: number
}

/** What waits for a reviewer of the caller's agency, the oldest first. Ids and codes. */
export const listRedactions =
  (deps: Deps) =>
  async ({ caller, state, after, limit }: ListQuery): Promise<Page<ListedRedaction>> => {
    const { hub, store, views } = deps
    const agencyType = await refuseEnforcement(deps, caller)
    const reader = { hub, agencyId: caller.agency, agencyType, userId: caller.user }
    const compartments = caller.scopes.has('protection:work')
    return readPage(limit, atMost =>
      store.read(tx =>
        readRedactions(tx, { ...reader, compartments, policyHash: views.hash, state, after, limit: atMost }),
      ),
    )
  }
