import { Action, evaluationOf, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { errors } from '../../domain/errors.ts'
import { mayHaveWhole } from '../../domain/incriminating.ts'
import { arrivalOfFile } from '../../store/file-arrivals.ts'
import { openTerms } from '../../store/files.ts'
import { allowanceOf } from '../allowance.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { demandReferralUse } from '../demand-referral-use.ts'
import { demandUse } from '../demand-use.ts'
import { isSame } from '../open-case.ts'
import { type OpenToReadDeps, openToRead } from '../open-to-read.ts'
import { asStated, groundsOf, labelsOf, sealOnPermit, spendPermit } from '../permit.ts'
import { relationsTo } from '../relations-to.ts'
import { WHOLE } from '../shown-whole.ts'
import { takeViewRequest } from '../view-request.ts'
import { demandWhole } from './hand-over.ts'
import { demandKept, type ShowFile, type ShowFileDeps, usedAs } from './show-file.ts'
import { fileOf } from './take-upload.ts'
import { tellFileOpened } from './tell-file-opened.ts'

export interface ShowReceivedDeps extends ShowFileDeps, AskPermitDeps, OpenToReadDeps {
  readonly hub: string
  readonly store: ShowFileDeps['store']
}

const ROUTE = 'POST /received-file-views'

/**
 * What a file is that came with a referral, who had it, and the secret that opens it, sealed to a reader of the receiving agency to whom the
 * referral is assigned: on a decision made now, and in the log first. Throws `not_found` for everybody else, and consent's denial.
 */
export const showReceivedFile =
  (deps: ShowReceivedDeps) =>
  async ({ request: compact, fileId, use, caller, correlationId }: ShowFile & { readonly correlationId: string }) => {
    const { hub, store, now, newId } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const found = await openToRead(deps)(caller, referralId)
    const { own, other, share, parties } = found
    const report = isSame(own, parties.from)
    const file = await fileOf(deps)(fileId, caller.agency)
    if (file.referralId !== referralId || file.subjectId !== share.subjectId) throw httpErrors.not_found()
    demandKept(file)
    const { held, key } = await deps.openHeld(share.subjectId)
    const asked = { occasion: 'view', report, sender: other, recipient: own, held, caller, correlationId } as const
    const permit = await askPermit(deps, found, asked)
    demandWhole(permit)
    const { user: _, itemCodes, incriminating, ...terms } = openTerms(file, key)
    // What its sender did not have to say was decided where it came from. The answer is that of any file which is not covered: one of its own
    // would tell that there is something to be held against the person (rules: Silence).
    if (incriminating !== undefined && !mayHaveWhole(allowanceOf(permit), incriminating))
      throw errors.file_not_permitted()
    const labels = labelsOf(asStated(permit, itemCodes))
    // What its own side sent, and the other gives back, is not the other's to permit.
    if (!report)
      await demandReferralUse(deps, {
        standing: found.standing,
        handling: itemCodes?.handling,
        use,
        caller,
        own,
        subjectRef: share.shareId,
        whole: true,
        permit,
      })
    const used = { caller, sha256: [terms.sha256], use, to: own, subjectRef: share.shareId, permit }
    await demandUse(deps, { ...used, cameWith: referralId })
    const arrival = await store.read(reader => arrivalOfFile(reader, fileId))
    await spendPermit(deps, permit)
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), categories: [...WHOLE], entryId: newId(), action: Action.FILE_SHOWN },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId, subjectRef: share.shareId },
      relations: await relationsTo(deps, caller, held),
      ...{ recipient: own, code: usedAs(use, fileId), occurredAt: timestampFromDate(now()) },
    })
    const { entryId: id, index, leafHash } = receipt
    const { handlingCode, purpose } = labels
    const auditEntry = { id, index: Number(index), leafHash }
    const evaluation = itemCodes ? evaluationOf(itemCodes) : null
    const of = { purpose, handlingCode, evaluation, auditEntry }
    const view = { referralId, fileId, ...terms, scanned: file.scanned, ...of }
    const answer = { view, request: compact, replyCertificate, signingKey }
    const sealed = await sealOnPermit(deps, permit, { ...answer, route: ROUTE })
    // Whoever handed it over in this hub has the log.
    if (arrival && arrival.fromHub !== hub) await tellFileOpened(deps, arrival, correlationId)
    return sealed
  }
