import { Action, DataCategory, denialError, denials, type Permit, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Append } from '../../ports/access-log.ts'
import type { Directory } from '../../ports/directory.ts'
import type { OpenHeld } from '../../queries/open-held.ts'
import { addDelivery } from '../../store/file-deliveries.ts'
import { openTerms } from '../../store/files.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { messages } from '../messages.ts'
import { isSame, type OpenCaseDeps, openCase } from '../open-case.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import type { FormCaller } from '../take-form.ts'
import { demandKept } from './show-file.ts'
import { type FilesDeps, fileOf } from './take-upload.ts'

export interface HandOverDeps extends FilesDeps, OpenCaseDeps, AskPermitDeps, DemandUseDeps {
  readonly hub: string
  readonly store: FilesDeps['store']
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly directory: Directory
  readonly log: Log
}

export interface HandOver {
  readonly fileId: string
  readonly referralId: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/** What a file says cannot be cut to what was permitted: all of this has to be. */
export const WHOLE = [DataCategory.IDENTITY, DataCategory.DOCUMENTS]

/**
 * A file that an agency keeps of a person goes to the other agency of a referral of that person, in another hub: decided by consent and in
 * the log now; sealed and carried after that. Throws `not_found` for whoever may not know of the file or the referral, and consent's denial.
 */
export const handOver =
  (deps: HandOverDeps) =>
  async ({ fileId, referralId, caller, correlationId }: HandOver, replay: Replay): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const file = await fileOf(deps)(fileId, caller.agency)
    demandKept(file)
    const found = await openCase(deps)(caller, referralId)
    const { own, other, share, parties } = found
    if (share.subjectId !== file.subjectId) throw httpErrors.not_found()
    // Whoever sent it has permitted it for this agency, and for no other.
    if (file.referralId !== null) throw denials.onward_not_permitted()
    if (other.hub === hub) throw errors.file_recipient_here()
    const { held, key } = await deps.openHeld(share.subjectId)
    // Back to the agency that referred the person: for that the person's own word is needed.
    const report = isSame(own, parties.to)
    const asked = { occasion: 'package', report, sender: own, recipient: other, held, caller, correlationId } as const
    const permit = await askPermit(deps, found, asked)
    demandWhole(permit)
    if ((await deps.directory.agencyCertificate(other)) === undefined) throw denialError('recipient_unknown')
    const { handlingCode, purpose, basis } = labelsOf(permit)
    const { sha256 } = openTerms(file, key)
    const triedAs = `${fileId} ${referralId}`
    await demandUse(deps, { caller, sha256: [sha256], use: 'pass-to-other-state', to: other, triedAs })
    await spendPermit(store, permit)
    const at = now()
    const deliveryId = newId()
    await deps.append({
      ...{ ...groundsOf(permit), categories: WHOLE, entryId: deliveryId, action: Action.FILE_HANDED_OVER },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId, subjectRef: share.shareId },
      ...{ recipient: other, occurredAt: timestampFromDate(at) },
    })
    await store.run(async tx => {
      const terms = { purpose, basis, handling: handlingCode, fromAgency: null, evaluation: null }
      const delivery = { deliveryId, fileId, referralId, to: other, ...terms }
      if (!(await addDelivery(tx, delivery, at))) throw errors.file_on_its_way()
      return deliveryId
    }, replay)
    messages['file.handed-over'](log, { fileId, referralId, agencyId: own.agencyId, correlationId })
    return deliveryId
  }

/** Throws file_not_permitted. */
export function demandWhole({ categories, codeNameOnly }: Permit): void {
  if (codeNameOnly || !WHOLE.every(category => categories.includes(category))) throw errors.file_not_permitted()
}
