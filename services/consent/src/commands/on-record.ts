import type { Reader } from '@amparo/store'
import type { AgencyRef, Exclusion } from '../domain/agency.ts'
import type { OneCase } from '../domain/one-case.ts'
import type { Policy } from '../domain/policy.ts'
import type { BasisRecord } from '../domain/record.ts'
import type { GrantStatus, ImportedGrant } from '../domain/submission.ts'
import { recordsPassedOn } from '../store/bases.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { findGrant, grantsOf } from '../store/grants.ts'
import type { Assumed } from '../store/keep-decisions.ts'
import type { KeptRecords } from '../store/kept-records.ts'
import { oneCasesBetween } from '../store/one-cases.ts'
import { findSubmission, type LastSubmission } from '../store/permits.ts'
import type { RememberedSubmissions } from '../store/remembered-submissions.ts'
import { grantsPassedOn } from './grants-passed-on.ts'
import type { Question } from './question.ts'
import { recordsPermittedTo } from './records-permitted.ts'

/** What this hub has on record about a question, of one moment. */
export interface OnRecord {
  readonly submission: LastSubmission | undefined
  /** On which the referral came from another hub. */
  readonly grant: ImportedGrant | undefined
  /** Of that grant; empty without one. */
  readonly status: GrantStatus
  /** What the sender has recorded itself. */
  readonly own: readonly BasisRecord[]
  /** Consents of other agencies that let the sender refer the person further. */
  readonly passed: readonly BasisRecord[]
  /** Grants of other hubs on which something is known of the person, and what lets the sender refer them further: by them, or by leave of whoever sent it. */
  readonly came: readonly ImportedGrant[]
  readonly further: readonly BasisRecord[]
  readonly oneCases: readonly OneCase[]
  readonly exclusions: readonly Exclusion[]
  /** An officer found the guardian in conflict. */
  readonly guardianFound: boolean
}

export interface RecordDeps {
  readonly records: KeptRecords
  readonly submissions: RememberedSubmissions
}

/** `assumed`: it is remembered, not read; whoever keeps what is decided on it has to compare. */
export interface Seen {
  readonly onRecord: OnRecord
  readonly assumed: Assumed | undefined
}

const NOTHING_ELSE = { grant: undefined, status: {}, passed: [], came: [], further: [], oneCases: [] }

/** Without asking the database, where the agency's own bases are all that counts and were read before; undefined: it takes a reading. */
export function recall({ records, submissions }: RecordDeps, question: Question): Seen | undefined {
  const { stated, sender, recipient, occasion, referralId } = question
  if (sender.hub !== recipient.hub) return undefined
  const submission = submissions.get(referralId)
  if (submission === undefined && occasion !== 'submit') return undefined
  const known = records.remembered(stated.subjectId, sender.agencyId)
  if (known === undefined) return undefined
  const { own, exclusions, guardianFound, stamps } = known
  const assumed = { stamps, submission: submission?.permitId }
  return { onRecord: { ...NOTHING_ELSE, submission, own, exclusions, guardianFound }, assumed }
}

/** `received`: something of the person came from somebody else. */
export async function readRecord(
  { records, submissions, policy }: RecordDeps & { readonly policy: Policy },
  reader: Reader,
  question: Question,
  received: boolean,
): Promise<Seen> {
  const { referralId, sender, recipient, occasion } = question
  const { subjectId } = question.stated
  // All at once: on one connection they are asked without waiting for one another.
  const [submission, grant, kept, passed, oneCases, came] = await Promise.all([
    findSubmission(reader, referralId),
    findGrant(reader, referralId),
    records.find(reader, subjectId, sender.agencyId),
    // What is submitted on a reference of one's own rests on nobody else's consent.
    occasion === 'submit' && !received ? [] : recordsPassedOn(reader, subjectId, sender),
    sender.hub === recipient.hub ? [] : oneCasesBetween(reader, sender, recipient),
    grantsOf(reader, subjectId),
  ])
  const cited = submission?.basisId
  const permitted =
    received || came.length > 0 ? await recordsPermittedTo(reader, subjectId, { came, to: sender, cited }, policy) : []
  const further = [...(await grantsPassedOn(reader, came, sender, policy)), ...permitted]
  const status = grant === undefined ? {} : await statusOfGrant(reader, grant)
  if (submission !== undefined) submissions.add(submission)
  const { own, exclusions, guardianFound } = kept
  const onRecord = { submission, grant, status, own, passed, came, further, oneCases, exclusions, guardianFound }
  return { onRecord, assumed: undefined }
}

/** The two parties of a referral that is known here: from its submission, or from the grant that came with it. */
export async function partiesOf(
  reader: Reader,
  referralId: string,
): Promise<{ readonly sender: AgencyRef; readonly recipient: AgencyRef } | undefined> {
  const submission = await findSubmission(reader, referralId)
  if (submission !== undefined) return submission
  const grant = await findGrant(reader, referralId)
  return grant && { sender: grant.from, recipient: grant.to }
}
