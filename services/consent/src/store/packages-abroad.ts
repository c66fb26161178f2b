import type { Reader } from '@amparo/store'
import type { Party } from '../domain/agency.ts'
import type { SentPackage } from '../domain/carries-abroad.ts'
import { AGENCY_TYPES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import { AWAITS_REVIEW, left } from './grant-status.ts'
import { codeIn, codesIn } from './reading.ts'

/** A referral of which a package was permitted to leave for another hub. */
export interface PackageAbroad {
  readonly referralId: string
  readonly recipient: Party
}

/** Of a person, by whichever of linked records; each referral once. */
export async function packagesAbroad({ sql }: Reader, subjectId: string): Promise<PackageAbroad[]> {
  const rows = await sql<{ referral_id: string; hub: string; agency_id: string; type: string }>(
    `with person as (
       select $1 as id
       union select subject_id from basis where subject_ref in (select names_of_person($1))
       union select subject_id from imported_grant where subject_ref in (select names_of_person($1)))
     select distinct referral_id, recipient_hub as hub, recipient_agency as agency_id, recipient_type as type
       from permit where subject_id in (select id from person) and ${left('permit')}
      order by referral_id`,
    [subjectId],
  )
  return rows.map(row => ({
    referralId: row.referral_id,
    recipient: { hub: row.hub, agencyId: row.agency_id, type: codeIn(AGENCY_TYPES, row.type) },
  }))
}

interface Columns {
  grant_id: string
  referral_id: string
  basis_id: string
  subject_id: string
  sender_agency: string
  recipient_hub: string
  recipient_agency: string
  recipient_type: string
  protocol: string
  priority: string
  purpose: string
  categories: string[]
  code_name_only: boolean
}

const SENT = `p.grant_id::text, p.referral_id, p.basis_id, p.subject_id, p.sender_agency, p.recipient_hub, p.recipient_agency,
  p.recipient_type, p.protocol, p.priority, p.purpose, p.categories, p.code_name_only`

/** Every package that an agency was permitted to send to another hub about a person. */
export async function packagesSentBy({ sql }: Reader, subjectId: string, agencyId: string): Promise<SentPackage[]> {
  const rows = await sql<Columns>(
    `select ${SENT} from permit p where p.subject_id = $1 and p.sender_agency = $2 and ${left('p')}`,
    [subjectId, agencyId],
  )
  return rows.map(toSent)
}

export interface Uncarried extends SentPackage {
  readonly subjectId: string
  readonly agencyId: string
}

/**
 * To a hub, with a grant that rests on what has ended (`ended`: also though it is in force), waits for a review, or will end by `soon`, while its agency has something else on record of the person that
 * has not; but for what was recalled.
 */
export async function endingAbroad(
  { sql }: Reader,
  toHub: string,
  { now, soon, ended }: { now: Date; soon: Date; ended: ReadonlySet<string> },
): Promise<Uncarried[]> {
  const rows = await sql<Columns>(
    `select ${SENT} from permit p join basis b on b.id::text = p.basis_id
      where ${left('p')} and p.recipient_hub = $1
        and (b.withdrawn_at is not null or b.id::text = any ($4) or ${AWAITS_REVIEW} or b.ends_at <= $2 or b.confirm_by <= $2 or b.sheet_by <= $2)
        and exists (select from basis o where o.subject_id = b.subject_id and o.agency_id in (b.agency_id, p.sender_agency) and o.id <> b.id
          and o.withdrawn_at is null and o.ends_at > $3)
        and not exists (select from recall r where r.referral_id = p.referral_id and r.to_hub = $1 and r.recalled_at >= p.issued_at)`,
    [toHub, soon, now, [...ended]],
  )
  return rows.map(row => ({ ...toSent(row), subjectId: row.subject_id, agencyId: row.sender_agency }))
}

const toSent = (row: Columns): SentPackage => ({
  grantId: row.grant_id,
  referralId: row.referral_id,
  basisId: row.basis_id,
  recipient: { hub: row.recipient_hub, agencyId: row.recipient_agency, type: codeIn(AGENCY_TYPES, row.recipient_type) },
  protocol: codeIn(PROTOCOLS, row.protocol),
  priority: codeIn(PRIORITIES, row.priority),
  purpose: codeIn(PURPOSES, row.purpose),
  categories: codesIn(CATEGORIES, row.categories),
  codeNameOnly: row.code_name_only,
})
