import { requireStepUp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { addOpening, holdOpenings, othersOpenedSince, pruneOpenings } from '../store/opened-lately.ts'
import { type OpenCase, type OpenCaseDeps, openCase } from './open-case.ts'
import { dayBefore } from './search-quota.ts'
import type { ViewCaller } from './view-request.ts'

export interface OpenToReadDeps extends OpenCaseDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  /** So many people may one user open in 24 hours without more ado. */
  readonly personsADay: number
  readonly now: Clock
}

/**
 * The case for whoever reads of its person. Above so many people a day each further one takes a sign-in of the last five minutes: who took a
 * laptop that was left open does not read on through a caseload. Whoever was read today may be read again. Throws as openCase, and step_up_required.
 */
export const openToRead =
  (deps: OpenToReadDeps) =>
  async (caller: ViewCaller, referralId: string): Promise<OpenCase> => {
    const found = await openCase(deps)(caller, referralId)
    const { store, personsADay, now } = deps
    const opening = { userId: caller.user, subjectId: found.share.subjectId }
    await store.run(async tx => {
      const at = now()
      await holdOpenings(tx, caller.user)
      await pruneOpenings(tx, caller.user, dayBefore(at))
      const others = await othersOpenedSince(tx, opening, dayBefore(at))
      if (others !== undefined && others >= personsADay) requireStepUp(caller, at)
      await addOpening(tx, { ...opening, at })
    })
    return found
  }
