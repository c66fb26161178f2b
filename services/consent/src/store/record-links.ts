import type { Reader, Transaction } from '@amparo/store'
import { GRANTORS, type Grantor } from '../domain/codes.ts'
import { TAKERS, type Taker } from '../domain/withdrawal.ts'
import { codeIn } from './reading.ts'

export interface LinkOfRecords {
  readonly linkId: string
  /** Names by which agencies know the one record, and the other. */
  readonly one: readonly string[]
  readonly other: readonly string[]
  readonly at: Date
}

export async function addRecordLink({ sql }: Transaction, { linkId, one, other, at }: LinkOfRecords): Promise<void> {
  await sql(
    `insert into record_link (link_id, side, subject_ref, linked_at)
     select $1, side, ref, $4 from (
       select 1 as side, unnest($2::text[]) as ref union select 2, unnest($3::text[])) as names
     on conflict do nothing`,
    [linkId, [...one], [...other], at],
  )
}

export const removeRecordLink = async ({ sql }: Transaction, linkId: string): Promise<void> =>
  void (await sql('delete from record_link where link_id = $1', [linkId]))

/** A consent of a person, by the record and the agency that have it. */
export interface ConsentOfPerson {
  readonly basisId: string
  readonly subjectId: string
  readonly agencyId: string
  /** By which the agency has the person. */
  readonly subjectRef: string
  readonly grantedBy: Grantor
  readonly purposes: readonly string[]
  readonly agreedAt: Date
  readonly withdrawnAt: Date | undefined
  /** Undefined for what went with another record, with its sheet, or because somebody was erased. */
  readonly takenBackAt: Date | undefined
  readonly takenBackBy: Taker
}

/** What the person behind a record has consented to, by that record and those linked with it, in the order of ids. */
export async function consentsOfPerson({ sql }: Reader, subjectId: string): Promise<ConsentOfPerson[]> {
  const rows = await sql<{
    id: string
    subject_id: string
    subject_ref: string
    agency_id: string
    granted_by: string
    taken_back_by: string
    purposes: string[]
    agreed_at: Date
    withdrawn_at: Date | null
    taken_back_at: Date | null
  }>(
    // Of before it was kept who took it back: whoever gave it.
    `select id, subject_id, subject_ref, agency_id, granted_by, coalesce(taken_back_by, granted_by) as taken_back_by, purposes,
            coalesce(agreed_at, granted_at) as agreed_at, withdrawn_at,
            case when withdrawn_by not in ('erasure', 'linked-record', 'sheet-moved') and superseded_by is null
              then coalesce(said_at, withdrawn_at) end as taken_back_at from basis
      where basis = 'consent' and (subject_id = $1 or subject_ref in (select names_of_person($1))) order by id`,
    [subjectId],
  )
  return rows.map(row => ({
    ...{ basisId: row.id, subjectId: row.subject_id, agencyId: row.agency_id, purposes: row.purposes },
    ...{ subjectRef: row.subject_ref, agreedAt: row.agreed_at, withdrawnAt: row.withdrawn_at ?? undefined },
    ...{ grantedBy: codeIn(GRANTORS, row.granted_by), takenBackBy: codeIn(TAKERS, row.taken_back_by) },
    takenBackAt: row.taken_back_at ?? undefined,
  }))
}

/** The records, by their internal ids, that have something on record under one of these names. */
export async function recordsNamed({ sql }: Reader, refs: readonly string[]): Promise<string[]> {
  const rows = await sql<{ subject_id: string }>(
    'select distinct subject_id from basis where subject_ref = any ($1) order by subject_id',
    [[...refs]],
  )
  return rows.map(row => row.subject_id)
}
