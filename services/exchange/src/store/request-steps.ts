import type { Coded, Side } from '@amparo/protocols'
import type { Reader, Row, Transaction } from '@amparo/store'
import type { Step } from '../domain/requests/request.ts'
import type { LastSent } from '../domain/requests/untaken.ts'
import type { FirstSent } from '../domain/requests/watched.ts'
import type { Page } from './evidence.ts'

interface StepRow extends Row {
  side: Side
  number: number
  seen: number
  step: string
  at: Date
  data: Record<string, Coded>
  by_user: string | null
  received_at: Date
}

/** Never changed once it stands. */
export async function addRequestStep({ sql }: Transaction, requestId: string, step: Step): Promise<void> {
  await sql(
    `insert into evidence_step (request_id, side, number, seen, step, at, data, by_user, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[requestId, step.side, step.number, step.seen, step.step, step.at, JSON.stringify(step.data)],
      ...[step.byUser ?? null, step.receivedAt],
    ],
  )
}

export async function requestStepsOf({ sql }: Pick<Reader, 'sql'>, requestId: string): Promise<Step[]> {
  const rows = await sql<StepRow>(
    `select side, number, seen, step, at, data, by_user, received_at from evidence_step
      where request_id = $1 order by side, number`,
    [requestId],
  )
  return rows.map(({ by_user: byUser, received_at: receivedAt, ...same }) => ({
    ...same,
    byUser: byUser ?? undefined,
    receivedAt,
  }))
}

export interface RequestProof {
  readonly peer: string
  readonly messageId: string
  readonly requestId: string
  readonly message: Uint8Array
  readonly signature: string
}

/** The signed message in which the other hub said it. */
export async function addProof({ sql }: Transaction, proof: RequestProof): Promise<void> {
  const { peer, messageId, requestId, message, signature } = proof
  await sql(
    `insert into evidence_proof (peer, message_id, request_id, message, signature) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [peer, messageId, requestId, message, signature],
  )
}

export interface SignedMessage extends Row {
  readonly messageId: string
  /** The hub that signed it. */
  readonly hub: string | null
  readonly message: Uint8Array
  /** Null: it is being made. */
  readonly signature: string | null
  readonly at: Date
}

/** What both hubs have signed of a request, a page of it, in the order in which this hub had it; `hub` null: this one. */
export const signedMessagesOf = (
  { sql }: Reader,
  requestId: string,
  { after, limit }: Page,
): Promise<SignedMessage[]> =>
  sql<SignedMessage>(
    `select * from (
       select message_id as "messageId", null as hub, message, signature, created_at as at from outgoing
        where referral_id = $1 and kind = 'evidence_request'
       union all
       select p.message_id, p.peer, p.message, p.signature, i.received_at
         from evidence_proof p join incoming i on i.peer = p.peer and i.message_id = p.message_id
        where p.request_id = $1) as signed
      where $2::timestamptz is null or (at, "messageId") > ($2, $3::uuid)
      order by at, "messageId" limit $4`,
    [requestId, after?.at ?? null, after?.id ?? null, limit],
  )

/** Where the last message to the other hub about it stands. Undefined: none was sent. */
export async function lastSentOf({ sql }: Pick<Reader, 'sql'>, requestId: string): Promise<LastSent | undefined> {
  const [row] = await sql<LastSent & Row>(
    `select state, code, ended_at as "endedAt", bool_or(state = 'delivered') over () as known
       from outgoing where referral_id = $1 and kind = 'evidence_request' order by seq desc limit 1`,
    [requestId],
  )
  return row
}

/** The first message in which this hub told the other of it, but for those that came to nothing. Undefined: none was sent. */
export async function firstSentOf({ sql }: Pick<Reader, 'sql'>, requestId: string): Promise<FirstSent | undefined> {
  const [row] = await sql<FirstSent & Row>(
    `select created_at as at, array(select kind from evidence where about_message_id = message_id) as stated
       from outgoing where referral_id = $1 and kind = 'evidence_request'
      order by state in ('refused', 'expired'), seq limit 1`,
    [requestId],
  )
  return row
}
