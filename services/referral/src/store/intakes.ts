import type { Reader, Transaction } from '@amparo/store'

export interface Intake {
  readonly id: string
  readonly agencyId: string
  readonly protocol: string
  /** How many are expected. */
  readonly people: number
  readonly at: Date
}

export async function addIntake({ sql }: Transaction, intake: Intake & { readonly byUser: string }): Promise<void> {
  await sql('insert into intake (id, agency_id, protocol, people, by_user, at) values ($1, $2, $3, $4, $5, $6)', [
    ...[intake.id, intake.agencyId, intake.protocol, intake.people, intake.byUser, intake.at],
  ])
}

export async function findIntake({ sql }: Pick<Reader, 'sql'>, id: string): Promise<Intake | undefined> {
  const [row] = await sql<{ id: string; agency_id: string; protocol: string; people: number; at: Date }>(
    'select id, agency_id, protocol, people, at from intake where id = $1',
    [id],
  )
  return row && { id: row.id, agencyId: row.agency_id, protocol: row.protocol, people: row.people, at: row.at }
}

export async function joinIntake({ sql }: Transaction, intakeId: string, referralId: string): Promise<void> {
  await sql('insert into intake_referral (intake_id, referral_id) values ($1, $2)', [intakeId, referralId])
}

/** In the order in which they were sent. */
export async function referralsOfIntake({ sql }: Reader, id: string): Promise<{ id: string; status: string }[]> {
  return sql<{ id: string; status: string }>(
    `select id, status from referral join intake_referral on referral_id = id
     where intake_id = $1 order by submitted_at, id`,
    [id],
  )
}
