import type { Reader, Row, Transaction } from '@amparo/store'
import type { Intake } from '../domain/intake.ts'

interface IntakeRow extends Row {
  id: string
  agency_id: string
  protocol: string
  people: number
  at: Date
  due_at: Date
}

const COLUMNS = 'id, agency_id, protocol, people, at, due_at'

const intakeOf = ({ id, agency_id: agencyId, protocol, people, at, due_at: dueAt }: IntakeRow): Intake => ({
  ...{ id, agencyId, protocol, people, at, dueAt },
})

export async function addIntake({ sql }: Transaction, intake: Intake & { readonly byUser: string }): Promise<void> {
  await sql(
    `insert into intake (id, agency_id, protocol, people, by_user, at, due_at, call_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [intake.id, intake.agencyId, intake.protocol, intake.people, intake.byUser, intake.at, intake.dueAt],
  )
}

export async function findIntake({ sql }: Pick<Reader, 'sql'>, id: string): Promise<Intake | undefined> {
  const [row] = await sql<IntakeRow>(`select ${COLUMNS} from intake where id = $1`, [id])
  return row && intakeOf(row)
}

const MISSING = 'sent < people'

/** Of an agency: those of whose people somebody has no referral yet, the first that is due first. */
export async function incompleteIntakes(
  { sql }: Pick<Reader, 'sql'>,
  agencyId: string,
  limit: number,
): Promise<Intake[]> {
  const rows = await sql<IntakeRow>(
    `select ${COLUMNS} from intake where agency_id = $1 and ${MISSING} order by due_at, id limit $2`,
    [agencyId, limit],
  )
  return rows.map(intakeOf)
}

export interface Call {
  readonly id: string
  readonly agencyId: string
  /** How often it was called before. */
  readonly calls: number
  readonly isMissing: boolean
}

/** One whose time has passed, locked. */
export async function lockIntakeToCall({ sql }: Transaction, now: Date): Promise<Call | undefined> {
  const [row] = await sql<{ id: string; agency_id: string; calls: number; missing: boolean }>(
    `select id, agency_id, calls, ${MISSING} as missing from intake
     where call_at <= $1 order by call_at limit 1 for update skip locked`,
    [now],
  )
  return row && { id: row.id, agencyId: row.agency_id, calls: row.calls, isMissing: row.missing }
}

export async function callIntakeAgain({ sql }: Transaction, id: string, calls: number, at: Date | undefined) {
  await sql('update intake set calls = $2, call_at = $3 where id = $1', [id, calls, at ?? null])
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
