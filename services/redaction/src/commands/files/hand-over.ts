import { Action, DataCategory, denialError, denials, type Permit, purposes, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Log } from '@amparo/observability'
import type { Replay } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Held } from '../../domain/held.ts'
import type { Append } from '../../ports/access-log.ts'
import type { Directory } from '../../ports/directory.ts'
import type { OpenHeld } from '../../queries/open-held.ts'
import { addDelivery } from '../../store/file-deliveries.ts'
import { openTerms } from '../../store/files.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { messages } from '../messages.ts'
import { isSame, type OpenCase, type OpenCaseDeps, openCase } from '../open-case.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import { heldByAgency } from '../sealed/seal-inside.ts'
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
 * A file that an agency keeps of a person goes to the other agency of a referral of that person: to another hub decided by consent now, sealed
 * and carried after that; in this hub decided when it is opened. In the log now. Throws `not_found` for whoever may not know of the file or the referral, and consent's denial.
 */
export const handOver =
  (deps: HandOverDeps) =>
  async ({ fileId, referralId, caller, correlationId }: HandOver, replay: Replay): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const file = await fileOf(deps)(fileId, caller.agency)
    demandKept(file)
    const found = await openCase(deps)(caller, referralId)
    const { own, other, share } = found
    if (share.subjectId !== file.subjectId) throw httpErrors.not_found()
    // Whoever sent it has permitted it for this agency, and for no other.
    if (file.referralId !== null) throw denials.onward_not_permitted()
    const { held, key } = await deps.openHeld(share.subjectId)
    const { sha256 } = openTerms(file, key)
    const isWithin = other.hub === hub
    const asked = { sha256, held, caller, triedAs: `${fileId} ${referralId}`, correlationId }
    const grounds = isWithin ? await demandWithin(deps, found, asked) : await permitAbroad(deps, found, asked)
    const at = now()
    const deliveryId = newId()
    await deps.append({
      ...{ ...grounds.entry, categories: WHOLE, entryId: deliveryId, action: Action.FILE_HANDED_OVER },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId, subjectRef: share.shareId },
      ...{ recipient: other, occurredAt: timestampFromDate(at) },
    })
    await store.run(async tx => {
      const terms = { ...grounds.terms, fromAgency: null, evaluation: null }
      const delivery = { deliveryId, fileId, referralId, to: other, ...terms }
      if (!(await addDelivery(tx, delivery, at))) throw errors.file_on_its_way()
      return deliveryId
    }, replay)
    messages['file.handed-over'](log, { fileId, referralId, agencyId: own.agencyId, correlationId })
    return deliveryId
  }

interface Goes {
  readonly sha256: string
  readonly held: Held
  readonly caller: FormCaller
  readonly triedAs: string
  readonly correlationId: string
}

/** To another hub it goes on a decision made now. */
async function permitAbroad(
  deps: HandOverDeps,
  found: OpenCase,
  { sha256, held, caller, triedAs, correlationId }: Goes,
) {
  const { own, other, parties } = found
  // Back to the agency that referred the person: for that the person's own word is needed.
  const report = isSame(own, parties.to)
  const asked = { occasion: 'package', report, sender: own, recipient: other, held, caller, correlationId } as const
  const permit = await askPermit(deps, found, asked)
  demandWhole(permit)
  const recipient = await deps.directory.recipientOf(other)
  if (recipient === undefined) throw denialError('recipient_unknown')
  await demandUse(deps, { caller, sha256: [sha256], use: 'pass-to-other-state', to: other, triedAs })
  await spendPermit(deps.store, permit)
  const { handlingCode: handling, purpose, basis } = labelsOf(permit)
  const code = heldByAgency(recipient)
  return { entry: { ...groundsOf(permit), ...(code && { code }) }, terms: { purpose, basis, handling } }
}

/** In this hub it is decided when the other agency opens it, as everything of a referral is. What came on a request for evidence needs leave now. */
async function demandWithin(deps: HandOverDeps, { other, standing }: OpenCase, { sha256, caller, triedAs }: Goes) {
  await demandUse(deps, { caller, sha256: [sha256], use: 'pass-to-other-agency', to: other, triedAs })
  const terms = { purpose: purposes.toCode(standing.purpose), basis: AT_OPENING, handling: AT_OPENING }
  return { entry: {}, terms }
}
/** Of a delivery that bears no manifest. */
const AT_OPENING = 'at_opening'

/** Throws file_not_permitted. */
export function demandWhole({ categories, codeNameOnly }: Permit): void {
  if (codeNameOnly || !WHOLE.every(category => categories.includes(category))) throw errors.file_not_permitted()
}
