import type { Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import type { Basis, Purpose } from '../domain/codes.ts'

export interface MatchPermit {
  readonly permitId: string
  readonly questionId: string
  /** Undefined in the answering hub, as is who asks. */
  readonly of: { readonly subjectId: string; readonly userId: string } | undefined
  readonly asker: AgencyRef
  readonly answerer: AgencyRef
  readonly reason: string
  readonly purpose: Purpose
  readonly basis: Basis
  readonly basisId: string | undefined
  readonly instrumentId: string
  readonly tableHash: string
  readonly issuedAt: Date
}

export async function addMatchPermit({ sql }: Transaction, p: MatchPermit): Promise<void> {
  await sql(
    `insert into match_permit (permit_id, question_id, subject_id, user_id, asker_hub, asker_agency, answerer_hub, answerer_agency,
       reason, purpose, basis, basis_id, instrument_id, table_hash, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[p.permitId, p.questionId, p.of?.subjectId ?? null, p.of?.userId ?? null, p.asker.hub, p.asker.agencyId],
      ...[p.answerer.hub, p.answerer.agencyId, p.reason, p.purpose, p.basis, p.basisId ?? null, p.instrumentId],
      ...[p.tableHash, p.issuedAt],
    ],
  )
}
