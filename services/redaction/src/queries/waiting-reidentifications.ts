import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Reidentification } from '../domain/reidentification.ts'
import type { Directory } from '../ports/directory.ts'
import { waitingReidentifications } from '../store/reidentifications.ts'
import { refuseEnforcement } from './enforcement.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly now: Clock
}

const LIMIT = 100

/** Every custodian of the hub may be the second person, so each sees what waits. */
export const waitingRequests =
  (deps: Deps) =>
  async (caller: { readonly agency: string }): Promise<Reidentification[]> => {
    await refuseEnforcement(deps, caller)
    return deps.store.read(reader => waitingReidentifications(reader, deps.now(), LIMIT))
  }
