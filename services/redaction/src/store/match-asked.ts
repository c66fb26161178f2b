import { holdName, type Reader, type Transaction } from '@amparo/store'
import type { AskedLately, MatchAsked, Refusal } from '../domain/matching/question.ts'

interface Row extends Omit<MatchAsked, 'from' | 'to'> {
  readonly peer: string
  readonly fromAgency: string
  readonly toAgency: string
}

const COLUMNS = `question_id as "questionId", peer, from_agency as "fromAgency", to_agency as "toAgency", purpose, reason,
  case_hash as "caseHash", epoch, state, code, received_at as "receivedAt"`

const toAsked =
  (hub: string) =>
  ({ peer, fromAgency, toAgency, ...row }: Row): MatchAsked => ({
    ...row,
    from: { hub: peer, agencyId: fromAgency },
    to: { hub, agencyId: toAgency },
  })

const ELEMENT_BYTES = 32

/** Two questions of one hub are counted one after the other. Held until the transaction ends. */
export const holdAsked = (tx: Transaction, peer: string): Promise<void> => holdName(tx, `match asked ${peer}`)

/** Those that were evaluated, or will be. */
export async function evaluatedLately({ sql }: Reader, peer: string, now: Date): Promise<AskedLately> {
  const [row] = await sql<AskedLately>(
    `select count(*)::int as "lastDay",
            (count(*) filter (where received_at > $2::timestamptz - interval '1 hour'))::int as "lastHour"
       from match_asked where peer = $1 and received_at > $2::timestamptz - interval '1 day' and code is null`,
    [peer, now],
  )
  return row ?? { lastDay: 0, lastHour: 0 }
}

/** How many were refused in a day. */
export async function refusedLately({ sql }: Reader, peer: string, now: Date): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from match_asked
      where peer = $1 and received_at > $2::timestamptz - interval '1 day' and code is not null`,
    [peer, now],
  )
  return row?.count ?? 0
}

export interface NewAsked extends Omit<MatchAsked, 'state'> {
  readonly elements: readonly Uint8Array[]
  readonly setHash: string
  readonly entryId: string
}

/** False if that question was asked before. */
export async function addAsked({ sql }: Transaction, a: NewAsked): Promise<boolean> {
  const rows = await sql(
    `insert into match_asked (question_id, peer, from_agency, to_agency, purpose, reason, case_hash, epoch, set_sha256, elements,
       entry_id, state, code, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $13) on conflict do nothing returning 1 as one`,
    [
      ...[a.questionId, a.from.hub, a.from.agencyId, a.to.agencyId, a.purpose, a.reason, a.caseHash, a.epoch],
      ...[a.setHash, Buffer.concat(a.elements), a.entryId, a.code, a.receivedAt],
    ],
  )
  return rows.length > 0
}

export interface WaitingAsked extends MatchAsked {
  readonly elements: readonly Uint8Array[]
  readonly setHash: string
  readonly entryId: string
}

/** The oldest first. */
export async function waitingAsked({ sql }: Pick<Reader, 'sql'>, hub: string, limit: number): Promise<WaitingAsked[]> {
  const rows = await sql<Row & { elements: Buffer; setHash: string; entryId: string }>(
    `select ${COLUMNS}, elements, set_sha256 as "setHash", entry_id as "entryId" from match_asked
      where state = 'waiting' order by received_at, question_id limit $1`,
    [limit],
  )
  return rows.map(({ elements, setHash, entryId, ...row }) => ({
    ...toAsked(hub)(row),
    ...{ setHash, entryId },
    elements: Array.from({ length: elements.length / ELEMENT_BYTES }, (_, i) =>
      elements.subarray(i * ELEMENT_BYTES, (i + 1) * ELEMENT_BYTES),
    ),
  }))
}

interface End {
  readonly questionId: string
  readonly state: Exclude<MatchAsked['state'], 'waiting'>
  readonly code: Refusal | null
  readonly at: Date
}

/** Once: false if it has ended. */
export async function endAsked({ sql }: Transaction, { questionId, state, code, at }: End): Promise<boolean> {
  const rows = await sql(
    `update match_asked set elements = null, state = $2, code = $3, answered_at = $4
      where question_id = $1 and state = 'waiting' returning 1 as one`,
    [questionId, state, code, at],
  )
  return rows.length > 0
}

/** Newest first. */
export async function allAsked({ sql }: Reader, hub: string, limit: number): Promise<MatchAsked[]> {
  const rows = await sql<Row>(`select ${COLUMNS} from match_asked order by received_at desc, question_id limit $1`, [
    limit,
  ])
  return rows.map(toAsked(hub))
}
