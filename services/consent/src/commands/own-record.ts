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
import type { Reader } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { consideredWithin } from '../domain/limits.ts'
import { type AskedBy, recordDenial, recordLimits } from '../domain/own-record.ts'
import { outcomeOf } from '../domain/recall.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import { recordOfGrant } from '../domain/submission.ts'
import { factsOf, statementHash, verifyAttestation } from '../ports/attestation.ts'
import type { AppendEntry } from '../ports/audit.ts'
import { wires } from '../ports/codes.ts'
import type { Directory } from '../ports/directory.ts'
import { basesOn } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { findGrant } from '../store/grants.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { addRecordPermit, type WentOut, wentOut } from '../store/own-record.ts'
import { type Apart, denyApart, permittedApart } from './decide-apart.ts'
import type { Deps } from './deps.ts'

export interface OwnRecordDeps extends Deps {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
  readonly directory: Directory
  readonly append: AppendEntry
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
    const { stated, agency, caller, askedBy } = asked
    const party = await directory.findParty(agency)
    const { bases, exclusions, went, grants } = await store.read(async reader => ({
      bases: await basesOn(reader, stated.subjectId, MOST),
      exclusions: await exclusionsOf(reader, stated.subjectId),
      ...(await wentAndCame(reader, stated.subjectId, hub)),
    }))
    const at = now()
    const isMember = party !== undefined && !party.suspended && !party.outside
    const recordCase = {
      agency: isMember ? party : undefined,
      ...{ userId: caller?.user, askedBy, forSheet: request.forSheet, facts: factsOf(stated), exclusions },
      records: [
        ...bases.map(({ record, agencyId }) => ({ ...record, agencyId })),
        // Given in another hub, for this agency.
        ...grants.map(grant => ({ ...recordOfGrant(grant, party?.type ?? 'audit'), agencyId: '' })),
      ],
    }
    const code = recordDenial(recordCase, policy, at)
    const considered = consideredWithin(recordCase.records, recordLimits(recordCase, at))
    const about = aboutOf(deps, request, asked, { considered, decidedAt: at })
    if (code !== undefined) {
      const authentication = caller?.acr ?? 'sheet'
      return denyApart(deps, about, code, { agency, authentication, subjectRef: stated.subjectRef })
    }
    const permitId = newId()
    const permit = { permitId, subjectId: stated.subjectId, agencyId: agency.agencyId, userId: caller?.user, askedBy }
    await store.run(async tx => {
      await keepDecision(tx, { decision: permittedApart(about, permitId) })
      await addRecordPermit(tx, { ...permit, policyHash: policy.hash, issuedAt: at })
    })
    const record = {
      ...{ permitId, subjectId: stated.subjectId, policyHash: policy.hash, requestHash: about.requestHash },
      // Protection of a witness is seen by its programme alone, not in the person's own record either.
      bases: bases.filter(({ record: one }) => one.protocol !== 'witness-protection').map(one => basisLine(one, hub)),
      disclosures: went.filter(({ compartment }) => !compartment).map(disclosureLine),
      hiddenReferrals: went.filter(({ compartment }) => compartment).map(({ referralId }) => referralId),
      expiresAt: timestampFromDate(new Date(at.getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { decision: { case: 'record', value: signStatement(SubjectRecordSchema, record, 'record.v1', deps.sign) } }
  }

async function wentAndCame(reader: Reader, subjectId: string, hub: string) {
  const went = await wentOut(reader, subjectId, MOST)
  const came = went.filter(({ from }) => from.hub !== hub)
  const grants = await Promise.all(came.map(({ referralId }) => findGrant(reader, referralId)))
  return { went, grants: grants.filter(grant => grant !== undefined) }
}

type Asked = Awaited<ReturnType<typeof read>>

/** Throws question_unreadable. */
async function read({ hub, verifier, attester, now }: OwnRecordDeps, request: RecordRequest) {
  const { token, agency } = request
  const caller = token === '' ? undefined : await verifier.verify(token)
  const stated = verifyAttestation(request.attestation, { signer: attester, now: now(), requestHash: null })
  const askedBy = WHO.get(request.askedBy)
  const isWhole = stated.subjectId !== '' && agency?.hub === hub && stated.agencyId === agency.agencyId
  const isTheirs = caller === undefined || (caller.agency === agency?.agencyId && stated.userId === caller.user)
  if (!isWhole || !isTheirs || askedBy === undefined) throw errors.question_unreadable()
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
