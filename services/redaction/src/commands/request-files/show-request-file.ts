import type { Append } from '@amparo/asking'
import { Action, type ItemUseCode, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Party } from '../../ports/decision.ts'
import type { FindRequest, PermitEvidence } from '../../ports/requests.ts'
import type { Reader } from '../../ports/standing.ts'
import type { FileKey } from '../../queries/file-key.ts'
import { arrivalOfFile } from '../../store/file-arrivals.ts'
import { openTerms, piecesFrom } from '../../store/files.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { demandKept, usedAs } from '../files/show-file.ts'
import type { FilesDeps } from '../files/take-upload.ts'
import { tellFileOpened } from '../files/tell-file-opened.ts'
import { groundsOf, labelsOf, sealOnPermit, spendPermit } from '../permit.ts'
import { permitToRead } from '../requests/reading.ts'
import { type RelationsInDeps, relationsIn } from '../requests/relations-in.ts'
import { asReader } from '../requests/standing-of-party.ts'
import { WHOLE } from '../shown-whole.ts'
import { takeViewRequest, type ViewCaller } from '../view-request.ts'
import { getRequestFile, maySee, namedAs } from './may-see.ts'
import { type PassOnDeps, passOn } from './pass-on.ts'

export interface ShowRequestFileDeps extends DemandUseDeps, PassOnDeps, RelationsInDeps {
  readonly keys: RelationsInDeps['keys']
  readonly store: Pick<Store, 'run' | 'read' | 'copyOut'>
  readonly findRequest: FindRequest
  readonly permitEvidence: PermitEvidence
  readonly fileKey: FileKey
  readonly append: Append
  readonly signKey: () => Promise<string>
  readonly newId: NewId
}

export interface ShowRequestFile {
  /** Compact JWS; the id of the request stands where a referral's would. */
  readonly request: string
  readonly fileId: string
  /** What it is opened for. */
  readonly use: ItemUseCode
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /request-file-views'

/**
 * What a file of a request is, on which terms it came, who had it, and the secret that opens it, sealed to a reader of an agency that has to
 * do with the request: by a permit, for that use, in the log first; its chain of custody says that this agency has it now. Throws
 * `not_found` for everybody else, consent's denial, and the refusal of a use.
 */
export const showRequestFile =
  (deps: ShowRequestFileDeps) =>
  async ({ request: compact, fileId, use, caller, correlationId }: ShowRequestFile): Promise<string> => {
    const { hub, store, now, newId } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, ROUTE, compact, caller)
    const signingKey = await deps.signKey()
    const standing = asReader(await deps.findRequest(requestId, caller))
    const file = await getRequestFile(deps, fileId)
    if (file.requestId !== requestId || !maySee(standing, file, caller)) throw httpErrors.not_found()
    demandKept(file)
    const own: Party = { hub, agencyId: caller.agency }
    const named = namedAs(standing, file)
    const permit = await permitToRead(deps, standing, own, caller)
    const key = await deps.fileKey(file)
    await demandUse(deps, { caller, sha256: [openTerms(file, key).sha256], use, to: own, permit })
    const arrival = await store.read(reader => arrivalOfFile(reader, fileId))
    await spendPermit(deps, permit)
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), categories: [...new Set([...permit.categories, ...WHOLE])], entryId: newId() },
      ...{ action: Action.FILE_SHOWN, code: usedAs(use, fileId) },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId: requestId, recipient: own },
      relations: await relationsIn(deps, standing, { caller, own }),
      ...{ occurredAt: timestampFromDate(now()) },
    })
    const { user: _, item: __, ...terms } = await passOn(deps, { file, key, to: own })
    const { entryId: id, index, leafHash } = receipt
    const { purpose, handlingCode } = labelsOf(permit)
    const view = {
      ...{ referralId: requestId, fileId, item: file.itemId, ...terms, scanned: file.scanned, purpose },
      handlingCode: named?.handling ?? handlingCode,
      auditEntry: { id, index: Number(index), leafHash },
    }
    const answer = { view, request: compact, replyCertificate, signingKey }
    const sealed = await sealOnPermit(deps, permit, { ...answer, route: ROUTE })
    if (arrival) await tellFileOpened(deps, arrival, correlationId)
    return sealed
  }

type ReadDeps = FilesDeps & Pick<ShowRequestFileDeps, 'findRequest'>

/** The encrypted file from that byte on, for whoever may be shown its secret. */
export const readRequestFile = (deps: ReadDeps) => async (fileId: string, caller: Reader, from: number) => {
  const file = await getRequestFile(deps, fileId)
  const standing = await deps.findRequest(file.requestId, caller)
  if (standing === undefined || !maySee(standing, file, caller)) throw httpErrors.not_found()
  demandKept(file)
  return { size: file.size, content: piecesFrom(deps.store, file, from) }
}
