import type { Transaction } from '@amparo/store'
import type { Kind } from '../domain/delivery.ts'

export interface Incoming {
  readonly messageId: string
  readonly peer: string
  readonly kind: Kind
  readonly referralId: string | null
  readonly packageId: string | null
  readonly sha256: string
}

/** False if that id has been taken in before. */
export async function takeMessage({ sql }: Transaction, row: Incoming, at: Date): Promise<boolean> {
  const rows = await sql(
    `insert into incoming (message_id, peer, kind, referral_id, package_id, sha256, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1 as one`,
    [row.messageId, row.peer, row.kind, row.referralId, row.packageId, row.sha256, at],
  )
  return rows.length > 0
}

const COLUMNS = 'message_id as "messageId", peer, kind, referral_id as "referralId", package_id as "packageId", sha256'

export async function findIncoming({ sql }: Transaction, messageId: string): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(`select ${COLUMNS} from incoming where message_id = $1`, [messageId])
  return row
}

/** The message in which a referral's package came, if it came from another hub. */
export async function packageMessageOf({ sql }: Transaction, referralId: string): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(
    `select ${COLUMNS} from incoming where referral_id = $1 and kind = 'package' order by received_at desc limit 1`,
    [referralId],
  )
  return row
}

/** How many updates of a referral have come: the next one's place in the order of its events. */
export async function countUpdates({ sql }: Transaction, referralId: string): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from incoming where referral_id = $1 and kind = 'referral_update'`,
    [referralId],
  )
  return row?.n ?? 0
}

export async function keepRefusedMessage(
  { sql }: Transaction,
  row: { id: string; peer: string; code: string; sha256: string; at: Date },
): Promise<void> {
  await sql('insert into refused_in (id, peer, code, sha256, at) values ($1, $2, $3, $4, $5)', [
    row.id,
    row.peer.slice(0, 20),
    row.code,
    row.sha256,
    row.at,
  ])
}
