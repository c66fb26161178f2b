import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import {
  type Attestation,
  type MessageInitShape,
  PermitSchema,
  type ReidentifyRequest,
  ReidentifyRequestSchema,
  type ReidentifyResponseSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import {
  requestHash,
  type SigningKey,
  STATEMENT_LIFETIME_MS,
  signStatement,
  type VerificationKey,
} from '@amparo/crypto'
import type { Caller, TokenVerifier } from '@amparo/http'
import { type Reader, storeErrors } from '@amparo/store'
import { type AgencyRef, isSameAgency, type Party } from '../domain/agency.ts'
import { errors } from '../domain/errors.ts'
import { consideredWithin } from '../domain/limits.ts'
import type { Policy } from '../domain/policy.ts'
import type { DenialCode } from '../domain/precedence.ts'
import type { BasisRecord } from '../domain/record.ts'
import {
  decideReidentification,
  REIDENTIFICATION,
  REIDENTIFIED,
  type ReidentificationDecision,
  reidentificationLimits,
} from '../domain/reidentification.ts'
import { recordOfGrant } from '../domain/submission.ts'
import { factsOf, statementHash } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { basesOn, bindRecipient, holdBasis } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { grantsOf } from '../store/grants.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { addReidentificationPermit } from '../store/reidentification-permits.ts'
import { basisHash } from './basis-hash.ts'
import { active } from './case-file.ts'
import { type Apart, denyCarrying, permittedApart } from './decide-apart.ts'
import type { Deps } from './deps.ts'
import { heeding, readStated } from './guardian-found.ts'
import { holdRecord } from './hold-record.ts'

interface ReidentifyDeps extends Deps {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
  readonly directory: Directory
  readonly append: Append
  readonly sign: SigningKey
  readonly findChild: FindChild
}

/** Of the table by which it was decided. */
const TABLE_HASH = hash('sha256', JSON.stringify(REIDENTIFICATION), 'hex')

/** So many bases of one person, the newest. */
const MOST = 300

type Answer = MessageInitShape<typeof ReidentifyResponseSchema>

/**
 * Whether a custodian may be told who stands behind a pseudonym: by the table, by whom the person excludes, and on a basis that is on
 * record for the custodian's agency. A permit is on record before it is signed, a denial in the access log before it is told. Throws
 * question_unreadable, unauthenticated, statement_invalid.
 */
export const reidentify =
  (deps: ReidentifyDeps) =>
  async (request: ReidentifyRequest): Promise<Answer> => {
    const asked = await read(deps, request)
    const at = deps.now()
    const c = await caseOf(deps, asked)
    const decision = decideReidentification(c, deps.policy, at)
    const considered = consideredWithin(c.records, reidentificationLimits(c, deps.policy, at))
    const about = aboutOf(asked, { considered, decidedAt: at })
    if (!decision.permit) return deny(deps, asked, decision.reason, about)
    const permitted = { ...about, purpose: decision.purpose }
    const permit = await keep(deps, asked, decision, permitted)
    if (permit === 'bound_elsewhere') return deny(deps, asked, 'recipient_outside_consent', permitted)
    return { decision: { case: 'permit', value: signStatement(PermitSchema, permit, 'permit.v1', deps.sign) } }
  }

interface Asked {
  readonly request: ReidentifyRequest
  readonly caller: Caller
  readonly stated: Attestation
  readonly own: AgencyRef
}

/** Throws question_unreadable. */
async function read(deps: ReidentifyDeps, request: ReidentifyRequest): Promise<Asked> {
  const { hub, verifier } = deps
  const caller = await verifier.verify(request.token)
  const { requestId, confirmedBy, recipient } = request
  const stated = await readStated(deps, request.attestation)
  const isWhole =
    [stated.subjectId, requestId, confirmedBy].every(text => text !== '') &&
    stated.userId === caller.user &&
    confirmedBy !== caller.user
  if (!isWhole || recipient?.hub !== hub || recipient.agencyId !== caller.agency) throw errors.question_unreadable()
  return { request, caller, stated, own: { hub, agencyId: caller.agency } }
}

async function caseOf({ store, directory, policy }: ReidentifyDeps, { request, caller, stated, own }: Asked) {
  const party = active(await directory.findParty(own))
  const { bases, exclusions, guardianFound, came } = await store.read(async reader => ({
    bases: await basesOn(reader, stated.subjectId, MOST),
    exclusions: await exclusionsOf(reader, stated.subjectId),
    guardianFound: await isGuardianFound(reader, stated.subjectId, stated.subjectRef),
    came: await recordsCame(reader, stated.subjectId, party, policy),
  }))
  return {
    ...{ reason: request.reason, party, userId: caller.user, isCustodian: caller.scopes.has('identity:custody') },
    facts: heeding(factsOf(stated), guardianFound),
    ...{ exclusions, records: bases.map(({ record }) => record), came },
  }
}

async function recordsCame(
  reader: Reader,
  subjectId: string,
  party: Party | undefined,
  policy: Policy,
): Promise<BasisRecord[]> {
  const grants = await grantsOf(reader, subjectId)
  return Promise.all(
    grants.map(async grant => recordOfGrant(grant, party?.type ?? 'audit', policy, await statusOfGrant(reader, grant))),
  )
}

/** In one transaction with the basis and the grant held, so that no permit is given after a withdrawal or a recall was acknowledged. */
async function keep(
  { store, newId }: ReidentifyDeps,
  { request, caller, own }: Asked,
  { record, granted }: Extract<ReidentificationDecision, { permit: true }>,
  about: Apart,
) {
  const permitId = newId()
  const { requestId, reason, confirmedBy } = request
  const { subjectId = '', decidedAt, requestHash, policyHash, purpose } = about
  const ofRecord = { basisId: record.id, basisVersion: record.version }
  const kept = { ...ofRecord, basis: record.basis, instrumentId: '', categories: REIDENTIFIED }
  const by = { agencyId: caller.agency, userId: caller.user, confirmedBy }
  const permit = { permitId, requestId, subjectId, reason, basis: record.basis, ...ofRecord, ...by }
  const outcome = await store.run(async tx => {
    if (!(await holdBasis(tx, record.id, record.version))) return 'changed'
    if (granted !== undefined && !(await holdRecord(tx, granted, subjectId))) return 'changed'
    // A vital interest goes to one recipient: the first.
    const isBound = record.basis === 'vital_interest' && !isSameAgency(await bindRecipient(tx, record.id, own), own)
    if (isBound) return 'bound_elsewhere'
    await keepDecision(tx, { decision: permittedApart(about, permitId, kept) })
    await addReidentificationPermit(tx, { ...permit, tableHash: policyHash, issuedAt: decidedAt })
    return 'kept'
  })
  // It changed meanwhile: whoever asks again hears how it is now.
  if (outcome === 'changed') throw storeErrors.database_unavailable()
  if (outcome === 'bound_elsewhere') return outcome
  return {
    ...{ permitId, subjectId, referralId: requestId, recipient: own, userId: caller.user, ...ofRecord },
    ...{ policyHash, requestHash, basisHash: basisHash(record), basis: wires.basis.write(record.basis) },
    ...(purpose && { purpose: wires.purpose.write(purpose) }),
    categories: REIDENTIFIED.map(wires.category.write),
    issuedAt: timestampFromDate(decidedAt),
    expiresAt: timestampFromDate(new Date(decidedAt.getTime() + STATEMENT_LIFETIME_MS)),
  }
}

/** The bases are of whichever agencies: nobody reads of them but the auditor. */
const aboutOf = (
  { request, caller, stated, own }: Asked,
  { considered, decidedAt }: Pick<Apart, 'considered' | 'decidedAt'>,
): Apart => ({
  ...{ occasion: 'reidentification', referralId: request.requestId, subjectId: stated.subjectId },
  ...{ sender: own, recipient: own, askerAgency: caller.agency, userId: caller.user, ownerAgency: undefined },
  ...{ purpose: 'formal_identification', requestHash: requestHash(toBinary(ReidentifyRequestSchema, request)) },
  ...{ attestationHashes: [statementHash(request.attestation)], instrumentIds: [], considered },
  ...{ policyHash: TABLE_HASH, decidedAt },
})

const deny = (deps: ReidentifyDeps, { caller, stated, own }: Asked, code: DenialCode, about: Apart) =>
  denyCarrying(deps, about, code, {
    ...{ agency: own, authentication: caller.acr, subjectRef: stated.subjectRef },
    // Whose person it is, is what was asked.
    holder: undefined,
  })
