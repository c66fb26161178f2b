import type { Reader, Transaction } from '@amparo/store'
import type { Sought } from './refusals.ts'

export interface Finding extends Sought {
  readonly agencyId: string
  readonly userId: string
  readonly foundAt: Date
  /** Absent: in this one. */
  readonly hub?: string
}

/** The first of an agency stays. */
export async function addGuardianFinding({ sql }: Transaction, finding: Finding): Promise<void> {
  const { subjectId, subjectRef, agencyId, userId, foundAt, hub } = finding
  await sql(
    `insert into guardian_finding (subject_id, subject_ref, agency_id, user_id, found_at, found_hub) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    [subjectId, subjectRef ?? null, agencyId, userId, foundAt, hub ?? null],
  )
}

/**
 * Whether an officer of any agency found it, by whichever of linked records. `subjectRef`: by which name the person is asked about, where
 * nothing may be on record yet.
 */
export async function isGuardianFound({ sql }: Reader, subjectId: string, subjectRef?: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }>(
    `select exists (select 1 from guardian_finding where subject_id = $1)
        or exists (select 1 from guardian_finding f join names_known_by($1, $2) as known (subject_ref) using (subject_ref)) as found`,
    [subjectId, subjectRef ?? null],
    'guardian-found',
  )
  return row?.found ?? false
}

/** Of these people, by their ids. */
export async function guardiansFound({ sql }: Reader, subjectIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>(
    `select id from unnest($1::text[]) as asked (id)
      where exists (select 1 from guardian_finding where subject_id = id)
         or exists (select 1 from guardian_finding f join names_known_by(id, null) as known (subject_ref) using (subject_ref))`,
    [[...subjectIds]],
    'guardians-found',
  )
  return new Set(rows.map(row => row.id))
}
