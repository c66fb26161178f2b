import type { Reader, Row, Transaction } from '@amparo/store'
import type { Priority } from '../domain/dues.ts'
import type { Answers } from '../domain/requests/answers.ts'
import type { EvidenceRequest, RequestStatus } from '../domain/requests/request.ts'
import type { Assistance } from '../domain/requests/terms.ts'

interface RequestRow extends Row {
  id: string
  status: RequestStatus
  from_hub: string
  from_agency: string | null
  to_hub: string
  to_agency: string | null
  drafted_by: string
  type: Assistance
  treaty: string
  instrument_id: string
  priority: Priority
  protocol_version: number
  answers: Answers
  expedited: boolean
  returned_for: string | null
  version: number
  created_at: Date
  updated_at: Date
}

const COLUMNS = `id, status, from_hub, from_agency, to_hub, to_agency, drafted_by, type, treaty, instrument_id, priority,
  protocol_version, answers, expedited, returned_for, version, created_at, updated_at`

const requestOf = (row: RequestRow): EvidenceRequest => ({
  ...{ id: row.id, status: row.status, fromHub: row.from_hub, toHub: row.to_hub, draftedBy: row.drafted_by },
  ...{ type: row.type, treaty: row.treaty, instrumentId: row.instrument_id, priority: row.priority },
  protocolVersion: row.protocol_version,
  ...{
    answers: row.answers,
    expedited: row.expedited,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  },
  returnedFor: row.returned_for ?? undefined,
  parties:
    row.from_agency === null || row.to_agency === null
      ? undefined
      : {
          sender: { hub: row.from_hub, agencyId: row.from_agency },
          recipient: { hub: row.to_hub, agencyId: row.to_agency },
        },
})

/** What its course says of it; undefined before it is signed. */
export interface Course {
  readonly state: string
  readonly turn: string | undefined
}

/** False if there is one of that id. Whoever is to be called of it is looked for at once; also when it is saved. */
export async function addRequest({ sql }: Transaction, request: EvidenceRequest, course?: Course): Promise<boolean> {
  const { id, status, fromHub, toHub, parties, draftedBy, type, treaty, instrumentId, priority, answers } = request
  const rows = await sql(
    `insert into evidence_request (id, status, from_hub, from_agency, to_hub, to_agency, drafted_by, type, treaty, instrument_id,
       priority, protocol_version, answers, version, created_at, updated_at, state, turn, call_at,
       expedited)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $16, $19) on conflict do nothing returning 1 as one`,
    [
      ...[id, status, fromHub, parties?.sender.agencyId ?? null, toHub, parties?.recipient.agencyId ?? null, draftedBy],
      ...[type, treaty, instrumentId, priority, request.protocolVersion, JSON.stringify(answers), request.version],
      ...[request.createdAt, request.updatedAt, course?.state ?? null, course?.turn ?? null, request.expedited],
    ],
  )
  return rows.length > 0
}

/** All of it that can change. */
export async function saveRequest({ sql }: Transaction, request: EvidenceRequest, course?: Course): Promise<void> {
  const { id, status, parties, treaty, instrumentId, priority, answers, returnedFor, version, updatedAt } = request
  await sql(
    `update evidence_request set status = $2, from_agency = $3, to_agency = $4, treaty = $5, instrument_id = $6, priority = $7,
       answers = $8, returned_for = $9, version = $10, updated_at = $11, state = $12, turn = $13,
       protocol_version = $14, call_at = $11, expedited = $15 where id = $1`,
    [
      ...[id, status, parties?.sender.agencyId ?? null, parties?.recipient.agencyId ?? null, treaty, instrumentId],
      ...[priority, JSON.stringify(answers), returnedFor ?? null, version, updatedAt],
      ...[course?.state ?? null, course?.turn ?? null, request.protocolVersion, request.expedited],
    ],
  )
}

/** Something about it is new, and whoever is to be called of it is looked for; it is no other version. */
export async function touchRequest({ sql }: Transaction, id: string, at: Date): Promise<void> {
  await sql('update evidence_request set updated_at = greatest(updated_at, $2), call_at = $2 where id = $1', [id, at])
}

/** As nobody else changes it until this transaction ends. */
export const lockRequest = ({ sql }: Transaction, id: string): Promise<EvidenceRequest | undefined> =>
  one(sql<RequestRow>(`select ${COLUMNS} from evidence_request where id = $1 for update`, [id]))

export const findRequest = ({ sql }: Pick<Reader, 'sql'>, id: string): Promise<EvidenceRequest | undefined> =>
  one(sql<RequestRow>(`select ${COLUMNS} from evidence_request where id = $1`, [id]))

async function one(rows: Promise<RequestRow[]>): Promise<EvidenceRequest | undefined> {
  const [row] = await rows
  return row && requestOf(row)
}

export interface Listed extends EvidenceRequest, Partial<Course> {}

export interface RequestFilter {
  readonly hub: string
  readonly agencyId: string
  readonly isAuthority: boolean
  readonly after: { readonly at: Date; readonly id: string } | undefined
  readonly limit: number
}

/** What that agency may see, last changed first. The same rule as the domain's `roleOf`. */
export async function listRequests({ sql }: Reader, filter: RequestFilter): Promise<Listed[]> {
  const { hub, agencyId, isAuthority, after, limit } = filter
  const rows = await sql<RequestRow & { state: string | null; turn: string | null }>(
    `select ${COLUMNS}, state, turn from evidence_request
      where status <> 'discarded' and (
          (from_hub = $1 and (drafted_by = $2 or from_agency = $2 or ($3 and status = 'in_review')))
          or (to_hub = $1 and to_agency = $2))
        and ($4::timestamptz is null or (updated_at, id) < ($4, $5::uuid))
      order by updated_at desc, id desc limit $6`,
    [hub, agencyId, isAuthority, after?.at ?? null, after?.id ?? null, limit],
  )
  return rows.map(({ state, turn, ...row }) => ({
    ...requestOf(row),
    ...(state !== null && { state, turn: turn ?? undefined }),
  }))
}
