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
     on conflict do nothing returning 1 as added`,
    [referralId, agencyId, userId, byUserId, at],
  )
  return added.length > 0
}

export async function isAssigned(
  { sql }: Reader,
  assignment: Omit<NewAssignment, 'byUserId' | 'at'>,
): Promise<boolean> {
  const { referralId, agencyId, userId } = assignment
  const found = await sql(
    'select 1 as found from assignment where referral_id = $1 and agency_id = $2 and user_id = $3',
    [referralId, agencyId, userId],
  )
  return found.length > 0
}
