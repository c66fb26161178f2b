import { hash, type KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import type { Reader, Store, Transaction } from '@amparo/store'
import { z } from 'zod'
import type { KeptText, RequestText } from '../domain/request-text.ts'
import type { Inside } from '../domain/sealed-item.ts'
import type { DataKeys } from './data-keys.ts'
import type { Delivery, FirstOpened } from './messages.ts'
import { requestTextSchema } from './request-text.schema.ts'
import { openJson, sealJson } from './sealed-json.ts'

export interface SealedText extends KeptText {
  readonly ciphertext: Uint8Array
  readonly delivery: Delivery | null
  readonly deliveryCode: string | null
  /** It is for its agency alone to open: fingerprint of the key that this holds itself. */
  readonly agencyKey: string | null
}

/** By what a request has a text: the name under which it stands, and its hash. */
export type NamedText = Pick<KeptText, 'field' | 'sha256'>

/** Of the bytes as they are kept, hex. */
export const hashOfText = (json: string): string => hash('sha256', json, 'hex')

/**
 * The request's own key for who writes, drawn with its first text. It stands among people's keys, and is wrapped anew with them. Throws
 * `database_unavailable` where it is lost: under another key the texts that it has would never be read again, though the first came back.
 */
export async function requestKey(
  { keys, store }: { readonly keys: DataKeys; readonly store: Pick<Store, 'read'> },
  requestId: string,
): Promise<KeyObject> {
  if ((await keys.has(requestId)) || (await store.read(reader => hasText(reader, requestId))))
    return keys.get(requestId)
  // Another process may be quicker: its key is the one then.
  return keys.create(requestId).catch(() => keys.get(requestId))
}

async function hasText({ sql }: Reader, requestId: string): Promise<boolean> {
  const [row] = await sql('select 1 as one from request_text where request_id = $1 limit 1', [requestId])
  return row !== undefined
}

/** A text moved to another request or id does not open. */
const contextOf = ({ requestId, textId }: Pick<KeptText, 'requestId' | 'textId'>, kind = 'request-text') => ({
  ...{ subjectId: requestId, kind: `${kind}/${textId}`, version: 1 },
})
const SEALED = 'sealed-request-text'

/** The very bytes: their hash is in what was signed. */
const contentSchema = z.strictObject({ json: z.string() })

interface NewText extends KeptText {
  /** Undefined: it came from another hub. */
  readonly byUser: string | undefined
}

/** As it is kept, before it is. */
export const sealedText = (text: KeptText, said: string | Inside, key: KeyObject): SealedText => ({
  ...text,
  ciphertext:
    typeof said === 'string'
      ? sealJson(key, { json: said }, contextOf(text))
      : Buffer.from(encryptRecord(key, said.parcel, contextOf(text, SEALED))),
  ...{ delivery: null, deliveryCode: null, agencyKey: typeof said === 'string' ? null : said.sealedTo },
})

/** One that is there already stays. */
export async function addRequestText(
  { sql }: Transaction,
  text: NewText,
  said: string | Inside,
  key: KeyObject,
): Promise<void> {
  const { textId, requestId, field, sha256, by, byUser, madeAt } = text
  const { ciphertext, agencyKey } = sealedText(text, said, key)
  await sql(
    `insert into request_text (text_id, request_id, field, sha256, by_hub, by_agency, by_user, ciphertext, made_at, agency_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [textId, requestId, field, sha256, by.hub, by.agencyId, byUser ?? null, ciphertext, madeAt, agencyKey],
  )
}

interface Row {
  readonly text_id: string
  readonly request_id: string
  readonly field: string
  readonly sha256: string
  readonly by_hub: string
  readonly by_agency: string
  readonly ciphertext: Buffer
  readonly made_at: Date
  readonly delivery: Delivery | null
  readonly delivery_code: string | null
  readonly agency_key: string | null
}

const toText = (row: Row): SealedText => ({
  ...{ textId: row.text_id, requestId: row.request_id, field: row.field, sha256: row.sha256 },
  ...{ by: { hub: row.by_hub, agencyId: row.by_agency }, madeAt: row.made_at, ciphertext: row.ciphertext },
  ...{ delivery: row.delivery, deliveryCode: row.delivery_code, agencyKey: row.agency_key },
})

/** Those of a request that it names by these hashes, in the order of their fields. */
export async function requestTextsOf(
  { sql }: Reader,
  requestId: string,
  hashes: readonly string[],
): Promise<SealedText[]> {
  const rows = await sql<Row>(
    'select * from request_text where request_id = $1 and sha256 = any ($2) order by field, text_id',
    [requestId, [...hashes]],
  )
  return rows.map(toText)
}

/** What that agency of this hub wrote last under that name. */
export async function latestTextBy(
  { sql }: Reader,
  requestId: string,
  { field, by }: Pick<KeptText, 'field' | 'by'>,
): Promise<SealedText | undefined> {
  const rows = await sql<Row>(
    `select * from request_text where request_id = $1 and field = $2 and by_hub = $3 and by_agency = $4
      order by made_at desc, text_id desc limit 1`,
    [requestId, field, by.hub, by.agencyId],
  )
  return rows.map(toText)[0]
}

export interface WrittenPage {
  /** The newest first. What its agency alone opens is without its ciphertext. */
  readonly texts: readonly SealedText[]
  /** There are older ones. */
  readonly more: boolean
}

interface PageOf {
  readonly field: string
  /** Only those older than this one; undefined: from the newest on. */
  readonly before: string | undefined
  readonly limit: number
  /** Of ciphertext. */
  readonly bytes: number
}

/** What was written about it under that name, at most so many and so many bytes of it, but one in any case. */
export async function writtenAbout(
  { sql }: Reader,
  requestId: string,
  { field, before, limit, bytes }: PageOf,
): Promise<WrittenPage> {
  const rows = await sql<Row & { readonly older: boolean }>(
    `with found as (
       select text_id, made_at, case when agency_key is null then octet_length(ciphertext) else 0 end as size from request_text
        where request_id = $1 and field = $2 and ($3::uuid is null or (made_at, text_id) < (
          select made_at, text_id from request_text where text_id = $3 and request_id = $1 and field = $2))
        order by made_at desc, text_id desc limit $4 + 1
     ), summed as (
       select text_id, sum(size) over newest as bytes, row_number() over newest as n, count(*) over () as known
         from found window newest as (order by made_at desc, text_id desc)
     )
     select ${COLUMNS}, case when agency_key is null then ciphertext else '' end as ciphertext, known > n and n = max(n) over () as older
       from summed join request_text using (text_id) where n <= $4 and (n = 1 or bytes <= $5) order by n`,
    [requestId, field, before ?? null, limit, bytes],
  )
  return { texts: rows.map(toText), more: rows.some(({ older }) => older) }
}

const COLUMNS = 'text_id, request_id, field, sha256, by_hub, by_agency, made_at, delivery, delivery_code, agency_key'

/** Whether anybody of that hub has written about it under that name. */
export async function hasWritten(
  { sql }: Reader,
  requestId: string,
  { field, hub }: { readonly field: string; readonly hub: string },
): Promise<boolean> {
  const rows = await sql(
    'select 1 as one from request_text where request_id = $1 and field = $2 and by_hub = $3 limit 1',
    [requestId, field, hub],
  )
  return rows.length > 0
}

export async function findRequestText({ sql }: Reader, textId: string): Promise<SealedText | undefined> {
  return (await sql<Row>('select * from request_text where text_id = $1', [textId])).map(toText)[0]
}

export interface OpenedRequestText {
  readonly json: string
  readonly content: RequestText
}

/** Throws record_unreadable for another key or row, or a changed byte. */
export function openRequestText(key: KeyObject, text: SealedText): OpenedRequestText {
  const { json } = contentSchema.parse(openJson(key, text.ciphertext, contextOf(text)))
  if (hashOfText(json) !== text.sha256) throw new TypeError('a text is not the one that its hash names')
  return { json, content: requestTextSchema.parse(JSON.parse(json)) }
}

/** What its agency alone opens of it. Throws record_unreadable for another key or row, or a changed byte. */
export const parcelIn = (key: KeyObject, text: SealedText): Uint8Array =>
  decryptRecord(key, text.ciphertext, contextOf(text, SEALED))

/** As what a text goes to the other hub. */
export interface TextSent {
  readonly textId: string
  /** Its own id, or another where it goes again. */
  readonly sentAs: string
  readonly sealedTo: string
  readonly signedBy: string
}

/** It is on its way; again, where it was before. */
export async function saveTextSent(
  { sql }: Transaction,
  { textId, sentAs, sealedTo, signedBy }: TextSent,
): Promise<void> {
  await sql(
    `update request_text set delivery = 'sent', delivery_code = null, sent_as = $2, sealed_to = $3, signed_by = $4,
            made = case when sent_as is null and delivery is null then 1 else made + 1 end
      where text_id = $1 and delivery is distinct from 'delivered'`,
    [textId, sentAs, sealedTo, signedBy],
  )
}

export interface TextUnderWay extends SealedText {
  readonly sealedTo: string
  readonly signedBy: string
  /** How often it has been sealed. */
  readonly made: number
}

/** The one of this hub's that went under that id. */
export async function findTextSentAs({ sql }: Reader, sentAs: string): Promise<TextUnderWay | undefined> {
  const [row] = await sql<SentRow>(`select * from request_text where delivery is not null and ${SENT_AS}`, [sentAs])
  return row && toUnderWay(row)
}

type SentRow = Row & { readonly sealed_to: string | null; readonly signed_by: string | null; readonly made: number }
const toUnderWay = (row: SentRow): TextUnderWay => ({
  ...toText(row),
  ...{ sealedTo: row.sealed_to ?? '', signedBy: row.signed_by ?? '', made: row.made },
})

/** Those of a request that did not get to the other hub, and are tried no more; letters too. */
export async function undeliveredOf({ sql }: Reader, requestId: string): Promise<TextUnderWay[]> {
  const rows = await sql<SentRow>(
    `select * from request_text where request_id = $1 and ${UNDELIVERED} order by made_at, text_id`,
    [requestId],
  )
  return rows.map(toUnderWay)
}

const UNDELIVERED = "delivery in ('refused', 'expired')"

/** It was to go again, and may not leave any more: why. */
export const saveTextDenied = async ({ sql }: Transaction, textId: string, code: string): Promise<void> =>
  void (await sql(`update request_text set delivery = 'refused', delivery_code = $2 where text_id = $1`, [
    textId,
    code,
  ]))

/** Which of these are tried no more still, until this transaction ends: of two that send them again, one does. */
export async function lockUndelivered({ sql }: Transaction, textIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>(
    `select text_id as id from request_text where text_id = any ($1) and ${UNDELIVERED} order by text_id for update`,
    [[...textIds]],
  )
  return new Set(rows.map(({ id }) => id))
}

const SENT_AS = '(sent_as = $1 or (text_id = $1 and sent_as is null))'

/** What became of one on its way to the other hub, by the id under which it went. One that was delivered stays so. */
export async function saveTextDelivery(
  { sql }: Transaction,
  { sentAs, delivery, code }: { readonly sentAs: string; readonly delivery: Delivery; readonly code: string },
): Promise<void> {
  await sql(
    `update request_text set delivery = $2, delivery_code = nullif($3, '')
      where ${SENT_AS} and delivery is distinct from 'delivered'`,
    [sentAs, delivery, code],
  )
}

/** Of two that write and discard at once, one comes first. */
const alone = ({ sql }: Transaction, requestId: string) =>
  sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [requestId])

/** From now on nothing is written to it. */
export async function markDiscarded(tx: Transaction, requestId: string, at: Date): Promise<void> {
  await alone(tx, requestId)
  await tx.sql('insert into request_discarded (request_id, at) values ($1, $2) on conflict do nothing', [requestId, at])
}

/** Whether it may be written to, for as long as this transaction runs. */
export async function isWritable(tx: Transaction, requestId: string): Promise<boolean> {
  await alone(tx, requestId)
  return (await tx.sql('select 1 as one from request_discarded where request_id = $1', [requestId])).length === 0
}

/** Requests of which there is a text or a file, and which are not being discarded, in the order of ids. */
export async function requestsAfter({ sql }: Reader, requestId: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from (
       select request_id as id from request_text where $1::uuid is null or request_id > $1
       union select request_id from file where request_id is not null and ($1::uuid is null or request_id > $1)) as kept
      where not exists (select from request_discarded d where d.request_id = id) order by id limit $2`,
    [requestId ?? null, limit],
  )
  return rows.map(row => row.id)
}

export const removeRequestTexts = async ({ sql }: Transaction, requestId: string): Promise<void> => {
  await sql('delete from request_text where request_id = $1', [requestId])
}

/** Which of these another hub's agency wrote and nobody here had been shown; from now on somebody has. */
export const markTextsOpened = (
  { sql }: Transaction,
  textIds: readonly string[],
  of: { readonly hub: string; readonly at: Date },
): Promise<FirstOpened[]> =>
  sql(
    `update request_text set opened_at = $3 where text_id = any ($1) and by_hub <> $2 and opened_at is null
     returning text_id as "messageId", by_hub as "fromHub"`,
    [[...textIds], of.hub, of.at],
  )
