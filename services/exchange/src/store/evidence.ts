import type { Sql, Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'

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

/** False if that hub has stated the same before. */
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

/** How many statements about a message have been told to the hub's own services. */
export async function countEvidence({ sql }: Transaction, aboutMessageId: string): Promise<number> {
  const [row] = await sql<{ n: number }>('select count(*)::int as n from evidence where about_message_id = $1', [
    aboutMessageId,
  ])
  return row?.n ?? 0
}

export const evidenceOfReferral = (
  { sql }: { sql: Sql },
  referralId: string,
  agencyId: string,
): Promise<EvidenceRow[]> =>
  sql<EvidenceRow>(
    `select e.evidence_id as "evidenceId", e.about_message_id as "aboutMessageId", e.issuer, e.kind, e.code, e.at, e.message, e.signature
       from evidence e join outgoing o on o.message_id = e.about_message_id
      where o.referral_id = $1 and o.kind = 'package' and o.from_agency = $2 order by e.at`,
    [referralId, agencyId],
  )
