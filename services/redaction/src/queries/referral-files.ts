import { type OpenCaseDeps, openCase } from '../commands/open-case.ts'
import type { FormCaller } from '../commands/take-form.ts'
import { arrivalsOf } from '../store/file-arrivals.ts'
import { deliveriesOf } from '../store/file-deliveries.ts'
import { filesOf } from '../store/files.ts'
import { inBytes } from './carried.ts'

/**
 * Files about a referral, as an agency of it has them: which it keeps itself of the person, which it has handed over, and which came. Throws
 * `not_found` for whoever may not know of the referral.
 */
export const referralFiles = (deps: OpenCaseDeps) => {
  const find = openCase(deps)
  return async (referralId: string, caller: FormCaller) => {
    const { own, share } = await find(caller, referralId)
    return deps.store.read(async reader => ({
      kept: await filesOf(reader, share.subjectId, own),
      sent: (await deliveriesOf(reader, referralId, own)).map(inBytes),
      received: await arrivalsOf(reader, referralId, own.agencyId),
    }))
  }
}
