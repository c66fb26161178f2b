import {
  Action,
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
import type { AgencyRef } from '../domain/agency.ts'
import type { NoticeKind } from '../domain/codes.ts'
import { decideNotice } from '../domain/decide-notice.ts'
import { errors } from '../domain/errors.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { factsOf, verifyAttestation } from '../ports/attestation.ts'
import { wires } from '../ports/codes.ts'
import { holdBasis, recordsOf } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { addNoticePermit } from '../store/own-record.ts'
import { basisHash } from './basis-hash.ts'
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
  (deps: OwnRecordDeps) =>
  async (request: NoticeRequest): Promise<Answer> => {
    const { store, directory, now, newId, policy } = deps
    const asked = await read(deps, request)
    const { kind, issuer, recipient, stated, caller } = asked
    const [from, to] = await Promise.all([directory.findParty(issuer), directory.findParty(recipient)])
    const { subjectId } = stated
    const known = await store.read(async reader => ({
      records: await recordsOf(reader, subjectId, issuer.agencyId),
      exclusions: await exclusionsOf(reader, subjectId),
    }))
    const at = now()
    const issuing = from === undefined || from.suspended ? undefined : from
    const receiving = to === undefined || to.suspended || to.outside ? undefined : to
    const parties = { issuer: issuing, recipient: receiving }
    const decision = decideNotice({ kind, ...parties, facts: factsOf(stated), ...known }, policy, at)
    if (!decision.permit) return deny(deps, request, asked, decision.reason)
    const { record, categories } = decision
    const permitId = newId()
    const basis = { basisId: record.id, basisVersion: record.version }
    const held = await store.run(async tx => {
      if (!(await holdBasis(tx, record.id, record.version))) return false
      await addNoticePermit(tx, {
        ...{ permitId, noticeId: request.noticeId, kind, subjectId, issuer, recipient, ...basis, categories },
        ...{ agencyId: caller.agency, userId: caller.user, policyHash: policy.hash, issuedAt: at },
      })
      return true
    })
    // It changed meanwhile: whoever asks again hears how it is now.
    if (!held) throw storeErrors.database_unavailable()
    const permit = {
      ...{ permitId, subjectId, referralId: request.noticeId, recipient, userId: caller.user, ...basis },
      basisHash: basisHash(record),
      requestHash: requestHash(toBinary(NoticeRequestSchema, request)),
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
  readonly stated: { readonly subjectRef: string }
  readonly caller: { readonly user: string; readonly agency: string; readonly acr: string }
}

/** Throws question_unreadable. */
async function read({ hub, verifier, attester, now }: OwnRecordDeps, request: NoticeRequest) {
  const caller = await verifier.verify(request.token)
  const stated = verifyAttestation(request.attestation, { signer: attester, now: now(), requestHash: null })
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

const refOf = ({ hub, agencyId }: AgencyRef): AgencyRef => ({ hub, agencyId })

async function deny(
  { hub, append, newId, now, policy }: OwnRecordDeps,
  { noticeId }: NoticeRequest,
  { caller, stated, recipient }: Asked,
  code: DenialCode,
): Promise<Answer> {
  await append({
    ...{ entryId: newId(), action: Action.DISCLOSURE_DENIED, source: 'consent', code, subjectRef: stated.subjectRef },
    ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
    ...{ referralId: noticeId, recipient, policyHash: policy.hash, occurredAt: timestampFromDate(now()) },
  })
  return { decision: { case: 'denial', value: { code } } }
}
