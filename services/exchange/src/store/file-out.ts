import type { Reader, Transaction } from '@amparo/store'

export interface FileOut {
  /** Which announced it. */
  readonly messageId: string
  readonly sha256: string
  readonly deliveryId: string
  readonly peer: string
  /** Numbers of the next parts; null: the other hub is to be asked which. */
  readonly next: readonly number[] | null
}

export interface PartRange {
  readonly first: number
  /** Itself included. */
  readonly last: number
}

export async function addFileOut(
  { sql }: Transaction,
  { messageId, deliveryId, parts }: { readonly messageId: string; readonly deliveryId: string; readonly parts: number },
): Promise<void> {
  await sql('insert into file_out (message_id, delivery_id, parts) values ($1, $2, $3) on conflict do nothing', [
    ...[messageId, deliveryId, parts],
  ])
}

/**
 * A file that the peer has been told of and of which something is to be done: parts to be sent, or to be asked which. A peer that has been
 * asked, or has all of it and says nothing, is asked again when it was asked before `askedBefore`.
 */
export async function nextFileOut(
  { sql }: Reader,
  { peer, askedBefore, limit }: { readonly peer: string; readonly askedBefore: Date; readonly limit: number },
): Promise<FileOut | undefined> {
  const [row] = await sql<FileOut>(
    `select message_id as "messageId", sha256, delivery_id as "deliveryId", peer,
            case when missing is null or isempty(missing) then null else array(
              select number from unnest(missing) as part, generate_series(lower(part), upper(part) - 1) as number
               limit $3) end as next
       from file_out join outgoing using (message_id)
      where peer = $1 and state = 'relayed'
        and (not coalesce(isempty(missing), true) or asked_at is null or asked_at < $2)
      order by seq limit 1`,
    [peer, askedBefore, limit],
  )
  return row
}

export async function saveQuestion(
  { sql }: Transaction,
  { messageId, questionId, at }: { readonly messageId: string; readonly questionId: string; readonly at: Date },
): Promise<void> {
  await sql('update file_out set missing = null, question_id = $2, asked_at = $3 where message_id = $1', [
    ...[messageId, questionId, at],
  ])
}

/** False for an answer to another question than the last. */
export async function saveMissing(
  { sql }: Transaction,
  { peer, deliveryId, questionId }: { readonly peer: string; readonly deliveryId: string; readonly questionId: string },
  missing: readonly PartRange[],
): Promise<boolean> {
  const rows = await sql(
    `update file_out set question_id = null, missing = (
        select coalesce(range_agg(int4range(first, last, '[]')), '{}') * int4multirange(int4range(0, parts))
          from unnest($4::int[], $5::int[]) as lacking (first, last))
       from outgoing
      where outgoing.message_id = file_out.message_id and peer = $1 and delivery_id = $2 and question_id = $3
      returning 1 as one`,
    [peer, deliveryId, questionId, missing.map(({ first }) => first), missing.map(({ last }) => last)],
  )
  return rows.length > 0
}

/** The peer's server has them. */
export const savePartsSent = async (
  { sql }: Transaction,
  messageId: string,
  numbers: readonly number[],
): Promise<void> =>
  void (await sql(
    `update file_out set missing = missing - (select range_agg(int4range(n, n + 1)) from unnest($2::int[]) as n)
      where message_id = $1`,
    [messageId, numbers],
  ))

/** What has arrived there is asked before anything more is sent. */
export const forgetMissing = async ({ sql }: Transaction, peer: string): Promise<void> =>
  void (await sql(
    `update file_out set missing = null, asked_at = null
       from outgoing where outgoing.message_id = file_out.message_id and peer = $1 and state = 'relayed'`,
    [peer],
  ))
