import type { Append } from '@amparo/asking'
import {
  type MessageInitShape,
  type RecordRequest,
  RecordRequestSchema,
  type RecordResponseSchema,
  SubjectRecordSchema,
  timestampFromDate,
  toBinary,
  AskedBy as WireAskedBy,
} from '@amparo/contracts'
import {
  requestHash,
  type SigningKey,
  STATEMENT_LIFETIME_MS,
  signStatement,
  type VerificationKey,
} from '@amparo/crypto'
import type { TokenVerifier } from '@amparo/http'
import { HOUR_MS } from '@amparo/kernel'
import type { Reader } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { errors } from '../domain/errors.ts'
import { consideredWithin } from '../domain/limits.ts'
import { type AskedBy, recordDenial, recordLimits, type Sent, standsBy } from '../domain/own-record.ts'
import type { Policy } from '../domain/policy.ts'
import { outcomeOf } from '../domain/recall.ts'
import type { BasisRecord } from '../domain/record.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { recordOfGrant } from '../domain/submission.ts'
import { factsOf, statementHash } from '../ports/attestation.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { basesOn } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { grantsOf, wasGivenOn } from '../store/grants.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { addRecordPermit, type Given, givenTo, isUnattended, type WentOut, wentOut } from '../store/own-record.ts'
import { type Apart, denyApart, permittedApart } from './decide-apart.ts'
import type { Deps } from './deps.ts'
import { heeding, readStated } from './guardian-found.ts'

export interface OwnRecordDeps extends Deps {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
  readonly directory: Directory
  readonly append: Append
  readonly sign: SigningKey
}

/** So many bases, and so many disclosures, the newest. */
const MOST = 300
const WHO: ReadonlyMap<WireAskedBy, AskedBy> = new Map([
  [WireAskedBy.PERSON, 'person'],
  [WireAskedBy.GUARDIAN, 'guardian'],
])

type Answer = MessageInitShape<typeof RecordResponseSchema>

/**
 * Whether a person's own record may be read through this caseworker or by a code sheet, and what stands in it here. The permit is on
 * record before it is signed, a denial in the access log before it is told. Throws question_unreadable, unauthenticated, statement_invalid.
 */
export const ownRecord =
  (deps: OwnRecordDeps) =>
  async (request: RecordRequest): Promise<Answer> => {
    const { hub, store, directory, now, newId, policy } = deps
    const asked = await read(deps, request)
    const { madeOn, forSheet } = request
    const { stated, agency, caller, askedBy } = asked
    const party = await directory.findParty(agency)
    const { bases, exclusions, guardianFound, went, came, given, unattended } = await store.read(async reader => ({
      bases: await basesOn(reader, stated.subjectId, MOST),
      exclusions: await exclusionsOf(reader, stated.subjectId),
      guardianFound: await isGuardianFound(reader, stated.subjectId, stated.subjectRef),
      went: await wentOut(reader, stated.subjectId, MOST),
      came: await cameTo(reader, stated.subjectId, agency, policy),
      given: await givenTo(reader, stated.subjectId, agency),
      unattended:
        madeOn !== '' && (await isUnattended(reader, { ...agency, permitId: madeOn, subjectId: stated.subjectId })),
    }))
    const at = now()
    const isMember = party !== undefined && !party.suspended && !party.outside
    const recordCase = {
      agency: isMember ? party : undefined,
      ...{ userId: caller?.user, askedBy, forSheet, unattended, exclusions },
      facts: heeding(factsOf(stated), guardianFound),
      records: [
        ...bases.map(basis => ({ ...basis.record, agencyId: basis.agencyId, sent: sentOn(basis, given) })),
        ...came.map(record => ({ ...record, agencyId: agency.agencyId, sent: undefined })),
      ],
    }
    const code = recordDenial(recordCase, policy, at)
    const considered = consideredWithin(recordCase.records, recordLimits(recordCase, at))
    const about = aboutOf(deps, request, asked, { considered, decidedAt: at })
    if (code !== undefined) {
      const authentication = caller?.acr ?? 'sheet'
      const holder = stated.received ? undefined : agency.agencyId
      return denyApart(deps, about, code, { agency, authentication, subjectRef: stated.subjectRef, holder })
    }
    const permitId = newId()
    const who = forSheet ? standsBy(recordCase, at) : undefined
    const until = new Date(at.getTime() + policy.bases.secondPersonWithinHours * HOUR_MS)
    const permit = {
      ...{ permitId, subjectId: stated.subjectId, agencyId: agency.agencyId, userId: caller?.user, askedBy },
      standBy: who && { who, until, subjectRef: stated.subjectRef },
    }
    await store.run(async tx => {
      await keepDecision(tx, { decision: permittedApart(about, permitId) })
      await addRecordPermit(tx, { ...permit, policyHash: policy.hash, issuedAt: at })
    })
    const record = {
      ...{ permitId, subjectId: stated.subjectId, policyHash: policy.hash, requestHash: about.requestHash },
      // Protection of a witness is seen by its programme alone, not in the person's own record either.
      bases: bases.filter(({ record: one }) => one.protocol !== 'witness-protection').map(one => basisLine(one, hub)),
      disclosures: went.filter(({ compartment }) => !compartment).map(disclosureLine),
      ...(who && { standByUntil: timestampFromDate(until), afterWithdrawal: who === 'independent' }),
      hiddenReferrals: went.filter(({ compartment }) => compartment).map(({ referralId }) => referralId),
      expiresAt: timestampFromDate(new Date(at.getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { decision: { case: 'record', value: signStatement(SubjectRecordSchema, record, 'record.v1', deps.sign) } }
  }

/** On what the agency was given the person from another hub, of whatever kind, as it stands now: to the agency it is what it has on record. */
async function cameTo(reader: Reader, subjectId: string, agency: AgencyRef, policy: Policy): Promise<BasisRecord[]> {
  const records: BasisRecord[] = []
  for (const grant of await grantsOf(reader, subjectId))
    if (await wasGivenOn(reader, grant, agency))
      // Nothing asks for its kind here: it is the agency itself that was given it.
      records.push(recordOfGrant(grant, 'audit', policy, await statusOfGrant(reader, grant)))
  return records
}

function sentOn({ record, agencyId }: RecordedBasis, given: Given): Sent | undefined {
  if (given.bases.has(record.id)) return 'on_it'
  return given.agencies.has(agencyId) ? 'by_its_agency' : undefined
}

type Asked = Awaited<ReturnType<typeof read>>

/** Throws question_unreadable. */
async function read(deps: OwnRecordDeps, request: RecordRequest) {
  const { hub, verifier } = deps
  const { token, agency } = request
  const caller = token === '' ? undefined : await verifier.verify(token)
  const stated = await readStated(deps, request.attestation)
  const askedBy = WHO.get(request.askedBy)
  const isWhole = stated.subjectId !== '' && agency?.hub === hub && stated.agencyId === agency.agencyId
  // Who is signed in makes a sheet, and who is not reads by one.
  const isAsked = caller === undefined ? !request.forSheet : request.madeOn === ''
  const isTheirs = caller === undefined || (caller.agency === agency?.agencyId && stated.userId === caller.user)
  if (!isWhole || !isAsked || !isTheirs || askedBy === undefined) throw errors.question_unreadable()
  return { stated, askedBy, caller, agency: { hub, agencyId: agency.agencyId } }
}

const basisLine = ({ record, form, agencyId }: RecordedBasis, hub: string) => ({
  basisId: record.id,
  basis: wires.basis.write(record.basis),
  agency: { hub, agencyId },
  purposes: record.purposes.map(wires.purpose.write),
  categories: record.categories.map(wires.category.write),
  recipients: form.recipients.map(({ hub: at, agencyType, agencyId: id }) => ({
    ...{ hub: at, agencyType: wires.agencyType.write(agencyType), agencyId: id ?? '' },
  })),
  grantedAt: timestampFromDate(record.grantedAt),
  endsAt: timestampFromDate(record.endsAt),
  ...(record.withdrawnAt && { withdrawnAt: timestampFromDate(record.withdrawnAt) }),
})

const disclosureLine = ({ referralId, from, to, basisId, recall, ...line }: WentOut) => ({
  ...{ referralId, from, to, basisId },
  ...(recall && { recalled: outcomeOf(recall.state) }),
  ...(recall?.retainedOn && { retainedOn: wires.basis.write(recall.retainedOn) }),
  purpose: wires.purpose.write(line.purpose),
  basis: wires.basis.write(line.basis),
  categories: line.categories.map(wires.category.write),
  at: timestampFromDate(line.at),
})

/** The bases are of whichever agencies: of this one nobody reads of them but the auditor. */
const aboutOf = (
  { policy }: OwnRecordDeps,
  request: RecordRequest,
  { stated, agency, caller }: Asked,
  { considered, decidedAt }: Pick<Apart, 'considered' | 'decidedAt'>,
): Apart => ({
  ...{ occasion: 'record', referralId: undefined, subjectId: stated.subjectId, sender: agency, recipient: agency },
  ...{ askerAgency: agency.agencyId, userId: caller?.user, ownerAgency: undefined, purpose: undefined },
  requestHash: requestHash(toBinary(RecordRequestSchema, request)),
  ...{ attestationHashes: [statementHash(request.attestation)], instrumentIds: [], considered },
  ...{ policyHash: policy.hash, decidedAt },
})
