import type { Reader, Sql, Transaction } from '@amparo/store'
import type { Kind, State } from '../domain/delivery.ts'

export interface Outgoing {
  readonly messageId: string
  readonly peer: string
  readonly kind: Kind
  readonly referralId: string
  readonly packageId: string | null
  /** Agency that sent the package. */
  readonly fromAgency: string | null
  readonly message: Uint8Array
  readonly sha256: string
  readonly signature: string | null
  readonly state: State
  readonly attempts: number
  readonly deadline: Date
}
export type NewOutgoing = Omit<Outgoing, 'state' | 'attempts' | 'signature'>

const COLUMNS = `message_id as "messageId", peer, kind, referral_id as "referralId", package_id as "packageId", from_agency as "fromAgency", message, sha256,
  signature, state, attempts, deadline`

/** A message id that is there already stands for the same message: nothing is added. */
export async function addOutgoing({ sql }: Transaction, row: NewOutgoing, at: Date): Promise<void> {
  await sql(
    `insert into outgoing (message_id, peer, kind, referral_id, package_id, from_agency, message, sha256, state, next_attempt_at, deadline, created_at)
     values ($1, $2, $3, $4, $5, $10, $6, $7, 'waiting', $8, $9, $8) on conflict do nothing`,
    [
      row.messageId,
      row.peer,
      row.kind,
      row.referralId,
      row.packageId,
      row.message,
      row.sha256,
      at,
      row.deadline,
      row.fromAgency,
    ],
  )
}

/**
 * What is due for a peer, oldest first. What belongs to one referral keeps its order: an update waits until what was sent
 * before it has been delivered or has failed. Evidence waits for nothing.
 */
export const dueFor = ({ sql }: { sql: Sql }, peer: string, now: Date, limit: number): Promise<Outgoing[]> =>
  sql<Outgoing>(
    `select ${COLUMNS} from outgoing o
      where peer = $1 and state in ('waiting', 'relayed') and next_attempt_at <= $2 and message is not null
        and (kind <> 'referral_update' or not exists (
          select from outgoing earlier
           where earlier.referral_id = o.referral_id and earlier.seq < o.seq and earlier.kind <> 'evidence'
             and earlier.state in ('waiting', 'relayed')))
      order by seq limit $3`,
    [peer, now, limit],
  )

export async function saveSignature({ sql }: Transaction, messageId: string, signature: string): Promise<void> {
  await sql('update outgoing set signature = $2 where message_id = $1 and signature is null', [messageId, signature])
}

export async function saveAttempt(
  { sql }: Transaction,
  messageId: string,
  next: { at: Date; sent: boolean },
): Promise<void> {
  await sql(
    `update outgoing set attempts = attempts + 1, next_attempt_at = $2, state = case when $3 then 'sent' else state end
      where message_id = $1 and state in ('waiting', 'relayed')`,
    [messageId, next.at, next.sent],
  )
}

/** The message, locked until the transaction ends. */
export async function lockOutgoing({ sql }: Transaction, messageId: string): Promise<Outgoing | undefined> {
  const [row] = await sql<Outgoing>(`select ${COLUMNS} from outgoing where message_id = $1 for update`, [messageId])
  return row
}

export async function saveState(
  { sql }: Transaction,
  { messageId, state, code, at }: { messageId: string; state: State; code: string; at: Date },
): Promise<void> {
  await sql(
    `update outgoing set state = $2, code = nullif($3, ''), ended_at = case when $2 = 'relayed' then ended_at else $4 end
      where message_id = $1`,
    [messageId, state, code, at],
  )
}

/** Whose deadline has passed without a final statement. */
export async function overdue({ sql }: Reader, now: Date): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select message_id as id from outgoing where state in ('waiting', 'relayed') and deadline < $1 and kind <> 'evidence'`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** Sends the same statements once more. */
export async function repeatEvidence({ sql }: Transaction, messageIds: readonly string[], at: Date): Promise<void> {
  await sql(
    `update outgoing set state = 'waiting', next_attempt_at = $2 where message_id = any($1) and kind = 'evidence'`,
    [messageIds, at],
  )
}

/** Drops the ciphertext of packages that ended before `before`; hashes and statements stay. Answers how many. */
export async function purge({ sql }: Transaction, before: Date): Promise<number> {
  const rows = await sql(
    `update outgoing set message = null where kind = 'package' and ended_at < $1 and message is not null returning 1 as one`,
    [before],
  )
  return rows.length
}
