import type { Reader, Transaction } from '@amparo/store'
import { GRANTORS, PURPOSES } from '../domain/codes.ts'
import type { GivenConsent, RecordedRefusal, RefusedConsent, SaidNo } from '../domain/refused-consent.ts'
import { TAKERS } from '../domain/withdrawal.ts'
import { codeIn, codeOrNone, codesIn, recipientsJson } from './reading.ts'

/** A person, by the internal id, and by which name they are asked about, where one is known: nothing may be on record under it yet. */
export interface Sought {
  readonly subjectId: string
  readonly subjectRef?: string | undefined
}

/** A person, by the internal id and by the name under which an agency has them. */
export interface Named extends Sought {
  readonly subjectRef: string
}

/** `hub`: where it was said; absent: in this one. False for one that is there already. */
export async function insertRefusal(
  { sql }: Transaction,
  refusal: Omit<RecordedRefusal, 'subjectRef'> & Sought & { readonly hub?: string },
): Promise<boolean> {
  const { id, subjectId, subjectRef, agencyId, userId, refusedBy, purposes, recipients, refusedAt, hub } = refusal
  const rows = await sql(
    `insert into consent_refusal
       (id, subject_id, subject_ref, agency_id, user_id, refused_by, purposes, recipients, refused_at, refused_hub)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1 as added`,
    [
      ...[id, subjectId, subjectRef ?? null, agencyId, userId],
      ...[refusedBy, purposes, JSON.stringify(recipients), refusedAt, hub ?? null],
    ],
  )
  return rows.length > 0
}

/** All that the person, or who speaks for them, said no to or took back. */
export const saidNoOf = async (reader: Reader, person: Sought): Promise<SaidNo> => ({
  refusals: await refusalsOf(reader, person),
  consents: await consentsOf(reader, person),
})

/** Whoever recorded them, and by whichever of linked records: a person's no holds for the person. */
async function refusalsOf({ sql }: Reader, { subjectId, subjectRef }: Sought): Promise<RefusedConsent[]> {
  const rows = await sql<{ refused_by: string; purposes: string[]; recipients: unknown }>(
    `select refused_by, purposes, recipients from consent_refusal
      where subject_id = $1 or subject_ref in (select names_known_by($1, $2))`,
    [subjectId, subjectRef ?? null],
  )
  return rows.map(row => ({
    refusedBy: codeIn(['self', 'guardian'] as const, row.refused_by),
    purposes: codesIn(PURPOSES, row.purposes),
    recipients: recipientsJson.parse(row.recipients),
  }))
}

/** Whoever recorded them, and by whichever of linked records. What ended by an erasure, or because its sheet is kept for another record, nobody took back. */
async function consentsOf({ sql }: Reader, { subjectId, subjectRef }: Sought): Promise<GivenConsent[]> {
  const rows = await sql<{
    granted_by: string
    purposes: string[]
    recipients: unknown
    granted_at: Date
    withdrawn_at: Date | null
    taken_back_by: string | null
  }>(
    // What ended in another's place without anything being taken back ended by the word of whoever gave that other.
    `select granted_by, purposes, recipients, granted_at, coalesce(said_at, withdrawn_at) as withdrawn_at,
            coalesce(taken_back_by, (select n.granted_by from basis n where n.id = b.superseded_by)) as taken_back_by from basis b
      where basis = 'consent' and coalesce(withdrawn_by, '') not in ('erasure', 'sheet-moved')
        and (subject_id = $1 or subject_ref in (select names_known_by($1, $2)))`,
    [subjectId, subjectRef ?? null],
  )
  return rows.map(row => ({
    grantedBy: codeIn(GRANTORS, row.granted_by),
    purposes: codesIn(PURPOSES, row.purposes),
    recipients: recipientsJson.parse(row.recipients),
    grantedAt: row.granted_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    takenBackBy: codeOrNone(TAKERS, row.taken_back_by),
  }))
}
