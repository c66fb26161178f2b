import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import {
  type Attestation,
  type MatchRequest,
  MatchRequestSchema,
  type MatchResponseSchema,
  type MessageInitShape,
  PermitSchema,
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
import { storeErrors } from '@amparo/store'
import { type AgencyRef, refOf } from '../domain/agency.ts'
import type { Purpose } from '../domain/codes.ts'
import { errors } from '../domain/errors.ts'
import { consideredWithin } from '../domain/limits.ts'
import {
  decideMatch,
  MATCHING,
  type MatchCase,
  type MatchDecision,
  matchingRow,
  matchLimits,
} from '../domain/matching.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { factsOf, statementHash } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { holdBasis, recordsOf } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { grantsOf } from '../store/grants.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { addMatchPermit } from '../store/match-permits.ts'
import { basisHash } from './basis-hash.ts'
import { active } from './case-file.ts'
import { type Apart, denyCarrying, permittedApart } from './decide-apart.ts'
import type { Deps } from './deps.ts'
import { heeding, readStated } from './guardian-found.ts'

interface PermitMatchDeps extends Deps {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
  readonly directory: Directory
  readonly append: Append
  readonly sign: SigningKey
  readonly findChild: FindChild
}

/** Of the table by which it was decided. */
const TABLE_HASH = hash('sha256', JSON.stringify(MATCHING), 'hex')
const BASIS_ID = 'matching-table'

type Answer = MessageInitShape<typeof MatchResponseSchema>

/**
 * Whether another hub may be asked if it knows a person; without a token, whether such a question of another hub may be answered. A permit
 * is on record before it is signed, a denial in the access log before it is told; a child for whom nobody may speak keeps somebody. Throws
 * question_unreadable, unauthenticated, statement_invalid.
 */
export const permitMatch =
  (deps: PermitMatchDeps) =>
  async (request: MatchRequest): Promise<Answer> => {
    const question = await read(deps, request)
    const at = deps.now()
    const matchCase = await caseOf(deps, question)
    const decision = decideMatch(matchCase, deps.policy, at)
    const about = aboutOf(deps, question, matchCase, at)
    return decision.permit ? permit(deps, question, decision, about) : deny(deps, question, decision.reason, about)
  }

interface Question {
  readonly request: MatchRequest
  readonly asker: AgencyRef
  readonly answerer: AgencyRef
  readonly purpose: Purpose
  /** Undefined in the answering hub. */
  readonly by: { readonly caller: Caller; readonly stated: Attestation } | undefined
}

async function read(deps: PermitMatchDeps, request: MatchRequest): Promise<Question> {
  const { hub, verifier } = deps
  const { asker, answerer, questionId, token, attestation } = request
  const purpose = wires.purpose.read(request.purpose)
  if (asker === undefined || answerer === undefined || purpose === undefined || questionId === '')
    throw errors.question_unreadable()
  const parties = { request, asker: refOf(asker), answerer: refOf(answerer), purpose }
  if (token === '') {
    if (answerer.hub !== hub || asker.hub === hub || attestation !== undefined) throw errors.question_unreadable()
    return { ...parties, by: undefined }
  }
  const caller = await verifier.verify(token)
  if (asker.hub !== hub || answerer.hub === hub || asker.agencyId !== caller.agency) throw errors.question_unreadable()
  // Of any agency of the hub: whoever keeps the vault asks for those who are in it.
  const stated = await readStated(deps, attestation)
  const isWhole = stated.subjectId !== '' && stated.agencyId !== '' && stated.userId === caller.user
  if (!isWhole || !caller.scopes.has('identity:custody')) throw errors.question_unreadable()
  return { ...parties, by: { caller, stated } }
}

async function caseOf(
  { store, directory }: PermitMatchDeps,
  { request, asker, answerer, purpose, by }: Question,
): Promise<MatchCase> {
  const matter = matchingRow(request.reason)?.matter ?? 'assistance'
  const [from, to, instruments] = await Promise.all([
    directory.findParty(asker),
    directory.findParty(answerer),
    directory.instruments({ from: asker.hub, to: answerer.hub, matter }),
  ])
  const asked =
    by &&
    (await store.read(async reader => {
      const { subjectId, subjectRef, agencyId } = by.stated
      const facts = heeding(factsOf(by.stated), await isGuardianFound(reader, subjectId, subjectRef))
      return {
        exclusions: await exclusionsOf(reader, subjectId),
        records: await recordsOf(reader, subjectId, agencyId),
        facts: { ...facts, importedFrom: (await grantsOf(reader, subjectId))[0]?.from },
      }
    }))
  return { reason: request.reason, purpose, asker: active(from), answerer: member(to), asked, instruments }
}

/** An organisation that is no member has nobody who could answer. */
const member = (party: Awaited<ReturnType<Directory['findParty']>>) => (party?.outside ? undefined : active(party))

async function permit(
  deps: PermitMatchDeps,
  { request, asker, answerer, purpose, by }: Question,
  { row, instrumentId, record }: Extract<MatchDecision, { permit: true }>,
  about: Apart,
): Promise<Answer> {
  const { store, newId, sign } = deps
  const { requestHash: hash, decidedAt: at } = about
  const permitId = newId()
  const { questionId, reason } = request
  const of = by && { subjectId: by.stated.subjectId, userId: by.caller.user }
  const known = { permitId, questionId, of, asker, answerer, reason, purpose, basis: row.basis, instrumentId }
  const basis = { basis: row.basis, basisId: record?.id ?? BASIS_ID, basisVersion: record?.version ?? 1 }
  const kept = { ...basis, instrumentId, categories: [] }
  const held = await store.run(async tx => {
    if (record !== undefined && !(await holdBasis(tx, record.id, record.version))) return false
    await keepDecision(tx, { decision: permittedApart(about, permitId, kept) })
    await addMatchPermit(tx, { ...known, basisId: record?.id, tableHash: TABLE_HASH, issuedAt: at })
    return true
  })
  // It changed meanwhile: whoever asks again hears how it is now.
  if (!held) throw storeErrors.database_unavailable()
  const content = {
    ...{ permitId, referralId: questionId, recipient: answerer, policyHash: TABLE_HASH, instrumentId },
    ...{ subjectId: of?.subjectId ?? '', userId: of?.userId ?? '' },
    ...{ ...basis, basis: wires.basis.write(row.basis), requestHash: hash },
    ...(record && { basisHash: basisHash(record) }),
    purpose: wires.purpose.write(purpose),
    issuedAt: timestampFromDate(at),
    expiresAt: timestampFromDate(new Date(at.getTime() + STATEMENT_LIFETIME_MS)),
  }
  return { decision: { case: 'permit', value: signStatement(PermitSchema, content, 'permit.v1', sign) } }
}

/** Nobody in the answering hub knows who is asked about. */
function aboutOf(
  { hub, policy }: Deps,
  { request, asker, answerer, purpose, by }: Question,
  matchCase: MatchCase,
  decidedAt: Date,
): Apart {
  const records = matchCase.asked?.records ?? []
  return {
    ...{ occasion: 'match', referralId: request.questionId, sender: asker, recipient: answerer, purpose },
    ...{ subjectId: by?.stated.subjectId, userId: by?.caller.user, ownerAgency: by?.stated.agencyId },
    askerAgency: asker.hub === hub ? asker.agencyId : answerer.agencyId,
    requestHash: requestHash(toBinary(MatchRequestSchema, request)),
    attestationHashes: by === undefined ? [] : [statementHash(request.attestation)],
    instrumentIds: matchCase.instruments.map(({ id }) => id),
    considered: consideredWithin(records, matchLimits(matchCase, policy, decidedAt)),
    ...{ policyHash: TABLE_HASH, decidedAt },
  }
}

const deny = (deps: PermitMatchDeps, { asker, answerer, by }: Question, code: DenialCode, about: Apart) =>
  denyCarrying(deps, about, code, {
    ...{ agency: asker, recipient: answerer, subjectRef: by?.stated.subjectRef ?? '' },
    holder: by?.stated.received ? undefined : by?.stated.agencyId,
    ...(by && { authentication: by.caller.acr }),
  })
