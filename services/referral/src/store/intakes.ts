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

export interface IntakePosition {
  readonly dueAt: Date
  readonly id: string
}

interface IntakeFilter {
  readonly agencyId: string
  readonly after: IntakePosition | undefined
  readonly limit: number
}

/** Of an agency: those of whose people somebody has no referral yet, the first that is due first. */
export async function incompleteIntakes(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, after, limit }: IntakeFilter,
): Promise<Intake[]> {
  const rows = await sql<IntakeRow>(
    `select ${COLUMNS} from intake where agency_id = $1 and ${MISSING}${after ? ' and (due_at, id) > ($3, $4::uuid)' : ''}
     order by due_at, id limit $2`,
    [agencyId, limit, ...(after ? [after.dueAt, after.id] : [])],
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

export interface InIntake {
  readonly id: string
  readonly status: string
  /** Another agency acts as its sender: to the one that opened the intake there is no such referral any more. */
  readonly takenOver: boolean
}

/** Of each intake, in the order in which they were sent. */
export async function referralsOfIntakes(
  { sql }: Pick<Reader, 'sql'>,
  ids: readonly string[],
): Promise<Map<string, InIntake[]>> {
  const rows = await sql<InIntake & { intake_id: string }>(
    `select intake_id, id, status, successor_agency is not null as "takenOver" from intake_referral join referral on id = referral_id
     where intake_id = any ($1::uuid[]) order by submitted_at, id`,
    [ids],
  )
  const found = new Map<string, InIntake[]>(ids.map(id => [id, []]))
  for (const { intake_id, ...one } of rows) found.get(intake_id)?.push(one)
  return found
}
