import type { Reader } from '@amparo/store'
import type { AgencyRef, Exclusion } from '../domain/agency.ts'
import type { OneCase } from '../domain/one-case.ts'
import type { BasisRecord } from '../domain/record.ts'
import type { GrantStatus, ImportedGrant, Submission } from '../domain/submission.ts'
import { recordsPassedOn } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import type { Glance, Whom } from '../store/glance.ts'
import { statusOfGrant } from '../store/grant-status.ts'
import { findGrant, grantsOf } from '../store/grants.ts'
import type { KeptRecords } from '../store/kept-records.ts'
import { oneCasesBetween } from '../store/one-cases.ts'
import { findSubmission } from '../store/permits.ts'
import { grantsPassedOn } from './grants-passed-on.ts'
import type { Question } from './question.ts'

/** What this hub has on record about a question, of one moment. */
export interface OnRecord {
  readonly submission: Submission | undefined
  /** On which the referral came from another hub. */
  readonly grant: ImportedGrant | undefined
  /** Of that grant; empty without one. */
  readonly status: GrantStatus
  /** What the sender has recorded itself. */
  readonly own: readonly BasisRecord[]
  /** Consents of other agencies that let the sender refer the person further. */
  readonly passed: readonly BasisRecord[]
  /** Grants of other hubs on which something is known of the person, and those that let the sender refer them further. */
  readonly came: readonly ImportedGrant[]
  readonly further: readonly BasisRecord[]
  readonly oneCases: readonly OneCase[]
  readonly exclusions: readonly Exclusion[]
}

export interface RecordDeps {
  readonly glance: (whom: Whom) => Promise<Glance>
  readonly records: KeptRecords
}

/** By the glance alone, where there is nothing else that counts and the bases were read before; undefined: it takes a reading. */
export function seenAtOnce(
  { records }: RecordDeps,
  { stated: { subjectId }, sender, recipient }: Question,
  { isAll, versions, submission, exclusions }: Glance,
): OnRecord | undefined {
  if (!isAll || sender.hub !== recipient.hub) return undefined
  const own = records.known(subjectId, sender.agencyId, versions)
  const none = { grant: undefined, status: {}, passed: [], came: [], further: [], oneCases: [] }
  return own && { ...none, submission, own, exclusions }
}

/** `received`: something of the person came from somebody else. */
export async function readRecord(
  { records }: RecordDeps,
  reader: Reader,
  question: Question,
  received: boolean,
): Promise<OnRecord> {
  const { referralId, sender, recipient, occasion } = question
  const { subjectId } = question.stated
  // All at once: on one connection they are asked without waiting for one another.
  const [submission, grant, own, passed, oneCases, exclusions, came] = await Promise.all([
    findSubmission(reader, referralId),
    findGrant(reader, referralId),
    records.find(reader, subjectId, sender.agencyId),
    // What is submitted on a reference of one's own rests on nobody else's consent.
    occasion === 'submit' && !received ? [] : recordsPassedOn(reader, subjectId, sender),
    sender.hub === recipient.hub ? [] : oneCasesBetween(reader, sender, recipient),
    exclusionsOf(reader, subjectId),
    grantsOf(reader, subjectId),
  ])
  const further = await grantsPassedOn(reader, came, sender)
  const status = grant === undefined ? {} : await statusOfGrant(reader, grant)
  return { submission, grant, status, own, passed, came, further, oneCases, exclusions }
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
