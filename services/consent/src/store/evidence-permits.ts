import type { Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import type { Purpose } from '../domain/codes.ts'

export interface EvidencePermit {
  readonly permitId: string
  readonly requestId: string
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  /** Undefined where it leaves: then under that instrument. */
  readonly userId: string | undefined
  readonly instrumentId: string | undefined
  readonly purpose: Purpose
  readonly tableHash: string
  readonly issuedAt: Date
}

export async function addEvidencePermit({ sql }: Transaction, p: EvidencePermit): Promise<void> {
  await sql(
    `insert into evidence_permit (permit_id, request_id, sender_hub, sender_agency, recipient_hub, recipient_agency, user_id,
       purpose, instrument_id, table_hash, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[p.permitId, p.requestId, p.sender.hub, p.sender.agencyId, p.recipient.hub, p.recipient.agencyId],
      ...[p.userId ?? null, p.purpose, p.instrumentId ?? null, p.tableHash, p.issuedAt],
    ],
  )
}
