import type { Reader, Transaction } from '@amparo/store'

export interface NewAssignment {
  readonly referralId: string
  readonly agencyId: string
  readonly userId: string
  readonly byUserId: string
  readonly at: Date
}

/** False: the user is assigned already. */
export async function addAssignment({ sql }: Transaction, assignment: NewAssignment): Promise<boolean> {
  const { referralId, agencyId, userId, byUserId, at } = assignment
  const added = await sql(
    `insert into assignment (referral_id, agency_id, user_id, by_user, at) values ($1, $2, $3, $4, $5)
     on conflict (referral_id, agency_id, user_id) where ended_at is null do nothing returning 1 as added`,
    [referralId, agencyId, userId, byUserId, at],
  )
  return added.length > 0
}

interface Ended {
  readonly referralId: string
  readonly agencyId: string
  /** Undefined: everybody of the agency. */
  readonly userId: string | undefined
  /** Undefined: the protocol. */
  readonly byUserId: string | undefined
  readonly at: Date
}

/** How many assignments have ended. Who was assigned, and when, stays on record. */
export async function endAssignments({ sql }: Transaction, ended: Ended): Promise<number> {
  const { referralId, agencyId, userId, byUserId, at } = ended
  const rows = await sql(
    `update assignment set ended_at = $4, ended_by = $5
     where referral_id = $1 and agency_id = $2 and ($3::uuid is null or user_id = $3) and ended_at is null
     returning 1 as ended`,
    [referralId, agencyId, userId ?? null, at, byUserId ?? null],
  )
  return rows.length
}

export async function isAssigned(
  { sql }: Pick<Reader, 'sql'>,
  assignment: Omit<NewAssignment, 'byUserId' | 'at'>,
): Promise<boolean> {
  const { referralId, agencyId, userId } = assignment
  const found = await sql(
    `select 1 as found from assignment
     where referral_id = $1 and agency_id = $2 and user_id = $3 and ended_at is null`,
    [referralId, agencyId, userId],
  )
  return found.length > 0
}

/** Users of an agency in whose hands a referral is, the first assigned first. */
export async function assignedOf(
  { sql }: Pick<Reader, 'sql'>,
  referralId: string,
  agencyId: string,
): Promise<string[]> {
  const rows = await sql<{ user_id: string }>(
    `select user_id from assignment where referral_id = $1 and agency_id = $2 and ended_at is null order by at, user_id`,
    [referralId, agencyId],
  )
  return rows.map(({ user_id }) => user_id)
}
