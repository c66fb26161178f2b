import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Reidentification } from '../domain/reidentification.ts'
import type { Directory } from '../ports/directory.ts'
import { waitingReidentifications } from '../store/reidentifications.ts'
import { refuseSearching, type Searching } from './enforcement.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly directory: Directory
  readonly now: Clock
}

const LIMIT = 100

/** Every custodian of the hub may be the second person, so each sees what waits, but of whom they are excluded. */
export const waitingRequests =
  (deps: Deps) =>
  async (caller: Searching): Promise<Reidentification[]> => {
    const reading = await refuseSearching(deps, caller)
    return deps.store.read(reader => waitingReidentifications(reader, reading, { now: deps.now(), limit: LIMIT }))
  }
