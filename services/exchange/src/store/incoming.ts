import type { Reader, Transaction } from '@amparo/store'

export interface Incoming {
  readonly messageId: string
  readonly peer: string
  readonly kind:
    | 'package'
    | 'referral_update'
    | 'message'
    | 'statement'
    | 'ledger'
    | 'ledger_answer'
    | 'evidence_request'
    | 'match'
    | 'file'
    | 'file_question'
    | 'file_answer'
  readonly referralId: string
  /** Of a package; of a message, a private question or a file, the id that its senders know it by. */
  readonly packageId: string | null
  /** Of a package or message: to whom it says it goes. */
  readonly toAgency: string | null
  readonly sha256: string
  /** Of the ciphertext that came in it; of a file, of its bundle's list, once it is there whole. Hex. Null: there was none, or it came before that was kept. */
  readonly packageSha256: string | null
  /** Its deadline, as its sender signed it. Null: it came before that was kept. */
  readonly expiresAt: Date | null
}
export type NewIncoming = Incoming & { readonly sentAt: Date }

/** False if that message, or that package, has come from that peer before. */
export async function addIncoming({ sql }: Transaction, row: NewIncoming, at: Date): Promise<boolean> {
  const rows = await sql(
    `insert into incoming (message_id, peer, kind, referral_id, package_id, to_agency, sha256, package_sha256,
       received_at, sent_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning 1 as one`,
    [
      row.messageId,
      row.peer,
      row.kind,
      row.referralId,
      row.packageId,
      row.toAgency,
      row.sha256,
      row.packageSha256,
      at,
      row.sentAt,
      row.expiresAt,
    ],
  )
  return rows.length > 0
}

const COLUMNS = `message_id as "messageId", peer, kind, referral_id as "referralId", package_id as "packageId",
  to_agency as "toAgency", sha256, package_sha256 as "packageSha256", expires_at as "expiresAt"`

export async function findIncoming(
  { sql }: Transaction,
  peer: string,
  messageId: string,
): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(`select ${COLUMNS} from incoming where peer = $1 and message_id = $2`, [
    peer,
    messageId,
  ])
  return row
}

/** The message in which that peer's package came. */
export async function messageOfPackage(
  { sql }: Transaction,
  peer: string,
  packageId: string,
): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(
    `select ${COLUMNS} from incoming where peer = $1 and package_id = $2 and kind = 'package'`,
    [peer, packageId],
  )
  return row
}

/** The same of what that peer's agency wrote. */
export async function messageOfText({ sql }: Transaction, peer: string, textId: string): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(
    `select ${COLUMNS} from incoming where peer = $1 and package_id = $2 and kind = 'message'`,
    [peer, textId],
  )
  return row
}

/** The same of a file. */
export async function messageOfFile(
  { sql }: Transaction,
  peer: string,
  deliveryId: string,
): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(
    `select ${COLUMNS} from incoming where peer = $1 and package_id = $2 and kind = 'file'`,
    [peer, deliveryId],
  )
  return row
}

/** What came of a file, once it is there whole: SHA-256 of its bundle's list, hex. */
export const savePackageHash = (
  { sql }: Transaction,
  { peer, messageId }: Incoming,
  sha256: string,
): Promise<unknown> =>
  sql('update incoming set package_sha256 = $3 where peer = $1 and message_id = $2', [peer, messageId, sha256])

/**
 * The messages in which a referral's package came from another hub, again where it was sent again, and what completes it. Another peer may
 * send one that claims the same referral: those count that were delivered; while none is, the first that was not refused.
 */
export async function messagesOfReferral(
  { sql }: Transaction,
  hub: string,
  referralId: string,
): Promise<readonly Incoming[]> {
  const stated = (kind: string) =>
    `exists (select from evidence where about_message_id = message_id and issuer = $2 and evidence.kind = '${kind}')`
  const rows = await sql<Incoming & { readonly delivered: boolean }>(
    `select ${COLUMNS}, ${stated('delivered')} as delivered from incoming
      where referral_id = $1 and kind = 'package' and not ${stated('refused')} order by received_at`,
    [referralId, hub],
  )
  const delivered = rows.filter(row => row.delivered)
  return delivered.length > 0 ? delivered : rows.slice(0, 1)
}

/** Forgets updates, statements, ledgers, private questions and agencies' messages that came before `before`, so many at once; packages stay. Answers how many. */
export async function forgetUpdates({ sql }: Pick<Reader, 'sql'>, before: Date, limit: number): Promise<number> {
  const rows = await sql(
    `delete from incoming where (peer, message_id) in (select peer, message_id from incoming
        where kind in ('referral_update', 'message', 'statement', 'ledger', 'ledger_answer', 'match', 'file_question', 'file_answer')
          and received_at < $1 limit $2)
     returning 1 as one`,
    [before, limit],
  )
  return rows.length
}

/** The message in which that peer told of a request for evidence first, if it was not refused. */
export async function firstOfRequest(
  { sql }: Transaction,
  peer: string,
  requestId: string,
): Promise<Incoming | undefined> {
  const [row] = await sql<Incoming>(
    `select ${COLUMNS} from incoming where peer = $1 and referral_id = $2 and kind = 'evidence_request'
        and exists (select from evidence where about_message_id = message_id and evidence.kind = 'delivered')
      order by received_at limit 1`,
    [peer, requestId],
  )
  return row
}
