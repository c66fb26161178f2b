import {
  type Attestation,
  type MessageInitShape,
  type NoticeRequest,
  NoticeRequestSchema,
  type NoticeResponseSchema,
  PermitSchema,
  timestampFromDate,
  toBinary,
  NoticeKind as WireKind,
} from '@amparo/contracts'
import { requestHash, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { storeErrors } from '@amparo/store'
import { type AgencyRef, isSameAgency, refOf } from '../domain/agency.ts'
import type { NoticeKind } from '../domain/codes.ts'
import { decideNotice, isUpheld, noticeLimits } from '../domain/decide-notice.ts'
import { errors } from '../domain/errors.ts'
import { consideredWithin } from '../domain/limits.ts'
import { factsOf, statementHash } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { wires } from '../ports/codes.ts'
import { holdBasis, recordsOf } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { addNoticePermit, isNoticePermitted } from '../store/own-record.ts'
import { basisHash } from './basis-hash.ts'
import { type Apart, denyCarrying, permittedApart } from './decide-apart.ts'
import { heeding, readStated } from './guardian-found.ts'
import type { OwnRecordDeps } from './own-record.ts'

const KINDS: ReadonlyMap<WireKind, NoticeKind> = new Map([
  [WireKind.NON_REMOVAL, 'non_removal'],
  [WireKind.CONSULAR, 'consular'],
])

type Answer = MessageInitShape<typeof NoticeResponseSchema>

/**
 * Whether a notice may be issued, shown or relied upon now. A permit is on record before it is signed, a denial in the access log before it
 * is told. Throws question_unreadable, unauthenticated, statement_invalid.
 */
export const permitNotice =
  (deps: OwnRecordDeps & { readonly findChild: FindChild }) =>
  async (request: NoticeRequest): Promise<Answer> => {
    const { store, directory, now, newId, policy } = deps
    const asked = await read(deps, request)
    const { kind, issuer, recipient, stated, caller } = asked
    const [from, to] = await Promise.all([directory.findParty(issuer), directory.findParty(recipient)])
    const { subjectId } = stated
    const named = { noticeId: request.noticeId, kind, subjectId, issuer, recipient }
    const { guardianFound, ...known } = await store.read(async reader => ({
      records: await recordsOf(reader, subjectId, issuer.agencyId),
      exclusions: await exclusionsOf(reader, subjectId),
      issued: await isNoticePermitted(reader, named),
      guardianFound: await isGuardianFound(reader, subjectId, stated.subjectRef),
    }))
    const at = now()
    const receiving = to === undefined || to.suspended || to.outside ? undefined : to
    const reader = isSameAgency(recipient, { hub: deps.hub, agencyId: caller.agency }) ? caller.user : undefined
    const isIssuing = from?.suspended === false || (reader !== undefined && isUpheld({ kind, issued: known.issued }))
    const parties = { issuer: isIssuing ? from : undefined, recipient: receiving }
    const facts = heeding(factsOf(stated), guardianFound)
    const noticeCase = { kind, ...parties, reader, facts, ...known }
    const decision = decideNotice(noticeCase, policy, at)
    const considered = consideredWithin(known.records, noticeLimits(noticeCase, policy, at))
    const about = aboutOf(deps, request, asked, { considered, decidedAt: at })
    if (!decision.permit) {
      const agency = { hub: deps.hub, agencyId: caller.agency }
      const holder = stated.received ? undefined : issuer.agencyId
      const by = { agency, recipient, authentication: caller.acr, subjectRef: stated.subjectRef, holder }
      return denyCarrying(deps, about, decision.reason, by)
    }
    const { record, categories } = decision
    const permitId = newId()
    const basis = { basisId: record.id, basisVersion: record.version }
    const kept = { ...basis, basis: record.basis, instrumentId: '', categories }
    const held = await store.run(async tx => {
      if (!(await holdBasis(tx, record.id, record.version))) return false
      await keepDecision(tx, { decision: permittedApart(about, permitId, kept) })
      await addNoticePermit(tx, {
        ...{ ...named, permitId, ...basis, categories },
        ...{ agencyId: caller.agency, userId: caller.user, policyHash: policy.hash, issuedAt: at },
      })
      return true
    })
    // It changed meanwhile: whoever asks again hears how it is now.
    if (!held) throw storeErrors.database_unavailable()
    const permit = {
      ...{ permitId, subjectId, referralId: request.noticeId, recipient, userId: caller.user, ...basis },
      basisHash: basisHash(record),
      requestHash: about.requestHash,
      purpose: wires.purpose.write(policy.notices[kind].purpose),
      basis: wires.basis.write(record.basis),
      categories: categories.map(wires.category.write),
      policyHash: policy.hash,
      issuedAt: timestampFromDate(at),
      expiresAt: timestampFromDate(new Date(at.getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { decision: { case: 'permit', value: signStatement(PermitSchema, permit, 'permit.v1', deps.sign) } }
  }

interface Asked {
  readonly kind: NoticeKind
  readonly issuer: AgencyRef
  readonly recipient: AgencyRef
  readonly stated: Attestation
  readonly caller: { readonly user: string; readonly agency: string; readonly acr: string }
}

/** Throws question_unreadable. */
async function read(deps: OwnRecordDeps, request: NoticeRequest): Promise<Asked> {
  const { hub, verifier } = deps
  const caller = await verifier.verify(request.token)
  const stated = await readStated(deps, request.attestation)
  const { issuer, recipient, noticeId } = request
  const kind = KINDS.get(request.kind)
  const isWhole = [stated.subjectId, noticeId, issuer?.agencyId, recipient?.agencyId].every(Boolean)
  if (kind === undefined || issuer === undefined || recipient === undefined || !isWhole)
    throw errors.question_unreadable()
  const isParty = [issuer, recipient].some(party => party.hub === hub && party.agencyId === caller.agency)
  if (!isParty || stated.agencyId !== issuer.agencyId || stated.userId !== caller.user)
    throw errors.question_unreadable()
  return { kind, stated, caller, issuer: refOf(issuer), recipient: refOf(recipient) }
}

const aboutOf = (
  { policy }: OwnRecordDeps,
  request: NoticeRequest,
  { kind, issuer, recipient, stated, caller }: Asked,
  { considered, decidedAt }: Pick<Apart, 'considered' | 'decidedAt'>,
): Apart => ({
  ...{ occasion: 'notice', referralId: request.noticeId, subjectId: stated.subjectId, sender: issuer, recipient },
  ...{ askerAgency: caller.agency, userId: caller.user, ownerAgency: issuer.agencyId },
  ...{ purpose: policy.notices[kind].purpose, requestHash: requestHash(toBinary(NoticeRequestSchema, request)) },
  ...{
    attestationHashes: [statementHash(request.attestation)],
    instrumentIds: [],
    considered,
    policyHash: policy.hash,
    decidedAt,
  },
})
