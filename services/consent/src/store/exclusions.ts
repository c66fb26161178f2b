import type { Reader, Transaction } from '@amparo/store'
import type { Exclusion } from '../domain/agency.ts'
import { AGENCY_TYPES } from '../domain/codes.ts'
import { codeOrNone } from './reading.ts'

export async function insertExclusions(
  { sql }: Transaction,
  subjectId: string,
  basisId: string,
  exclusions: readonly Exclusion[],
): Promise<void> {
  for (const { hub, agencyType, agencyId, userId } of exclusions) {
    await sql(
      `insert into exclusion (subject_id, basis_id, hub, agency_type, agency_id, user_id)
       values ($1, $2, $3, $4, $5, $6)`,
      [subjectId, basisId, hub, agencyType ?? null, agencyId ?? null, userId ?? null],
    )
  }
}

interface ExclusionRow {
  hub: string
  agency_type: string | null
  agency_id: string | null
  user_id: string | null
}

/** By which referral a person came from another hub. */
interface CameBy {
  readonly fromHub: string
  readonly referralId: string
}

/** As that hub has said it; kept for good. */
export async function addToldExclusions(
  { sql }: Transaction,
  { fromHub, referralId }: CameBy,
  exclusions: readonly Exclusion[],
  at: Date,
): Promise<void> {
  for (const { hub, agencyType, agencyId, userId } of exclusions) {
    await sql(
      `insert into told_exclusion (from_hub, referral_id, hub, agency_type, agency_id, user_id, told_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [fromHub, referralId, hub, agencyType ?? null, agencyId ?? null, userId ?? null, at],
    )
  }
}

export async function exclusionsToldOf({ sql }: Reader, { fromHub, referralId }: CameBy): Promise<Exclusion[]> {
  const rows = await sql<ExclusionRow>(
    'select hub, agency_type, agency_id, user_id from told_exclusion where from_hub = $1 and referral_id = $2',
    [fromHub, referralId],
  )
  return rows.map(toExclusion)
}

/**
 * Whoever recorded them, here or in the hub from which the person came, and whatever became of the form: an exclusion holds for the person, by
 * whichever of linked records.
 */
export async function exclusionsOf({ sql }: Reader, subjectId: string): Promise<Exclusion[]> {
  const rows = await sql<ExclusionRow>(
    `select hub, agency_type, agency_id, user_id from exclusion where subject_id = $1
     union
     select e.hub, e.agency_type, e.agency_id, e.user_id from names_of_person($1) as known (subject_ref)
       join basis b on b.subject_ref = known.subject_ref join exclusion e on e.basis_id = b.id
     union
     select t.hub, t.agency_type, t.agency_id, t.user_id from (
       select from_hub, referral_id from imported_grant where subject_id = $1
       union
       select g.from_hub, g.referral_id from names_of_person($1) as known (subject_ref)
         join imported_grant g on g.subject_ref = known.subject_ref) as came
       join told_exclusion t using (from_hub, referral_id)`,
    [subjectId],
    'exclusions-of',
  )
  return rows.map(toExclusion)
}

/** Those that stand on one form. */
export async function exclusionsOn({ sql }: Reader, basisId: string): Promise<Exclusion[]> {
  const rows = await sql<ExclusionRow>(
    `select hub, agency_type, agency_id, user_id from exclusion where basis_id = $1
      order by hub, agency_type, agency_id, user_id`,
    [basisId],
  )
  return rows.map(toExclusion)
}

const toExclusion = (row: ExclusionRow): Exclusion => ({
  hub: row.hub,
  agencyType: codeOrNone(AGENCY_TYPES, row.agency_type),
  agencyId: row.agency_id ?? undefined,
  userId: row.user_id ?? undefined,
})
