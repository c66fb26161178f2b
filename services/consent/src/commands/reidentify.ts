import { hash } from 'node:crypto'
import {
  Action,
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
import { bars } from '../domain/agency.ts'
import { errors } from '../domain/errors.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { basisToReidentify, REIDENTIFICATION, REIDENTIFIED } from '../domain/reidentification.ts'
import { verifyAttestation } from '../ports/attestation.ts'
import type { AppendEntry } from '../ports/audit.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { addReidentificationPermit } from '../store/reidentification-permits.ts'
import type { Deps } from './deps.ts'

interface ReidentifyDeps extends Deps {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
  readonly directory: Directory
  readonly append: AppendEntry
  readonly sign: SigningKey
}

/** Of the table by which it was decided. */
const TABLE_HASH = hash('sha256', JSON.stringify(REIDENTIFICATION), 'hex')

const BASIS_ID = 'reidentification-table'

/**
 * Whether a custodian may be told who stands behind a pseudonym: by the table, and by whom the person excludes. A permit is on record
 * before it is signed, a denial in the access log before it is told. Throws question_unreadable, unauthenticated, statement_invalid.
 */
export const reidentify =
  (deps: ReidentifyDeps) =>
  async (request: ReidentifyRequest): Promise<MessageInitShape<typeof ReidentifyResponseSchema>> => {
    const { hub, store, directory, verifier, attester, now, newId } = deps
    const caller = await verifier.verify(request.token)
    const { requestId, reason, confirmedBy, recipient } = request
    const stated = verifyAttestation(request.attestation, { signer: attester, now: now(), requestHash: null })
    const own = { hub, agencyId: caller.agency }
    const isWhole =
      [stated.subjectId, requestId, confirmedBy].every(text => text !== '') &&
      stated.userId === caller.user &&
      confirmedBy !== caller.user
    if (!isWhole || recipient?.hub !== hub || recipient.agencyId !== caller.agency) throw errors.question_unreadable()
    const party = await directory.findParty(own)
    const exclusions = await store.read(reader => exclusionsOf(reader, stated.subjectId))
    const denial = (code: DenialCode) => deny(deps, { request, caller, subjectRef: stated.subjectRef, code })
    if (party === undefined || party.suspended) return denial('recipient_unknown')
    if (exclusions.some(one => bars(one, party, caller.user))) return denial('recipient_excluded')
    const basis = basisToReidentify(reason, party.type)
    if (basis === undefined || !caller.scopes.has('identity:custody')) return denial('no_lawful_basis')
    const issuedAt = now()
    const permitId = newId()
    const { subjectId } = stated
    const known = { permitId, requestId, subjectId, reason, basis, confirmedBy, tableHash: TABLE_HASH, issuedAt }
    await store.run(tx => addReidentificationPermit(tx, { ...known, agencyId: caller.agency, userId: caller.user }))
    const permit = {
      ...{ permitId, subjectId, referralId: requestId, recipient: own, userId: caller.user },
      ...{ basisId: BASIS_ID, basisVersion: 1, policyHash: TABLE_HASH },
      requestHash: requestHash(toBinary(ReidentifyRequestSchema, request)),
      basis: wires.basis.write(basis),
      categories: REIDENTIFIED.map(wires.category.write),
      issuedAt: timestampFromDate(issuedAt),
      expiresAt: timestampFromDate(new Date(issuedAt.getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { decision: { case: 'permit', value: signStatement(PermitSchema, permit, 'permit.v1', deps.sign) } }
  }

interface Denied {
  readonly request: ReidentifyRequest
  readonly caller: Caller
  readonly subjectRef: string
  readonly code: DenialCode
}

async function deny({ hub, append, newId, now }: ReidentifyDeps, { request, caller, subjectRef, code }: Denied) {
  await append({
    ...{ entryId: newId(), action: Action.DISCLOSURE_DENIED, source: 'consent', code, subjectRef },
    ...{ userId: caller.user, agency: { hub, agencyId: caller.agency }, authentication: caller.acr },
    ...{ referralId: request.requestId, policyHash: TABLE_HASH, occurredAt: timestampFromDate(now()) },
  })
  return { decision: { case: 'denial', value: { code } } } as const
}
