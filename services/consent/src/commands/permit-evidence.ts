import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import {
  type EvidencePermitRequest,
  EvidencePermitRequestSchema,
  type EvidencePermitResponseSchema,
  type MessageInitShape,
  PermitSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Caller, TokenVerifier } from '@amparo/http'
import { type AgencyRef, refOf } from '../domain/agency.ts'
import type { Purpose } from '../domain/codes.ts'
import { NOTHING_CONSIDERED } from '../domain/considered.ts'
import type { Instrument } from '../domain/disclosure.ts'
import { errors } from '../domain/errors.ts'
import { decideEvidence, EVIDENCE, type EvidenceDecision } from '../domain/evidence.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { addEvidencePermit } from '../store/evidence-permits.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { active } from './case-file.ts'
import { type Apart, denyApart, permittedApart } from './decide-apart.ts'
import type { Deps } from './deps.ts'

interface PermitEvidenceDeps extends Deps {
  readonly verifier: TokenVerifier
  readonly directory: Directory
  readonly append: Append
  readonly sign: SigningKey
}

/** Of the table by which it was decided. */
const TABLE_HASH = hash('sha256', JSON.stringify(EVIDENCE), 'hex')
const BASIS_ID = 'evidence-table'

const READING = ['evidence:request', 'evidence:decide']
/** Of caseworkers of an agency that executes, too: it reads nothing but what is said in contact. */
const CONTACT = 'evidence:contact'

type Answer = MessageInitShape<typeof EvidencePermitResponseSchema>

/**
 * Whether an agency of this hub may read what a request for evidence says; without a token, whether it may go to the other hub. A permit is on
 * record before it is signed, a denial in the access log before it is told. Throws question_unreadable, unauthenticated.
 */
export const permitEvidence =
  (deps: PermitEvidenceDeps) =>
  async (request: EvidencePermitRequest): Promise<Answer> => {
    const question = await read(deps, request)
    const { sender, recipient, purpose, caller } = question
    const at = deps.now()
    const leaves = caller === undefined
    const [from, to, instruments] = await Promise.all([
      deps.directory.findParty(sender),
      deps.directory.findParty(recipient),
      leaves ? deps.directory.instruments({ ...askingAndAsked(question), matter: 'criminal' }) : ([] as const),
    ])
    const parties = { sender: active(from), recipient: active(to) }
    const { letter, contact, victims } = request
    const decision = decideEvidence({ ...parties, ...{ purpose, leaves, letter, contact, victims, instruments } }, at)
    const about = aboutOf(deps, question, { instruments, decidedAt: at })
    return decision.permit ? permit(deps, question, decision, about) : deny(deps, question, decision.reason, about)
  }

interface Question {
  readonly request: EvidencePermitRequest
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  readonly purpose: Purpose
  /** Undefined where it leaves. */
  readonly caller: Caller | undefined
}

async function read({ hub, verifier }: PermitEvidenceDeps, request: EvidencePermitRequest): Promise<Question> {
  const { sender, recipient, requestId, token, executingHub } = request
  const purpose = wires.purpose.read(request.purpose)
  if (sender === undefined || recipient === undefined || purpose === undefined || requestId === '')
    throw errors.question_unreadable()
  const parties = { request, sender: refOf(sender), recipient: refOf(recipient), purpose }
  if (token === '') {
    // What is asked goes to the hub that executes it; what is handed over in answer comes from there.
    const leaves = sender.hub === hub && recipient.hub !== hub && [hub, recipient.hub].includes(executingHub)
    if (!leaves) throw errors.question_unreadable()
    return { ...parties, caller: undefined }
  }
  const isBetween = sender.hub !== executingHub && [sender.hub, executingHub].includes(recipient.hub)
  const caller = await verifier.verify(token)
  const isReader = recipient.hub === hub && recipient.agencyId === caller.agency
  const mayRead = READING.some(scope => caller.scopes.has(scope)) || (request.contact && caller.scopes.has(CONTACT))
  if (!isBetween || !isReader || !mayRead) throw errors.question_unreadable()
  return { ...parties, caller }
}

const askingAndAsked = ({ request: { executingHub: to }, sender, recipient }: Question) => ({
  from: sender.hub === to ? recipient.hub : sender.hub,
  to,
})

async function permit(
  { store, newId, sign }: PermitEvidenceDeps,
  { request, sender, recipient, purpose, caller }: Question,
  { instrumentId }: Extract<EvidenceDecision, { permit: true }>,
  about: Apart,
): Promise<Answer> {
  const permitId = newId()
  const { requestId } = request
  const { decidedAt: at, requestHash: hash } = about
  const known = { permitId, requestId, sender, recipient, purpose, instrumentId, userId: caller?.user }
  const { basis, categories } = EVIDENCE
  const ofTable = { basis, basisId: BASIS_ID, basisVersion: 1, categories }
  const kept = { ...ofTable, instrumentId: instrumentId ?? '' }
  await store.run(async tx => {
    await keepDecision(tx, { decision: permittedApart(about, permitId, kept) })
    await addEvidencePermit(tx, { ...known, tableHash: TABLE_HASH, issuedAt: at })
  })
  const content = {
    ...{ permitId, referralId: requestId, recipient, policyHash: TABLE_HASH, instrumentId: instrumentId ?? '' },
    ...{ userId: caller?.user ?? '', basisId: BASIS_ID, basisVersion: 1 },
    basis: wires.basis.write(EVIDENCE.basis),
    purpose: wires.purpose.write(purpose),
    categories: EVIDENCE.categories.map(wires.category.write),
    handlingCode: wires.handlingCode.write(EVIDENCE.handlingCode),
    requestHash: hash,
    issuedAt: timestampFromDate(at),
    expiresAt: timestampFromDate(new Date(at.getTime() + STATEMENT_LIFETIME_MS)),
  }
  return { decision: { case: 'permit', value: signStatement(PermitSchema, content, 'permit.v1', sign) } }
}

/** Whose data a request holds, nobody here knows: they are of the agency that sends it. */
const aboutOf = (
  { hub }: Deps,
  { request, sender, recipient, purpose, caller }: Question,
  { instruments, decidedAt }: { readonly instruments: readonly Instrument[]; readonly decidedAt: Date },
): Apart => ({
  ...{ occasion: 'evidence', referralId: request.requestId, subjectId: undefined, sender, recipient, purpose },
  ...{ askerAgency: (caller ? recipient : sender).agencyId, userId: caller?.user },
  ownerAgency: sender.hub === hub ? sender.agencyId : undefined,
  requestHash: requestHash(toBinary(EvidencePermitRequestSchema, request)),
  ...{ attestationHashes: [], instrumentIds: instruments.map(({ id }) => id), considered: NOTHING_CONSIDERED },
  ...{ policyHash: TABLE_HASH, decidedAt },
})

const deny = (deps: PermitEvidenceDeps, { sender, recipient, caller }: Question, code: DenialCode, about: Apart) =>
  denyApart(deps, about, code, {
    ...{ agency: caller ? recipient : sender, recipient, subjectRef: '' },
    holder: about.ownerAgency,
    ...(caller && { authentication: caller.acr }),
  })
