import type { Reader, Transaction } from '@amparo/store'
import type { RegisterStep } from '../domain/registers/line.ts'

export interface RegisterLine {
  readonly id: string
  readonly register: string
  readonly kind: string
  readonly knownAt: Date
  readonly openedAt: Date
  readonly openedBy: string
  readonly agencyId: string | undefined
  readonly subjectRef: string | undefined
  readonly entryIds: readonly string[]
  /** By clock, ISO 8601. */
  readonly dues: Readonly<Record<string, string>>
  readonly policyHash: string
}

export async function addLine({ sql }: Transaction, line: RegisterLine): Promise<void> {
  await sql(
    `insert into register_line (id, register, kind, known_at, opened_at, opened_by, agency_id, subject_ref, entry_ids,
                                dues, policy_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $11)`,
    [
      ...[line.id, line.register, line.kind, line.knownAt, line.openedAt, line.openedBy],
      ...[line.agencyId ?? null, line.subjectRef ?? null, line.entryIds, JSON.stringify(line.dues), line.policyHash],
    ],
  )
}

export interface LineList {
  readonly register: string
  readonly open: boolean
  /** Only lines that were opened before this one. */
  readonly before: string | undefined
  readonly limit: number
}

/** The last that was opened first. */
export const listLines = (reader: Reader, { register, open, before, limit }: LineList): Promise<RegisterLine[]> =>
  linesWhere(
    reader,
    `register = $1 and exists (select from register_step where line_id = id and ends) <> $2
       and ($3::uuid is null or (opened_at, id) < (select opened_at, id from register_line where id = $3))
     order by opened_at desc, id desc limit $4`,
    [register, open, before ?? null, limit],
  )

export async function findLine(reader: Reader, id: string): Promise<RegisterLine | undefined> {
  return (await linesWhere(reader, 'id = $1', [id]))[0]
}

/** Of each line, in order. */
export async function stepsOf({ sql }: Reader, ids: readonly string[]): Promise<Map<string, RegisterStep[]>> {
  const rows = await sql<{ line_id: string; step: string; at: Date; user_id: string }>(
    'select line_id, step, at, user_id from register_step where line_id = any ($1::uuid[]) order by line_id, number',
    [ids],
  )
  const steps = Map.groupBy(rows, row => row.line_id)
  return new Map(
    ids.map(id => [id, (steps.get(id) ?? []).map(({ step, at, user_id: userId }) => ({ step, at, userId }))]),
  )
}

/** Throws a unique violation if somebody else was first. */
export async function addStep(
  { sql }: Transaction,
  lineId: string,
  { number, step, at, userId, ends }: RegisterStep & { readonly number: number; readonly ends: boolean },
): Promise<void> {
  await sql('insert into register_step (line_id, number, step, at, user_id, ends) values ($1, $2, $3, $4, $5, $6)', [
    ...[lineId, number, step, at, userId, ends],
  ])
}

interface Columns {
  readonly id: string
  readonly register: string
  readonly kind: string
  readonly known_at: Date
  readonly opened_at: Date
  readonly opened_by: string
  readonly agency_id: string | null
  readonly subject_ref: string | null
  readonly entry_ids: string[]
  readonly dues: Record<string, string>
  readonly policy_hash: string
}

async function linesWhere({ sql }: Reader, where: string, params: readonly unknown[]): Promise<RegisterLine[]> {
  const rows = await sql<Columns>(
    `select id, register, kind, known_at, opened_at, opened_by, agency_id, subject_ref, entry_ids, dues, policy_hash
       from register_line where ${where}`,
    params,
  )
  return rows.map(row => ({
    ...{ id: row.id, register: row.register, kind: row.kind, knownAt: row.known_at, openedAt: row.opened_at },
    ...{ openedBy: row.opened_by, agencyId: row.agency_id ?? undefined, subjectRef: row.subject_ref ?? undefined },
    ...{ entryIds: row.entry_ids, dues: row.dues, policyHash: row.policy_hash },
  }))
}
