import type { Append } from '@amparo/asking'
import {
  Action,
  denialError,
  denials,
  evaluationOf,
  type Permit,
  purposes,
  type StatedCodes,
  strictestOf,
  timestampFromDate,
} from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Log } from '@amparo/observability'
import { codesToCarry } from '@amparo/protocols'
import type { Replay } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Held } from '../../domain/held.ts'
import type { FileStatement } from '../../domain/incriminating.ts'
import { kept } from '../../ports/access-log.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory } from '../../ports/directory.ts'
import type { OpenHeld } from '../../queries/open-held.ts'
import { asksPermission, isEvaluated, type Protocols } from '../../queries/protocol-rules.ts'
import { addDelivery } from '../../store/file-deliveries.ts'
import { type FileKept, openTerms } from '../../store/files.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { demandReferralUse } from '../demand-referral-use.ts'
import { demandSaid } from '../demand-said.ts'
import { type DemandUseDeps, demandUse } from '../demand-use.ts'
import { messages } from '../messages.ts'
import { isSame, type OpenCase, type OpenCaseDeps, openCase, refuseAbroad } from '../open-case.ts'
import { groundsOf, labelsOf, spendPermit } from '../permit.ts'
import { heldByAgency } from '../sealed/seal-inside.ts'
import { WHOLE } from '../shown-whole.ts'
import type { FormCaller } from '../take-form.ts'
import { demandKept } from './show-file.ts'
import { type FilesDeps, fileOf } from './take-upload.ts'

export interface HandOverDeps extends FilesDeps, OpenCaseDeps, AskPermitDeps, DemandUseDeps {
  readonly hub: string
  readonly store: FilesDeps['store']
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly append: Append
  readonly directory: Directory
  readonly log: Log
}

export interface HandOver {
  readonly fileId: string
  readonly referralId: string
  readonly caller: FormCaller
  /** Of what the agency has itself, where the protocol asks for them. */
  readonly itemCodes: StatedCodes | undefined
  /** Of what in it incriminates the person, where police or prosecution get it. */
  readonly incriminating: FileStatement | undefined
  readonly correlationId: string
}

/**
 * A file that an agency keeps of a person goes to the other agency of a referral of that person: decided by consent now, and again when it is
 * opened; to another hub sealed and carried after that. In the log now. What came with a referral or on a request goes on as whoever sent it has permitted, under
 * the codes with which it came. Throws `not_found` for whoever may not know of the file or the referral, item_codes_differ, file_may_incriminate,
 * consent's denial, and `identity_restricted` for what may not go to another hub yet.
 */
export const handOver =
  (deps: HandOverDeps) =>
  async (
    { fileId, referralId, itemCodes: stated, incriminating, caller, correlationId }: HandOver,
    replay: Replay,
  ): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const file = await fileOf(deps)(fileId, caller.agency)
    demandKept(file)
    const found = await openCase(deps)(caller, referralId)
    const { own, other, share } = found
    if (share.subjectId !== file.subjectId) throw httpErrors.not_found()
    const isWithin = other.hub === hub
    if (!isWithin) await refuseAbroad(store, share.subjectId)
    const { held, key } = await deps.openHeld(share.subjectId)
    const { sha256, itemCodes } = openTerms(file, key)
    await demandPassingOn(deps, { file, itemCodes, other, referralId, caller })
    const limits = { stated, came: itemCodes, isEvaluated: isEvaluated(deps.forms, found.standing) }
    const cameWith = file.referralId ?? undefined
    const triedAs = `${fileId} ${referralId}`
    const asked = { cameWith, sha256, limits, incriminating, held, caller, triedAs, correlationId }
    const grounds = isWithin ? await demandWithin(deps, found, asked) : await permitAbroad(deps, found, asked)
    const at = now()
    const deliveryId = newId()
    const entry = {
      ...{ ...grounds.entry, categories: [...WHOLE], entryId: deliveryId, action: Action.FILE_HANDED_OVER },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId, subjectRef: share.shareId },
      ...{ recipient: other, occurredAt: timestampFromDate(at) },
    }
    await deps.append(entry)
    await store.run(async tx => {
      const terms = { ...grounds.terms, incriminating: incriminating ?? null, fromAgency: null, entry: kept(entry) }
      const delivery = { deliveryId, fileId, referralId, to: other, ...terms }
      if (!(await addDelivery(tx, delivery, at))) throw errors.file_on_its_way()
      return deliveryId
    }, replay)
    messages['file.handed-over'](log, { fileId, referralId, agencyId: own.agencyId, correlationId })
    return deliveryId
  }

interface PassedOn {
  readonly file: Pick<FileKept, 'referralId' | 'subjectId'>
  readonly itemCodes: StatedCodes | undefined
  readonly other: Party
  readonly referralId: string
  readonly caller: FormCaller
}

/** Whoever sent it has permitted it for this agency; for another by the steps of their protocol, or not at all. */
async function demandPassingOn(
  deps: HandOverDeps,
  { file, itemCodes, other, referralId, caller }: PassedOn,
): Promise<void> {
  if (file.referralId === null) return
  if (file.referralId === referralId) throw denials.onward_not_permitted()
  const { standing, own, parties, share } = await openCase(deps)(caller, file.referralId)
  if (!isSame(parties.to, own) || !asksPermission(deps.forms, standing)) throw denials.onward_not_permitted()
  const use = other.hub === deps.hub ? 'pass-to-other-agency' : 'pass-to-other-state'
  const to = { ...other, type: await deps.directory.agencyType(other) }
  const of = { standing, use, to, caller, own, subjectRef: share.shareId, whole: true, ofPerson: true } as const
  await demandReferralUse(deps, { ...of, handling: itemCodes?.handling })
}

type Limits = Parameters<typeof codesToCarry>[0]

/** What its manifest says of how it may be handled, where somebody had to. Throws item_codes_differ, and that the request is invalid. */
function limitsOf(limits: Limits, cameOtherwise: StatedCodes | undefined) {
  const carried = codesToCarry({ ...limits, came: strictestOf(limits.came, cameOtherwise) })
  if (carried === 'differ') throw errors.item_codes_differ()
  if ('faults' in carried) throw httpErrors.request_invalid({ fields: carried.faults })
  const { codes } = carried
  return codes && { handling: codes.handling, evaluation: evaluationOf(codes) }
}

interface Goes {
  readonly cameWith: string | undefined
  readonly sha256: string
  readonly limits: Limits
  readonly incriminating: FileStatement | undefined
  readonly held: Held
  readonly caller: FormCaller
  readonly triedAs: string
  readonly correlationId: string
}

/** It goes on a decision made now, on which all of it may go. */
async function permitNow(
  deps: HandOverDeps,
  found: OpenCase,
  occasion: 'package' | 'hand_over',
  { incriminating, held, caller, correlationId }: Goes,
) {
  const { own, other, parties } = found
  // Back to the agency that referred the person: for that the person's own word is needed.
  const report = isSame(own, parties.to)
  const asked = { occasion, report, sender: own, recipient: other, held, caller, correlationId } as const
  const permit = await askPermit(deps, found, asked)
  demandWhole(permit)
  demandSaid(permit, incriminating)
  return permit
}

async function permitAbroad(deps: HandOverDeps, found: OpenCase, goes: Goes) {
  const { cameWith, sha256, limits, caller, triedAs } = goes
  const { other } = found
  const permit = await permitNow(deps, found, 'package', goes)
  const recipient = await deps.directory.recipientOf(other)
  if (recipient === undefined) throw denialError('recipient_unknown')
  const used = { caller, sha256: [sha256], to: other, triedAs, cameWith, permit, subjectRef: found.share.shareId }
  const item = await demandUse(deps, { ...used, use: 'pass-to-other-state' })
  const carried = limitsOf(limits, item)
  await spendPermit(deps, permit)
  const { handlingCode: handling, purpose, basis } = labelsOf(permit)
  const code = heldByAgency(recipient)
  return {
    entry: { ...groundsOf(permit), ...(code && { code }) },
    terms: { purpose, basis, handling, evaluation: null, ...carried },
  }
}

/** In this hub it is decided again when the other agency opens it, as everything of a referral is, and bears no manifest till then. */
async function demandWithin(deps: HandOverDeps, found: OpenCase, goes: Goes) {
  const { cameWith, sha256, limits, caller, triedAs } = goes
  const { other, standing } = found
  const permit = await permitNow(deps, found, 'hand_over', goes)
  const used = { caller, sha256: [sha256], to: other, triedAs, cameWith, permit, subjectRef: found.share.shareId }
  const item = await demandUse(deps, { ...used, use: 'pass-to-other-agency' })
  const carried = limitsOf(limits, item)
  await spendPermit(deps, permit)
  const terms = {
    purpose: purposes.toCode(standing.purpose),
    basis: AT_OPENING,
    handling: AT_OPENING,
    evaluation: null,
  }
  return { entry: groundsOf(permit), terms: { ...terms, ...carried } }
}
/** Of a delivery that bears no manifest. */
const AT_OPENING = 'at_opening'

/** Throws file_not_permitted. */
export function demandWhole({ categories, codeNameOnly }: Permit): void {
  if (codeNameOnly || !WHOLE.every(category => categories.includes(category))) throw errors.file_not_permitted()
}
