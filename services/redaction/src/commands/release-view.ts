import { randomBytes } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, encode, type Receipt, timestampFromDate, viewOpened } from '@amparo/contracts'
import type { ReadingRoute } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { Engine } from '@amparo/text'
import { codeNameFrom } from '../domain/code-name.ts'
import { errors } from '../domain/errors.ts'
import { project } from '../domain/project.ts'
import { PASSED_ON } from '../domain/shown-again.ts'
import { NOTICE, type Projection } from '../domain/view.ts'
import type { ViewPolicy } from '../domain/view-policy.ts'
import type { Party } from '../ports/decision.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { FindAssessed } from '../queries/assessed.ts'
import type { OpenedHeld } from '../queries/open-held.ts'
import type { ProtocolOf } from '../queries/protocol-rules.ts'
import { type FindStatements, referencesFor } from '../queries/statements.ts'
import { isSealed } from '../store/sealed-contents.ts'
import { getOrAddShare, type Share } from '../store/shares.ts'
import { allowanceOf, shownOf } from './allowance.ts'
import { keepWaiting, type ReviewingDeps, unsafeIn } from './keep-waiting.ts'
import { messages } from './messages.ts'
import { refuseKeptOut, refuseRestricted } from './open-case.ts'
import { groundsOf, labelsOf, refuseLapsed, sealOnPermit, spendPermit } from './permit.ts'
import { type RelationsDeps, relationsTo } from './relations-to.ts'
import type { ViewCaller } from './view-request.ts'
import { withSurrogates } from './with-surrogates.ts'

export interface ReleaseDeps extends RelationsDeps {
  readonly engine: Engine
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
  /** What a view holds, field by field. */
  readonly views: ViewPolicy
}

export interface ReleaseViewDeps extends ReleaseDeps, ReviewingDeps {
  readonly store: ReleaseDeps['store']
  readonly findAssessed: FindAssessed
  readonly findStatements: FindStatements
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
}

export interface Release {
  readonly referralId: string
  readonly protocol: ProtocolOf
  /** The reader's own signed request, compact. */
  readonly request: string
  readonly caller: ViewCaller
  readonly parties: { readonly from: Party; readonly to: Party }
  readonly share: Share
  readonly opened: OpenedHeld
  readonly permit: GivenPermit
  /** Armored; it came inside the reader's signature. */
  readonly replyCertificate: string
  /** Default: POST /views. */
  readonly route?: ReadingRoute
  /** What the answer says besides; nothing of the person. */
  readonly beside?: object
  readonly correlationId: string
}

/**
 * With a verified permit in hand: spend it, cut the view, have it in the log, and only then sign it and seal it to the reader. Throws
 * `contents_for_agency_alone` where this hub cannot open what it holds, and `identity_restricted` for a reader who is kept out.
 */
export async function releaseView(deps: ReleaseViewDeps, release: Release): Promise<string> {
  const { store, append, now, newId, log } = deps
  const { referralId, caller, permit, correlationId } = release
  if (await store.read(reader => isSealed(reader, release.share.subjectId))) throw errors.contents_for_agency_alone()
  await refuseRestricted(store, release.share.subjectId, release.parties.to)
  const labels = labelsOf(permit)
  const signingKey = await deps.signKey()
  await spendPermit(deps, permit)
  const own = await readersShare(deps, release)
  const { subjectId } = release.share
  const { opened: held, parties, protocol } = release
  const known = { subjectId, key: held.key, referralId, protocol, sender: parties.from }
  const assessed = await deps.findAssessed(known)
  const statements = await deps.findStatements({ ...known, shareId: own.shareId })
  const { reviewsFor } = await deps.findReviews(subjectId, held.key)
  const by = { codeName: own.codeName, engine: deps.engine, policy: deps.views, reviewsFor }
  const isFirst = parties.from.hub !== deps.hub
  const from = isFirst ? parties.from.hub : PASSED_ON
  const again = { isFirst, from, referenceOf: referencesFor(held.key, own.shareId) }
  const cutting = { ...by, assessed, statements, again, now: now() }
  const place = { subjectId, agency: parties.to, referralId }
  const projection = await withSurrogates(store, place, held.key, surrogates =>
    project(held.held, allowanceOf(permit), { ...cutting, surrogates }),
  )
  if (projection.withheld.some(line => line.reason === 'redaction_failed'))
    messages['narrative.withheld'](log, { referralId, correlationId })
  await keepWaiting(deps, { subjectId, referralId, protocol }, unsafeIn(projection, parties.from))
  const receipt = await append({
    ...groundsOf(permit),
    ...shownOf(projection, deps.views),
    entryId: newId(),
    action: Action.VIEW_OPENED,
    userId: caller.user,
    agency: release.parties.to,
    authentication: caller.acr,
    referralId,
    subjectRef: own.shareId,
    relations: await relationsTo(deps, caller, held.held),
    recipient: release.parties.to,
    occurredAt: timestampFromDate(now()),
  })
  const parts = { referralId, subjectRef: own.shareId, labels, projection, receipt, policyHash: deps.views.hash }
  const view = { ...viewOf(parts), ...release.beside }
  const { request, replyCertificate, route } = release
  const answer = { view, request, replyCertificate, signingKey, ...(route !== undefined && { route }) }
  const sealed = await sealOnPermit(deps, permit, answer)
  const opened = { referralId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
  await store.run(async tx => {
    // Where the database was slow too. Told only of what leaves: whoever hears that it was opened calls nobody any more.
    refuseLapsed(permit, now())
    await refuseKeptOut(tx, subjectId, parties.to)
    const meta = { id: newId(), aggregateId: receipt.entryId, aggregateVersion: 1, occurredAt: now(), correlationId }
    tx.emit(encode(viewOpened, opened, meta))
  })
  messages['view.opened'](log, { ...opened, correlationId })
  return sealed
}

/** The reader's own name for the person, the same at each opening of this referral and no other. */
function readersShare({ store, newId }: ReleaseDeps, { referralId, share, parties, opened }: Release) {
  const { subjectId } = share
  const shareId = newId()
  const codeName = codeNameFrom(randomBytes(16))
  return store.run(tx =>
    getOrAddShare(tx, { shareId, subjectId, agency: parties.to, referralId, codeName }, opened.key),
  )
}

interface ViewParts {
  readonly referralId: string
  readonly subjectRef: string
  readonly labels: ReturnType<typeof labelsOf>
  readonly projection: Projection
  readonly receipt: Receipt
  readonly policyHash: string
}

/** Field by field; silent gaps leave no trace in it. */
const viewOf = ({ referralId, subjectRef, labels, projection, receipt, policyHash }: ViewParts) => ({
  referralId,
  subjectRef,
  purpose: labels.purpose,
  basis: labels.basis,
  categories: projection.categories,
  withheld: projection.withheld,
  notice: NOTICE,
  auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
  handlingCode: labels.handlingCode,
  policyHash,
})
