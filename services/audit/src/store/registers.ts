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
  /** Of somebody who works, whom it is about. */
  readonly userId: string | undefined
  readonly subjectRef: string | undefined
  readonly entryIds: readonly string[]
  /** By clock, ISO 8601. */
  readonly dues: Readonly<Record<string, string>>
  readonly policyHash: string
}

/** `origin`: from what it follows. False if a line of that origin is there. */
export async function addLine({ sql }: Transaction, line: RegisterLine, origin?: string): Promise<boolean> {
  const added = await sql(
    `insert into register_line (id, register, kind, known_at, opened_at, opened_by, agency_id, user_id, subject_ref, entry_ids,
                                dues, policy_hash, origin)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], $11, $12, $13) on conflict (origin) do nothing returning id`,
    [
      ...[line.id, line.register, line.kind, line.knownAt, line.openedAt, line.openedBy],
      ...[line.agencyId ?? null, line.userId ?? null, line.subjectRef ?? null, line.entryIds],
      ...[JSON.stringify(line.dues), line.policyHash, origin ?? null],
    ],
  )
  return added.length > 0
}

/** Lines stand, and say of whom no more. Whoever calls this holds the position of the projection, as who opens a line about somebody does. */
export async function forgetInRegisters({ sql }: Transaction, subjectRefs: readonly string[]): Promise<void> {
  await sql('update register_line set subject_ref = null where subject_ref = any ($1)', [subjectRefs])
}

export async function hasOrigin({ sql }: Reader, origin: string): Promise<boolean> {
  return (await sql('select 1 as there from register_line where origin = $1', [origin])).length > 0
}

/** The last departure of which a line was opened. */
export async function departuresHeard({ sql }: Reader): Promise<number> {
  const [row] = await sql<{ number: number }>('select number from departures_heard')
  return row?.number ?? 0
}

export async function setDeparturesHeard({ sql }: Transaction, number: number): Promise<void> {
  await sql('update departures_heard set number = greatest(number, $1)', [number])
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

/** Of all registers, the oldest first. */
export const openLines = (reader: Reader, limit: number): Promise<RegisterLine[]> =>
  linesWhere(
    reader,
    'not exists (select from register_step where line_id = id and ends) order by opened_at, id limit $1',
    [limit],
  )

/** Of one agency, those that are not closed, the last that was opened first. */
export const openLinesOf = (
  reader: Reader,
  { register, agencyId, limit }: { readonly register: string; readonly agencyId: string; readonly limit: number },
): Promise<RegisterLine[]> =>
  linesWhere(
    reader,
    `register = $1 and agency_id = $2 and not exists (select from register_step where line_id = id and ends)
     order by opened_at desc, id desc limit $3`,
    [register, agencyId, limit],
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
  readonly user_id: string | null
  readonly subject_ref: string | null
  readonly entry_ids: string[]
  readonly dues: Record<string, string>
  readonly policy_hash: string
}

async function linesWhere({ sql }: Reader, where: string, params: readonly unknown[]): Promise<RegisterLine[]> {
  const rows = await sql<Columns>(
    `select id, register, kind, known_at, opened_at, opened_by, agency_id, user_id, subject_ref, entry_ids, dues,
            policy_hash
       from register_line where ${where}`,
    params,
  )
  return rows.map(row => ({
    ...{ id: row.id, register: row.register, kind: row.kind, knownAt: row.known_at, openedAt: row.opened_at },
    ...{ openedBy: row.opened_by, agencyId: row.agency_id ?? undefined, userId: row.user_id ?? undefined },
    subjectRef: row.subject_ref ?? undefined,
    ...{ entryIds: row.entry_ids, dues: row.dues, policyHash: row.policy_hash },
  }))
}
