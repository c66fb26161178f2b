import type { Reader } from '@amparo/store'
import type { Party } from '../domain/agency.ts'
import type { Occasion } from '../domain/asking.ts'
import { AGENCY_TYPES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import type { Permission } from '../domain/disclosure.ts'
import type { Submission } from '../domain/submission.ts'
import { codeIn, codesIn } from './reading.ts'

export interface GivenPermit extends Omit<Submission, 'purpose' | 'categories' | 'recipient' | 'basisId'> {
  readonly permitId: string
  readonly recipient: Party
  readonly occasion: Occasion
  readonly permission: Permission
  readonly grantId: string | undefined
}

/** What a row of a decision says of its permit besides, as SQL has it. */
export const PERMIT_TYPES = 'permitted boolean, turned boolean, recipient_type text, permit_user text, grant_id uuid'

/** `turned`: it was asked by the referral's recipient, and stands as the referral was sent. */
export const permitPart = (permit: GivenPermit | undefined) => ({
  ...{ permitted: permit !== undefined, recipient_type: permit?.recipient.type },
  ...{ permit_user: permit?.userId, grant_id: permit?.grantId },
})

/** Those of the decisions in a table of such rows that have one. */
export const insertPermits = (decisions: string): string =>
  `insert into permit (permit_id, occasion, referral_id, subject_id, sender_hub, sender_agency, recipient_hub, recipient_agency,
      recipient_type, user_id, protocol, priority, purpose, basis, basis_id, basis_version, categories, code_name_only, instrument_id,
      policy_hash, grant_id, issued_at)
    select decision_id, occasion, referral_id, subject_id,
      case when turned then recipient_hub else sender_hub end, case when turned then recipient_agency else sender_agency end,
      case when turned then sender_hub else recipient_hub end, case when turned then sender_agency else recipient_agency end,
      recipient_type, permit_user, protocol, priority, purpose, basis, basis_id, basis_version, categories, code_name_only, instrument_id,
      policy_hash, grant_id, decided_at
    from ${decisions} where permitted`

interface SubmissionRow {
  permit_id: string
  referral_id: string
  subject_id: string
  sender_hub: string
  sender_agency: string
  recipient_hub: string
  recipient_agency: string
  recipient_type: string
  user_id: string
  protocol: string
  priority: string
  purpose: string
  basis_id: string
  categories: string[]
}

const SUBMISSION = `permit_id, referral_id, subject_id, sender_hub, sender_agency, recipient_hub, recipient_agency, recipient_type,
  user_id, protocol, priority, purpose, basis_id, categories`

/** What this hub last permitted to be submitted under a referral's id. */
export async function findSubmission({ sql }: Reader, referralId: string): Promise<LastSubmission | undefined> {
  const rows = await sql<SubmissionRow>(
    `select ${SUBMISSION} from permit where referral_id = $1 and occasion = 'submit' order by issued_at desc limit 1`,
    [referralId],
    'submission-of',
  )
  return rows.map(toSubmission)[0]
}

/** The permit of it. */
export const lastSubmission = (referralId: string): string =>
  `select permit_id from permit where referral_id = ${referralId} and occasion = 'submit' order by issued_at desc limit 1`

export interface LastSubmission extends Submission {
  readonly permitId: string
}

export interface PermittedSubmission extends LastSubmission {
  /** Of a referral that was tried again the last one counts. */
  readonly isLast: boolean
}

/** Every permit to submit that an agency was given about a person. */
export const submissionsOf = (reader: Reader, subjectId: string, agencyId: string): Promise<PermittedSubmission[]> =>
  submissionsWhere(reader, 'sender_agency = $2', [subjectId, agencyId])

/** The same of every other agency of this hub, in the order of time. */
export const submissionsOfOthers = (
  reader: Reader,
  subjectId: string,
  agencyId: string,
): Promise<PermittedSubmission[]> =>
  submissionsWhere(reader, 'sender_agency <> $2', [subjectId, agencyId], 'order by issued_at, permit_id')

async function submissionsWhere(
  { sql }: Reader,
  bySender: string,
  about: readonly [subjectId: string, agencyId: string],
  order = '',
): Promise<PermittedSubmission[]> {
  const rows = await sql<SubmissionRow & { is_last: boolean }>(
    `select ${SUBMISSION}, row_number() over (partition by referral_id order by issued_at desc) = 1 as is_last from permit
     where subject_id = $1 and ${bySender} and occasion = 'submit' ${order}`,
    [...about],
  )
  return rows.map(row => ({ ...toSubmission(row), isLast: row.is_last }))
}

const toSubmission = (row: SubmissionRow): LastSubmission => ({
  permitId: row.permit_id,
  referralId: row.referral_id,
  subjectId: row.subject_id,
  sender: { hub: row.sender_hub, agencyId: row.sender_agency },
  recipient: { hub: row.recipient_hub, agencyId: row.recipient_agency, type: codeIn(AGENCY_TYPES, row.recipient_type) },
  userId: row.user_id,
  protocol: codeIn(PROTOCOLS, row.protocol),
  priority: codeIn(PRIORITIES, row.priority),
  purpose: codeIn(PURPOSES, row.purpose),
  basisId: row.basis_id,
  categories: codesIn(CATEGORIES, row.categories),
})

/** Whether a package of a referral was permitted to leave this hub. */
export const hasLeft = async ({ sql }: Reader, referralId: string): Promise<boolean> =>
  (await sql(`select 1 as gone from permit where referral_id = $1 and occasion = 'package' limit 1`, [referralId]))
    .length > 0

/** When the first package of a referral was permitted to leave, by this hub's clock. Undefined: none was. */
export const firstLeftAt = (reader: Reader, referralId: string): Promise<Date | undefined> =>
  leftAt(reader, 'min', referralId)

/** The same of the last one. */
export const lastLeftAt = (reader: Reader, referralId: string): Promise<Date | undefined> =>
  leftAt(reader, 'max', referralId)

async function leftAt({ sql }: Reader, which: 'min' | 'max', referralId: string): Promise<Date | undefined> {
  const rows = await sql<{ at: Date | null }>(
    `select ${which}(issued_at) as at from permit where referral_id = $1 and occasion = 'package'`,
    [referralId],
  )
  return rows[0]?.at ?? undefined
}

/** The newest referral of a person that this hub knows: one that was permitted here, or came from another hub. */
export async function anyReferralOf({ sql }: Reader, subjectId: string): Promise<string | undefined> {
  const rows = await sql<{ referral_id: string }>(
    `select referral_id from (
       select referral_id, issued_at as at from permit where subject_id = $1 and occasion = 'submit'
       union all select referral_id, imported_at from imported_grant where subject_id = $1) as known
      order by at desc limit 1`,
    [subjectId],
  )
  return rows[0]?.referral_id
}
