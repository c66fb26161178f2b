import type { Reader, Transaction } from '@amparo/store'
import type { Evidence, Kind, State } from '../domain/delivery.ts'
import type { Priority } from '../domain/dues.ts'

export interface NewOutgoing {
  readonly messageId: string
  readonly peer: string
  readonly kind: Kind
  readonly referralId: string
  readonly packageId: string | null
  /** Agency that sent the package. */
  readonly fromAgency: string | null
  /** Of a text of a request for evidence: under which name it has it (of a file: as which item), and its hash, the same each time it goes. Empty: it is none. */
  readonly field?: string
  readonly textSha256?: string
  /** Of a text, a letter or a file of a request for evidence, and of a private question or its answer: to whom it goes. Of anything else it is not kept. */
  readonly toAgency?: string | undefined
  readonly message: Uint8Array
  readonly sha256: string
  readonly deadline: Date
  /** Of a package: when to look whether what is due has been stated. */
  readonly priority?: Priority
  readonly lookAt?: Date | undefined
  /** Of a package: what redaction needs to make it anew. */
  readonly remake?: Uint8Array | undefined
}
/** Without its bytes, which may be many. */
export interface Outgoing
  extends Omit<NewOutgoing, 'message' | 'field' | 'textSha256' | 'toAgency' | 'priority' | 'lookAt' | 'remake'> {
  readonly state: State
  readonly attempts: number
  readonly madeAt: Date
}
export interface Due extends Outgoing {
  readonly message: Uint8Array
  readonly signature: string | null
}

const COLUMNS = `message_id as "messageId", peer, kind, referral_id as "referralId", package_id as "packageId",
  from_agency as "fromAgency", sha256, state, attempts, deadline, created_at as "madeAt"`

/** A message id that is there already stands for the same message: nothing is added. */
export async function addOutgoing({ sql }: Transaction, row: NewOutgoing, at: Date): Promise<void> {
  const { messageId, peer, kind, referralId, packageId, fromAgency, message, sha256, deadline } = row
  await sql(
    `insert into outgoing (message_id, peer, kind, referral_id, package_id, from_agency, message, sha256, deadline,
       priority, look_at, remake, field, text_sha256, to_agency, state, next_attempt_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13, nullif($14, ''), nullif($15, ''),
       (select $16::text where $3 = 'match' or exists (select from evidence_request where id = $4)), 'waiting', $12, $12) on conflict do nothing`,
    [
      ...[messageId, peer, kind, referralId, packageId, fromAgency, message, sha256, deadline],
      ...[row.priority ?? null, row.lookAt ?? null, at, row.remake ?? null],
      ...[row.field ?? null, row.textSha256 ?? null, row.toAgency ?? null],
    ],
  )
}

/**
 * What is due for a peer, statements first, then oldest first; together little more than `bytes`. What belongs to one referral
 * keeps its order: an update, a message or a supplement waits until what was sent before it has been delivered or has failed; nothing waits
 * for a file. Evidence waits for nothing, nor does what is about no one referral. What names an agency goes to those of `to.open` alone: one
 * that nobody asked about yet waits for the next look. For what is to those of `to.held` nothing waits.
 */
export const dueFor = (
  { sql }: Pick<Reader, 'sql'>,
  { peer, now, limit, bytes, to }: { peer: string; now: Date; limit: number; bytes: number; to: Addressees },
): Promise<Due[]> =>
  sql<Due>(
    `with first as (
       select message_id, kind <> 'evidence' as later, seq, octet_length(message) as size from outgoing o
        where peer = $1 and state in ('waiting', 'relayed') and next_attempt_at <= $2 and message is not null
          -- What the peer has never answered for it would not take in any more.
          and (kind = 'evidence' or state = 'relayed' or deadline >= $2)
          and (to_agency is null or to_agency = any ($5))
          and (kind in ('package', 'evidence', 'statement', 'ledger', 'ledger_answer', 'match', 'file_question', 'file_answer') or not exists (
            select from outgoing earlier
             where earlier.referral_id = o.referral_id and earlier.kind not in ('evidence', 'file')
               -- Its package comes first, in whatever order this hub heard of them.
               and (earlier.seq < o.seq or earlier.kind = 'package')
               and (earlier.to_agency is null or earlier.to_agency <> all ($6))
               and earlier.state in ('waiting', 'relayed')))
        order by later, seq limit $3
     ), summed as (select message_id as id, later, sum(size) over (order by later, seq) - size as before from first)
     select ${COLUMNS}, message, signature from summed join outgoing on message_id = id where before < $4 order by later, seq`,
    [peer, now, limit, bytes, [...to.open], [...to.held]],
  )

/** Agencies of a hub to which something is under way that does not go while they are suspended: it goes now, or it does not. */
export interface Addressees {
  readonly open: readonly string[]
  readonly held: readonly string[]
}

/** Of both kinds. */
export async function addresseesOf({ sql }: Pick<Reader, 'sql'>, peer: string): Promise<string[]> {
  const rows = await sql<{ agency: string }>(
    `select distinct to_agency as agency from outgoing
      where peer = $1 and to_agency is not null and state in ('waiting', 'relayed')`,
    [peer],
  )
  return rows.map(({ agency }) => agency)
}

/** In the place of the one before. Answers the signature that counts: of two that are made at once, the first. */
export async function saveSignature(
  { sql }: Transaction,
  messageId: string,
  { made, before }: { readonly made: string; readonly before: string | null },
): Promise<string> {
  const [row] = await sql<{ signature: string }>(
    `update outgoing set signature = case when signature is not distinct from $3 then $2 else signature end
      where message_id = $1 returning signature`,
    [messageId, made, before],
  )
  return row?.signature ?? made
}

export interface Attempt {
  readonly messageId: string
  readonly nextAt: Date
}

/** `taken`: the peer's server has them, which for evidence is all there is to know. What has ended meanwhile is left as it is. */
export async function saveAttempts(
  { sql }: Transaction,
  attempts: readonly Attempt[],
  { taken }: { taken: boolean },
): Promise<void> {
  await sql(
    `update outgoing set attempts = attempts + 1, next_attempt_at = next_at,
            state = case when $3 and kind = 'evidence' then 'sent' else state end
       from unnest($1::uuid[], $2::timestamptz[]) as tried (id, next_at)
      where message_id = id and state in ('waiting', 'relayed')`,
    [attempts.map(({ messageId }) => messageId), attempts.map(({ nextAt }) => nextAt), taken],
  )
}

/** The message, locked until the transaction ends. */
export async function lockOutgoing({ sql }: Transaction, messageId: string): Promise<Outgoing | undefined> {
  const [row] = await sql<Outgoing>(`select ${COLUMNS} from outgoing where message_id = $1 for no key update`, [
    messageId,
  ])
  return row
}

/** Undefined: it is not made anew. */
export async function remakeOf({ sql }: Transaction, messageId: string): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ remake: Buffer | null }>('select remake from outgoing where message_id = $1', [messageId])
  return row?.remake ?? undefined
}

/** When it ended is when it first did. */
export async function saveState(
  { sql }: Transaction,
  { messageId, state, code, at, ended }: { messageId: string; state: State; code: string; at: Date; ended: boolean },
): Promise<void> {
  await sql(
    `update outgoing set state = $2, code = coalesce(nullif($3, ''), code),
            ended_at = case when $5 then coalesce(ended_at, $4) end
      where message_id = $1`,
    [messageId, state, code, at, ended],
  )
}

/** Whose deadline was before that without a final statement, the first so many. */
export const overdue = (
  { sql }: Pick<Reader, 'sql'>,
  before: Date,
  limit: number,
): Promise<Pick<Outgoing, 'messageId' | 'sha256' | 'packageId' | 'peer'>[]> =>
  sql(
    `select message_id as "messageId", sha256, package_id as "packageId", peer from outgoing
      where state in ('waiting', 'relayed') and deadline < $1 and kind <> 'evidence' order by deadline limit $2`,
    [before, limit],
  )

export interface LookedAt extends Pick<Outgoing, 'messageId' | 'sha256' | 'packageId'> {
  readonly priority: Priority
  readonly madeAt: Date
  /** By whomever. */
  readonly stated: readonly Evidence[]
}

/** Packages of which something was due, and what has been stated of each, the first so many. */
export const toLookAt = ({ sql }: Pick<Reader, 'sql'>, now: Date, limit: number): Promise<LookedAt[]> =>
  sql<LookedAt>(
    `select message_id as "messageId", sha256, package_id as "packageId", priority, created_at as "madeAt",
            array(select kind from evidence where about_message_id = message_id) as stated
       from outgoing where look_at <= $1 order by look_at limit $2`,
    [now, limit],
  )

export async function saveLook({ sql }: Transaction, messageId: string, nextAt: Date | undefined): Promise<void> {
  await sql('update outgoing set look_at = $2 where message_id = $1', [messageId, nextAt ?? null])
}

/** Sends the same statements once more. */
export async function repeatEvidence({ sql }: Transaction, messageIds: readonly string[], at: Date): Promise<void> {
  await sql(
    `update outgoing set state = 'waiting', next_attempt_at = $2 where message_id = any($1) and kind = 'evidence' and state = 'sent'`,
    [messageIds, at],
  )
}

/** Drops the bytes of packages and updates, and of all else that is no proof for years, that ended before `before`, so many at once; hashes stay. Answers how many. */
export async function purgeBytes({ sql }: Pick<Reader, 'sql'>, before: Date, limit: number): Promise<number> {
  const rows = await sql(
    `update outgoing set message = null, remake = null
      where message_id in (
        (select message_id from outgoing
          where kind <> 'evidence' and kind <> 'evidence_request' and ended_at < $1 and message is not null limit $2)
        union all
        (select message_id from outgoing where ended_at < $1 and message is null and remake is not null limit $2))
     returning 1 as one`,
    [before, limit],
  )
  return rows.length
}
