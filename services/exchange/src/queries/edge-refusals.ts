import { Action } from '@amparo/contracts'
import { DAY_MS } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type Auditor, enterLook, type LookDeps } from '../commands/enter-look.ts'
import { type Refused, refusedSince } from '../store/refused-in.ts'

interface RefusalDeps extends LookDeps {
  readonly store: Pick<Store, 'read'>
}

/** What was not believed in so many days up to now. That it is read is in the access log before; throws while it cannot be. */
export const edgeRefusalsOf =
  (deps: RefusalDeps) =>
  async (days: number, by: Auditor): Promise<readonly Refused[]> => {
    const since = new Date(deps.now().getTime() - days * DAY_MS)
    const found = await deps.store.read(reader => refusedSince(reader, since))
    await enterLook(deps, by, { action: Action.EDGE_READ, code: 'edge-refusals:days', referralIds: [] })
    return found
  }
