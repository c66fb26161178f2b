import type { AgencyType } from '@amparo/contracts'
import type { Reader, Transaction } from '@amparo/store'

/** Every part that is there must fit. */
export interface Exclusion {
  readonly hub: string
  readonly agencyType: AgencyType | undefined
  readonly agencyId: string | undefined
  readonly userId: string | undefined
}

/** Kept for good: nothing here lifts one. Of a person who is gone none is kept. */
export async function addExclusion({ sql }: Transaction, subjectId: string, e: Exclusion): Promise<void> {
  await sql(
    `insert into excluded (subject_id, hub, agency_type, agency_id, user_id)
     select id, $2, $3, $4, $5 from subject where id = $1 on conflict do nothing`,
    [subjectId, e.hub, e.agencyType ?? null, e.agencyId ?? null, e.userId ?? null],
  )
}

export interface Reading {
  readonly hub: string
  readonly agencyId: string
  readonly agencyType: AgencyType
  readonly userId: string
}

/** Against the reader's parts, which are four parameters from that one on. */
const fits = (n: number) =>
  `hub = $${n} and (agency_type is null or agency_type = $${n + 1}) and (agency_id is null or agency_id = $${n + 2})
   and (user_id is null or user_id = $${n + 3})`
const FITS = fits(2)

export const fitting = ({ hub, agencyType, agencyId, userId }: Reading) => [hub, agencyType, agencyId, userId]

/** Whichever of linked records it was said of. */
export async function isExcluded({ sql }: Reader, subjectId: string, reader: Reading): Promise<boolean> {
  const rows = await sql(
    `select 1 as barred from excluded where subject_id in (select records_of_person($1)) and ${FITS} limit 1`,
    [subjectId, ...fitting(reader)],
  )
  return rows.length > 0
}

/**
 * For a list that has an end: none of these columns names somebody who excludes the reader, nor does a record that is linked with theirs. The
 * reader's parts are `fitting`, four parameters from that one on. Who excludes is found once, not for each row.
 */
export const noneExcludes = (columns: readonly string[], n: number): string => {
  const excluding = `select records_of_person(e.subject_id) from excluded e where ${fits(n)}`
  return columns.map(column => `${column} not in (${excluding})`).join(' and ')
}

/** Those of these people who do not exclude the reader, in the order in which they are asked about. */
export async function withoutExcluding(
  { sql }: Reader,
  subjectIds: readonly string[],
  reader: Reading,
): Promise<ReadonlySet<string>> {
  if (subjectIds.length === 0) return new Set()
  const rows = await sql<{ id: string }>(
    `select id from unnest($1::uuid[]) with ordinality as asked (id, n)
      where not exists (select from excluded where subject_id in (select records_of_person(asked.id)) and ${FITS}) order by n`,
    [[...subjectIds], ...fitting(reader)],
  )
  return new Set(rows.map(({ id }) => id))
}
