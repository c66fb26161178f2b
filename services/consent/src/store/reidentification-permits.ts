import type { Transaction } from '@amparo/store'
import type { Basis } from '../domain/codes.ts'

export interface ReidentificationPermit {
  readonly permitId: string
  readonly requestId: string
  readonly subjectId: string
  readonly agencyId: string
  readonly userId: string
  readonly confirmedBy: string
  readonly reason: string
  readonly basis: Basis
  /** On record, as it was then. */
  readonly basisId: string
  readonly basisVersion: number
  readonly tableHash: string
  readonly issuedAt: Date
}

export async function addReidentificationPermit({ sql }: Transaction, p: ReidentificationPermit): Promise<void> {
  await sql(
    `insert into reidentification_permit (permit_id, request_id, subject_id, agency_id, user_id, confirmed_by, reason, basis,
       basis_id, basis_version, table_hash, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[p.permitId, p.requestId, p.subjectId, p.agencyId, p.userId, p.confirmedBy, p.reason, p.basis],
      ...[p.basisId, p.basisVersion, p.tableHash, p.issuedAt],
    ],
  )
}
