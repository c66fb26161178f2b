import type { Reader, Transaction } from '@amparo/store'
import type { Addressees } from './outgoing.ts'

export interface FileOut {
  /** Which announced it. */
  readonly messageId: string
  readonly sha256: string
  readonly deliveryId: string
  readonly peer: string
  /** What the other hub is to be asked: which parts are not there, or only that it is through with those that went so far. */
  readonly ask: 'which' | 'through' | null
  /** Numbers of the next parts, where nothing is to be asked. */
  readonly next: readonly number[]
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

interface Sought {
  readonly peer: string
  /** A peer that was asked before then which parts it lacks, or has all of a file and says nothing, is asked again. */
  readonly askedBefore: Date
  /** Nor does one get more that was asked before then whether it is through, and has said nothing: it is asked what it lacks. */
  readonly silentSince: Date
  /** So many at most. */
  readonly limit: number
  /** Of all files together, so many parts at most are under way to a peer. */
  readonly window: number
  /** It is asked whether it is through with them for every so many. */
  readonly step: number
  readonly to: Pick<Addressees, 'open'>
}

/** A file that the peer has been told of and of which something is to be done: a question, or parts to be sent. */
export async function nextFileOut(
  { sql }: Pick<Reader, 'sql'>,
  { peer, askedBefore, silentSince, limit, window, step, to }: Sought,
): Promise<FileOut | undefined> {
  const [row] = await sql<FileOut>(
    `with one as (
       select file_out.*, sha256, seq, coalesce(isempty(missing), true) as sent, $4 - sum(under_way) over () as room
         from file_out join outgoing using (message_id) where peer = $1 and state = 'relayed'
          and (to_agency is null or to_agency = any ($7))
     ), asking as (
       select *, case when sent and coalesce(asked_at < $2, true) or question_id is not null and asked_at < $6 then 'which'
                      when question_id is null and (under_way >= $5 or sent and under_way > 0) then 'through' end as ask from one
     )
     select message_id as "messageId", sha256, delivery_id as "deliveryId", $1 as peer, ask, array(
              select number from unnest(missing) as part, generate_series(lower(part), upper(part) - 1) as number
               where ask is null limit least($3, room)) as next
       from asking where ask is not null or not sent and room > 0
      order by ask is null, seq limit 1`,
    [peer, askedBefore, limit, window, step, silentSince, [...to.open]],
  )
  return row
}

interface Question {
  readonly messageId: string
  readonly questionId: string
  readonly ask: NonNullable<FileOut['ask']>
  readonly at: Date
}

/** It goes behind all that has been sent; and behind the question what is lacking nothing goes before its answer. */
export async function saveQuestion({ sql }: Transaction, { messageId, questionId, ask, at }: Question): Promise<void> {
  await sql(
    ask === 'which'
      ? `update file_out set missing = null, question_id = $2, asked_at = $3, under_way = 0, under_way_then = 0 where message_id = $1`
      : 'update file_out set question_id = $2, asked_at = $3, under_way_then = under_way where message_id = $1',
    [messageId, questionId, at],
  )
}

/**
 * The peer is through with what went before the question; which parts it lacks counts only where that is not known. Answers how many it has;
 * undefined for an answer to another question than the last.
 */
export async function saveMissing(
  { sql }: Transaction,
  { peer, deliveryId, questionId }: { readonly peer: string; readonly deliveryId: string; readonly questionId: string },
  missing: readonly PartRange[],
): Promise<number | undefined> {
  const [row] = await sql<{ there: number }>(
    `with answered as (
       select coalesce(range_agg(int4range(first, last, '[]')), '{}') as lacking
         from unnest($4::int[], $5::int[]) as range (first, last)
     )
     update file_out set question_id = null, under_way = under_way - under_way_then, under_way_then = 0,
            missing = coalesce(missing, lacking * int4multirange(int4range(0, parts)))
       from outgoing, answered
      where outgoing.message_id = file_out.message_id and peer = $1 and delivery_id = $2 and question_id = $3
      returning parts - (select coalesce(sum(upper(part) - lower(part)), 0)
                           from unnest(lacking * int4multirange(int4range(0, parts))) as part)::int as there`,
    [peer, deliveryId, questionId, missing.map(({ first }) => first), missing.map(({ last }) => last)],
  )
  return row?.there
}

/** The peer's server has them. */
export const savePartsSent = async (
  { sql }: Transaction,
  messageId: string,
  numbers: readonly number[],
): Promise<void> =>
  void (await sql(
    `update file_out set under_way = under_way + cardinality($2::int[]),
            missing = missing - (select range_agg(int4range(n, n + 1)) from unnest($2::int[]) as n)
      where message_id = $1`,
    [messageId, numbers],
  ))

/** What has arrived there is asked before anything more is sent. */
export const forgetMissing = async ({ sql }: Transaction, peer: string): Promise<void> =>
  void (await sql(
    `update file_out set missing = null, asked_at = null, question_id = null
       from outgoing where outgoing.message_id = file_out.message_id and peer = $1 and state = 'relayed'`,
    [peer],
  ))
