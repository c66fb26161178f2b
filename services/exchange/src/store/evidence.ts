import type { Reader, Transaction } from '@amparo/store'
import { CARRIED, type Carried, type Evidence, type Kind } from '../domain/delivery.ts'

export interface EvidenceRow {
  readonly evidenceId: string
  readonly aboutMessageId: string
  /** Hub that states it. */
  readonly issuer: string
  readonly kind: Evidence
  readonly code: string | null
  readonly at: Date
  readonly message: Uint8Array | null
  readonly signature: string | null
}

/** False if that hub has stated the same before, or the opposite. */
export async function addEvidence({ sql }: Transaction, row: EvidenceRow): Promise<boolean> {
  const rows = await sql(
    `insert into evidence (evidence_id, about_message_id, issuer, kind, code, at, message, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1 as one`,
    [row.evidenceId, row.aboutMessageId, row.issuer, row.kind, row.code, row.at, row.message, row.signature],
  )
  return rows.length > 0
}

/** Ids of the messages in which `issuer` stated something about a message. An evidence id is its message's id. */
export async function statedAbout({ sql }: Transaction, aboutMessageId: string, issuer: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    'select evidence_id as id from evidence where about_message_id = $1 and issuer = $2 order by at',
    [aboutMessageId, issuer],
  )
  return rows.map(({ id }) => id)
}

/** What has been stated about a message, by whomever. */
export async function kindsStatedAbout({ sql }: Transaction, messageId: string): Promise<Evidence[]> {
  const rows = await sql<{ kind: Evidence }>('select kind from evidence where about_message_id = $1', [messageId])
  return rows.map(({ kind }) => kind)
}

/** How many statements about a message there are. */
export async function countEvidence({ sql }: Transaction, aboutMessageId: string): Promise<number> {
  const [row] = await sql<{ n: number }>('select count(*)::int as n from evidence where about_message_id = $1', [
    aboutMessageId,
  ])
  return row?.n ?? 0
}

/** By these names they stand in the books. */
const KINDS = {
  package: ['package', 'supplement'],
  message: ['message'],
  file: ['file'],
  request: ['evidence_request'],
} as const satisfies Record<Carried, readonly Kind[]>

const ALL: readonly Kind[] = Object.values(KINDS).flat()

export interface Statement extends EvidenceRow {
  /** Of the message's bytes that it is about, hex. */
  readonly aboutSha256: string
  readonly aboutCarried: Carried
  /** By which its agencies know what that message carried; null: steps of a request are no one thing. */
  readonly aboutId: string | null
  /** Or of the request for evidence, or the id of what is about no case. */
  readonly aboutReferralId: string
  /** What has been stated about that message, by whomever, itself included. */
  readonly stated: readonly Evidence[]
}

/** So many of them, in the order in which this hub had them. */
export interface Page {
  /** The last of the page before. */
  readonly after: { readonly at: Date; readonly id: string } | undefined
  readonly limit: number
}

/**
 * Statements about what was carried of a referral, both hubs', for the agency that sent it; this hub's, for the agency to which it
 * came. Empty for anybody else.
 */
export const evidenceOfReferral = (
  reader: Reader,
  {
    referralId,
    agencyId,
    carried,
  }: { readonly referralId: string; readonly agencyId: string; readonly carried: Carried },
  page: Page,
): Promise<Statement[]> =>
  stated(reader, { sent: 'referral_id = $1 and from_agency = $6', came: 'referral_id = $1 and to_agency = $6' }, page, [
    ...[referralId, KINDS[carried]],
    agencyId,
  ])

/** Statements about all that was carried of a request for evidence to and from that hub; who may see them was asked before. */
export const evidenceOfRequest = (reader: Reader, requestId: string, peer: string, page: Page): Promise<Statement[]> =>
  stated(reader, { sent: 'referral_id = $1 and peer = $6', came: 'referral_id = $1 and peer = $6' }, page, [
    ...[requestId, ALL],
    peer,
  ])

/** Statements about what was carried under that id, whosever it was: both hubs' where it was sent, this hub's where it came. All of them. */
export const evidenceOfOne = (reader: Reader, id: string): Promise<Statement[]> =>
  stated(reader, { sent: 'package_id = $1', came: 'package_id = $1' }, undefined, [id, ALL])

interface Which {
  readonly sent: string
  readonly came: string
}

/** $1: of what; $2: kinds; $6: by whom, if anybody is named. */
async function stated(
  { sql }: Reader,
  { sent, came }: Which,
  page: Page | undefined,
  [of, kinds, ...by]: readonly unknown[],
): Promise<Statement[]> {
  type Row = Omit<Statement, 'aboutCarried'> & { readonly kindOf: string }
  const rows = await sql<Row>(
    `select evidence_id as "evidenceId", about_message_id as "aboutMessageId", about.sha256 as "aboutSha256",
            about.kind as "kindOf", about.package_id as "aboutId",
            about.referral_id as "aboutReferralId", issuer,
            evidence.kind, evidence.code, at, coalesce(evidence.message, told.message) as message,
            coalesce(evidence.signature, told.signature) as signature,
            array(select kind from evidence e where e.about_message_id = about.message_id) as stated
       from (select message_id, sha256, kind, package_id, referral_id, null as sender from outgoing
              where kind = any ($2) and ${sent}
              union
             select message_id, sha256, kind, package_id, referral_id, peer from incoming
              where kind = any ($2) and ${came}) as about
       join evidence on about_message_id = about.message_id
        -- Another hub may have given a message of its own the same id.
        and (evidence.kind <> 'expired' or about.sender is null or issuer = about.sender)
       left join outgoing as told on told.message_id = evidence_id
      where $3::timestamptz is null or (at, evidence_id) > ($3, $4::uuid)
      order by at, evidence_id limit $5::int`,
    [of, kinds, page?.after?.at ?? null, page?.after?.id ?? null, page?.limit ?? null, ...by],
  )
  return rows.map(({ kindOf, ...row }) => ({ ...row, aboutCarried: carriedIn(kindOf) }))
}

const carriedIn = (kind: string): Carried =>
  CARRIED.find(carried => KINDS[carried].some(one => one === kind)) ?? 'package'
