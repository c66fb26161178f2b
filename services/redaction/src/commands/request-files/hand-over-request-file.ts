import type { Append } from '@amparo/asking'
import { Action, denialError, evaluationOf, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import { errors as fileErrors } from '../../domain/errors.ts'
import { errors } from '../../domain/request-errors.ts'
import { goesBetween } from '../../domain/request-files.ts'
import { kept } from '../../ports/access-log.ts'
import type { Directory } from '../../ports/directory.ts'
import { refusalOf } from '../../ports/given-permit.ts'
import type { FindRequest, PermitEvidence } from '../../ports/requests.ts'
import type { FileKey } from '../../queries/file-key.ts'
import { addDelivery } from '../../store/file-deliveries.ts'
import { openTerms } from '../../store/files.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { demandKept } from '../files/show-file.ts'
import { messages } from '../messages.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import { asAuthority } from '../requests/standing-of-party.ts'
import { heldByAgency } from '../sealed/seal-inside.ts'
import type { FormCaller } from '../take-form.ts'
import { demandOpen, leaving } from './leaving.ts'
import { getRequestFile, namedAs } from './may-see.ts'
import { type PassOnDeps, passOn } from './pass-on.ts'

export interface HandOverRequestFileDeps extends DemandUseDeps, PassOnDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'copyOut'>
  readonly findRequest: FindRequest
  readonly permitEvidence: PermitEvidence
  readonly directory: Directory
  readonly fileKey: FileKey
  readonly append: Append
  readonly newId: NewId
  readonly log: Log
}

interface HandOverRequestFile {
  readonly fileId: string
  readonly requestId: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/**
 * A file that a signed request names goes from one central authority to the other: an annex with what is asked, an item with what was
 * obtained. Permitted and in the log now, with the handling code and the evaluation by which the request names it; sealed and carried after
 * that. Throws `not_found` to whoever is neither, request_file_not_named, request_over for an annex of what is over, and consent's denial.
 */
export const handOverRequestFile =
  (deps: HandOverRequestFileDeps) =>
  async ({ fileId, requestId, caller, correlationId }: HandOverRequestFile, replay: Replay): Promise<string> => {
    const { store, now, newId, log } = deps
    const standing = asAuthority(await deps.findRequest(requestId, caller))
    const between = goesBetween(standing)
    const file = await getRequestFile(deps, fileId)
    if (between === undefined || file.requestId !== requestId) throw httpErrors.not_found()
    demandKept(file)
    const { own, other, side } = between
    const key = await deps.fileKey(file)
    const { sha256 } = openTerms(file, key)
    const named = namedAs(standing, file)
    const isNamed = named?.side === side && named.sha256 === sha256
    if (!isNamed || file.referralId !== null) throw errors.request_file_not_named()
    demandOpen(standing, named)
    const decision = await deps.permitEvidence(leaving(standing, named, { sender: own, recipient: other }))
    if ('denial' in decision) throw refusalOf(decision)
    const recipient = await deps.directory.recipientOf(other)
    if (recipient === undefined) throw denialError('recipient_unknown')
    const { permit } = decision
    const used = { caller, sha256: [sha256], to: other, triedAs: requestId, permit }
    await demandUse(deps, { ...used, use: 'pass-to-other-state' })
    await spendPermit(deps, permit)
    const deliveryId = newId()
    const code = heldByAgency(recipient)
    const at = now()
    const entry = {
      ...{ ...groundsOf(permit), categories: permit.categories, entryId: deliveryId },
      ...{ action: Action.FILE_HANDED_OVER, userId: caller.user, agency: own, authentication: caller.acr },
      ...{ referralId: requestId, recipient: other, occurredAt: timestampFromDate(at) },
      ...(code && { code }),
    }
    await deps.append(entry)
    await passOn(deps, { file, key, to: own })
    const { purpose, basis } = labelsOf(permit)
    const evaluated = { handling: named.handling, evaluation: evaluationOf(named), incriminating: null }
    const terms = { purpose, basis, ...evaluated, entry: kept(entry) }
    const delivery = { deliveryId, fileId, referralId: requestId, to: other, fromAgency: own.agencyId, ...terms }
    await store.run(async tx => {
      if (!(await addDelivery(tx, delivery, at))) throw fileErrors.file_on_its_way()
      return deliveryId
    }, replay)
    messages['file.handed-over'](log, { fileId, referralId: requestId, agencyId: own.agencyId, correlationId })
    return deliveryId
  }
