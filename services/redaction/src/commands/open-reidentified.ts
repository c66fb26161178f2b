import { randomBytes } from 'node:crypto'
import { Action, type AgencyType, agencyTypes, bases, type Permit, timestampFromDate } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { codeNameFrom } from '../domain/code-name.ts'
import { errors } from '../domain/errors.ts'
import { project } from '../domain/project.ts'
import { confirmedBy, isOf } from '../domain/reidentification.ts'
import { type Allowance, NOTICE } from '../domain/view.ts'
import type { Directory } from '../ports/directory.ts'
import { refusalOf } from '../ports/given-permit.ts'
import type { PermitToReidentify } from '../ports/reidentify.ts'
import { attestationOf } from '../queries/attestation.ts'
import { refuseForeign } from '../queries/enforcement.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isInCompartment, type Protocols } from '../queries/protocol-rules.ts'
import { findReidentification, useReidentification } from '../store/reidentifications.ts'
import { categoriesOf, shownOf } from './allowance.ts'
import { messages } from './messages.ts'
import { refuseRestricted } from './open-case.ts'
import { groundsOf, sealOnPermit, spendPermit } from './permit.ts'
import { relationsTo } from './relations-to.ts'
import type { ReleaseDeps } from './release-view.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'

export interface OpenReidentifiedDeps extends ReleaseDeps {
  readonly openHeld: OpenHeld
  readonly directory: Directory
  readonly forms: Protocols
  readonly sign: SigningKey
  readonly permitToReidentify: PermitToReidentify
  readonly signKey: () => Promise<string>
}

/** As far as the view policy lets this kind of agency see, on the basis that consent has found in its table. */
const allowanceFor = (reader: AgencyType, permit: Permit): Allowance => ({
  ...{ categories: categoriesOf(permit), withheld: [], codeNameOnly: false },
  ...{ selfIncriminatingAgreed: false, judicialReview: false },
  disclosure: {
    ...{ reader: agencyTypes.toCode(reader), purpose: 'formal_identification', basis: bases.toCode(permit.basis) },
    ...{ instrument: 'none', handlingCode: 'h2', occasion: 'reidentification' },
  },
})

export interface OpenReidentified {
  /** Compact JWS, made for POST /reidentification-views; the id of the request stands where a referral's would. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /reidentification-views'

/**
 * Who stands behind a pseudonym, told once to whoever asked, after another custodian has confirmed it: by a permit of consent, with
 * the entry in the log first, sealed to the reader. Of a person who is in a compartment by now it is not there.
 */
export const openReidentified =
  (deps: OpenReidentifiedDeps) =>
  async ({ request, caller, correlationId }: OpenReidentified): Promise<string> => {
    const { hub, store, now, newId, log } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const reader = await refuseForeign(deps, caller)
    const found = await store.read(tx => findReidentification(tx, requestId))
    if (found === undefined || !isOf(found, caller)) throw httpErrors.not_found()
    const { subjectId, reason } = found
    const second = confirmedBy(found, now())
    if (await store.read(tx => isInCompartment(deps.forms, tx, subjectId))) throw httpErrors.not_found()
    const own = { hub, agencyId: caller.agency }
    await refuseRestricted(store, subjectId, own)
    const { held } = await deps.openHeld(subjectId)
    const share = { shareId: requestId, subjectId, agency: own, referralId: null }
    const said = { share, held, userId: caller.user, nonce: newId() }
    const attestation = attestationOf({ ...said, recipientHub: hub, ownHub: hub }, deps.sign, now())
    const question = { requestId, reason, confirmedBy: second, recipient: own, subjectId, attestation }
    const decision = await deps.permitToReidentify({ ...question, token: caller.token, userId: caller.user })
    if ('denial' in decision) throw refusalOf(decision)
    const { permit } = decision
    const signingKey = await deps.signKey()
    await spendPermit(deps, permit)
    const shown = project(held, allowanceFor(reader, permit), {
      ...{ codeName: codeNameFrom(randomBytes(16)), engine: deps.engine, policy: deps.views, now: now() },
    })
    const receipt = await deps.append({
      ...shownOf(shown, deps.views),
      ...{ entryId: newId(), action: Action.REIDENTIFIED, code: `${reason}:${found.reference}`, subjectRef: requestId },
      ...{ userId: caller.user, agency: own, recipient: own, authentication: caller.acr },
      relations: await relationsTo(deps, caller, held),
      ...{ ...groundsOf(permit), occurredAt: timestampFromDate(now()) },
    })
    const isFirst = await store.run(tx => useReidentification(tx, requestId, now()))
    if (!isFirst) throw errors.request_not_waiting()
    const view = {
      ...{ requestId, basis: bases.toCode(permit.basis), categories: shown.categories, withheld: shown.withheld },
      ...{ notice: NOTICE, policyHash: deps.views.hash },
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const line = { requestId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['reidentification.opened'](log, { ...line, correlationId })
    return sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
  }
