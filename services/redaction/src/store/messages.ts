import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import type { Reader, Transaction } from '@amparo/store'
import type { KeptText } from '../domain/message.ts'
import type { Inside, SealedSaid } from '../domain/sealed-item.ts'
import { keptTextSchema } from './message-content.schema.ts'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'

export type Delivery = 'sent' | 'delivered' | 'refused' | 'expired'

export interface Message {
  readonly messageId: string
  readonly subjectId: string
  readonly referralId: string
  readonly from: AgencyKey
  readonly to: AgencyKey
  readonly writtenAt: Date
  /** Of one to another hub. */
  readonly delivery: Delivery | null
  readonly deliveryCode: string | null
  /** It is for its agency alone to open: fingerprint of the key that this holds itself. */
  readonly sealedTo: string | null
}

/** A message moved to another id or person does not open. */
const contextOf = ({ subjectId, messageId }: Pick<Message, 'subjectId' | 'messageId'>, kind = 'message') => ({
  subjectId,
  kind: `${kind}/${messageId}`,
  version: 1,
})
const SEALED = 'sealed-message'

/** False if there is a message of that id already. */
export async function addMessage(
  { sql }: Transaction,
  message: Omit<Message, 'deliveryCode' | 'sealedTo'>,
  content: KeptText | { readonly sealed: SealedSaid },
  key: KeyObject,
): Promise<boolean> {
  const sealed = 'sealed' in content ? content.sealed : undefined
  const ciphertext = sealed
    ? Buffer.from(encryptRecord(key, sealed.parcel, contextOf(message, SEALED)))
    : sealJson(key, content, contextOf(message))
  const { messageId, subjectId, referralId, from, to, writtenAt, delivery } = message
  const rows = await sql(
    `insert into message (message_id, subject_id, referral_id, from_hub, from_agency, to_hub, to_agency, ciphertext,
       written_at, delivery, sealed_to, report, categories)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning 1 as added`,
    [
      ...[
        messageId,
        subjectId,
        referralId,
        from.hub,
        from.agencyId,
        to.hub,
        to.agencyId,
        ciphertext,
        writtenAt,
        delivery,
      ],
      ...[sealed?.sealedTo ?? null, sealed?.kind === 'report', sealed?.categories ?? []],
    ],
  )
  return rows.length > 0
}

interface Row {
  readonly message_id: string
  readonly subject_id: string
  readonly referral_id: string
  readonly from_hub: string
  readonly from_agency: string
  readonly to_hub: string
  readonly to_agency: string
  readonly written_at: Date
  readonly delivery: Delivery | null
  readonly delivery_code: string | null
  readonly sealed_to: string | null
  readonly ciphertext: Buffer
}

const toMessage = (row: Omit<Row, 'ciphertext'>): Message => ({
  messageId: row.message_id,
  subjectId: row.subject_id,
  referralId: row.referral_id,
  from: { hub: row.from_hub, agencyId: row.from_agency },
  to: { hub: row.to_hub, agencyId: row.to_agency },
  writtenAt: row.written_at,
  delivery: row.delivery,
  deliveryCode: row.delivery_code,
  sealedTo: row.sealed_to,
})

const COLUMNS = `message_id, subject_id, referral_id, from_hub, from_agency, to_hub, to_agency, written_at, delivery,
  delivery_code, sealed_to`

export async function findMessage({ sql }: Reader, messageId: string): Promise<Message | undefined> {
  const rows = await sql<Row>(`select ${COLUMNS} from message where message_id = $1`, [messageId])
  return rows[0] && toMessage(rows[0])
}

/** With what it says. */
export async function findSealedMessage({ sql }: Reader, messageId: string): Promise<SealedMessage | undefined> {
  const rows = await sql<Row>(`select ${COLUMNS}, ciphertext from message where message_id = $1`, [messageId])
  return rows[0] && { ...toMessage(rows[0]), ciphertext: rows[0].ciphertext }
}

export interface SealedMessage extends Message {
  readonly ciphertext: Uint8Array
}

export interface Page {
  readonly messages: readonly SealedMessage[]
  /** Whether there are older ones. */
  readonly more: boolean
}

interface PageOf {
  readonly referralId: string
  readonly subjectId: string
  readonly before?: string | undefined
  readonly limit: number
  readonly bytes: number
}

/** As `messagesOf`, of those that a reader hears of: the others take no place, and are no older ones. */
export async function heardMessages(
  reader: Reader,
  of: PageOf,
  isHeard: (message: SealedMessage) => boolean,
): Promise<Page> {
  const heard: SealedMessage[] = []
  for (let { before, limit, bytes } = of; ; ) {
    const page = await messagesOf(reader, { ...of, before, limit, bytes })
    heard.push(...page.messages.filter(isHeard))
    const messages = heard.filter((_, n) => n < of.limit && sizeOf(heard.slice(0, n)) < of.bytes)
    const last = page.messages.at(-1)
    if (messages.length < heard.length || !page.more || last === undefined)
      return { messages, more: messages.length < heard.length }
    before = last.messageId
    limit = of.limit - heard.length + 1
    bytes = Math.max(1, of.bytes - sizeOf(heard))
  }
}

const sizeOf = (messages: readonly SealedMessage[]): number =>
  messages.reduce((sum, { ciphertext }) => sum + ciphertext.byteLength, 0)

/**
 * The newest messages about a referral and its person, before a known one if `before` is given, at most so many and little more
 * than so many bytes of ciphertext; newest first. Of one that its agency alone opens only that it is there; no reports.
 */
async function messagesOf({ sql }: Reader, of: PageOf): Promise<Page> {
  const rows = await sql<Row & { older: boolean }>(
    `with found as (
       select message_id, seq, case when sealed_to is null then octet_length(ciphertext) else 0 end as size from message
        where referral_id = $1 and subject_id = $2 and not report
          and ($3::uuid is null or seq < (select seq from message where message_id = $3 and referral_id = $1))
        order by seq desc limit $4 + 1
     ), summed as (
       select message_id as id, sum(size) over (order by seq desc) - size as before, row_number() over (order by seq desc) as n,
              count(*) over () as known
         from found
     )
     select ${COLUMNS}, case when sealed_to is null then ciphertext else '' end as ciphertext, known > n and n = max(n) over () as older
       from summed join message on message_id = id where before < $5 and n <= $4 order by seq desc`,
    [of.referralId, of.subjectId, of.before ?? null, of.limit, of.bytes],
  )
  return {
    messages: rows.map(row => ({ ...toMessage(row), ciphertext: row.ciphertext })),
    more: rows.some(r => r.older),
  }
}

/** Throws record_unreadable for another key or context, or a changed byte. */
export function openMessage(key: KeyObject, message: SealedMessage): KeptText {
  return keptTextSchema.parse(openJson(key, message.ciphertext, contextOf(message)))
}

/** What the recipient of a referral has assessed and its sender alone opens, oldest first, at most so many. */
export async function sealedReportsOf(
  { sql }: Reader,
  { referralId, subjectId, limit }: { readonly referralId: string; readonly subjectId: string; readonly limit: number },
): Promise<Message[]> {
  const rows = await sql<Row>(
    `select ${COLUMNS} from message where referral_id = $1 and subject_id = $2 and report order by seq limit $3`,
    [referralId, subjectId, limit],
  )
  return rows.map(toMessage)
}

/** One that its agency alone opens. Undefined: there is none of that id, about that person. */
export async function findSealedSaid(
  { sql }: Reader,
  { messageId, subjectId, key }: { readonly messageId: string; readonly subjectId: string; readonly key: KeyObject },
): Promise<SealedMessageFound | undefined> {
  const [row] = await sql<Row & { readonly report: boolean; readonly categories: string[] }>(
    `select ${COLUMNS}, report, categories, ciphertext from message
      where message_id = $1 and subject_id = $2 and sealed_to is not null`,
    [messageId, subjectId],
  )
  if (row?.sealed_to == null) return undefined
  const parcel = decryptRecord(key, row.ciphertext, contextOf({ subjectId, messageId }, SEALED))
  const { report, categories, sealed_to: sealedTo } = row
  return { ...toMessage(row), sealedTo, report, categories, parcel }
}

export interface SealedMessageFound extends Message, Inside {
  readonly sealedTo: string
  readonly report: boolean
  readonly categories: readonly string[]
}

/** What became of a message to another hub. One that was delivered stays so. */
export async function saveDelivery(
  { sql }: Transaction,
  { messageId, delivery, code }: { messageId: string; delivery: Delivery; code: string },
): Promise<void> {
  await sql(
    `update message set delivery = $2, delivery_code = nullif($3, '')
      where message_id = $1 and delivery is not null and delivery <> 'delivered'`,
    [messageId, delivery, code],
  )
}

/** Which of these another hub's agency wrote and nobody here had been shown; from now on somebody has. */
export const markOpened = (
  { sql }: Transaction,
  messageIds: readonly string[],
  of: { readonly hub: string; readonly at: Date },
): Promise<FirstOpened[]> =>
  sql(
    `update message set opened_at = $3 where message_id = any ($1) and from_hub <> $2 and opened_at is null
     returning message_id as "messageId", from_hub as "fromHub"`,
    [[...messageIds], of.hub, of.at],
  )

export interface FirstOpened {
  readonly messageId: string
  readonly fromHub: string
}
