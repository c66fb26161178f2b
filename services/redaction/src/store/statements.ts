import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import type { Statement } from '../domain/statement.ts'
import type { AssessmentsFor } from './assessments.ts'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'
import { statementContentSchema } from './statement-content.schema.ts'

export interface NewStatement {
  readonly statementId: string
  readonly subjectId: string
  readonly referralId: string
  /** Nobody outside its referral may know that it was made. */
  readonly compartment: boolean
  readonly by: AgencyKey
  readonly at: Date
  readonly supersedes: string | null
}

/** A statement moved to another id or person does not open. */
const contextOf = ({ subjectId, statementId }: Pick<NewStatement, 'subjectId' | 'statementId'>) => ({
  subjectId,
  kind: `statement/${statementId}`,
  version: 1,
})

/** False if another one supersedes the same already: nothing is stored then. */
export async function addStatement(
  { sql }: Transaction,
  of: NewStatement,
  content: Statement & { readonly user: string },
  key: KeyObject,
): Promise<boolean> {
  const ciphertext = sealJson(key, content, contextOf(of))
  const rows = await sql(
    `insert into statement (statement_id, subject_id, referral_id, compartment, by_hub, by_agency, supersedes, ciphertext, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (supersedes) do nothing returning 1 as added`,
    [
      ...[of.statementId, of.subjectId, of.referralId, of.compartment, of.by.hub, of.by.agencyId],
      ...[of.supersedes, ciphertext, of.at],
    ],
  )
  return rows.length > 0
}

/** Whether this agency recorded it, of this person, on this side of the border of a compartment. */
export async function isOwnStatement(
  { sql }: Reader,
  { statementId, subjectId, by, compartment }: Pick<NewStatement, 'statementId' | 'subjectId' | 'by' | 'compartment'>,
): Promise<boolean> {
  const rows = await sql(
    `select 1 as found from statement
     where statement_id = $1 and subject_id = $2 and by_hub = $3 and by_agency = $4 and compartment = $5`,
    [statementId, subjectId, by.hub, by.agencyId, compartment],
  )
  return rows.length > 0
}

interface Row {
  readonly statement_id: string
  readonly subject_id: string
  readonly by_hub: string
  readonly by_agency: string
  readonly supersedes: string | null
  readonly current: boolean
  readonly ciphertext: Buffer
}

export interface SealedStatement {
  readonly statementId: string
  readonly subjectId: string
  readonly by: AgencyKey
  readonly supersedes: string | null
  readonly current: boolean
  readonly ciphertext: Uint8Array
}

/**
 * In one referral, or by the agency that sends it, of the person; the newest so many, oldest first. Nothing crosses the border of
 * a compartment, in either direction.
 */
export async function statementsOf(
  { sql }: Reader,
  of: AssessmentsFor & { readonly limit: number },
): Promise<SealedStatement[]> {
  const rows = await sql<Row>(
    `select statement_id, subject_id, by_hub, by_agency, supersedes, ciphertext,
       not exists (select from statement later where later.supersedes = newest.statement_id) as current
     from (
       select * from statement
        where subject_id = $1
          and (referral_id = $2 or (by_hub = $3 and by_agency = $4 and not compartment and not $6::boolean))
        order by seq desc limit $5
     ) as newest order by seq`,
    [of.subjectId, of.referralId, of.sender.hub, of.sender.agencyId, of.limit, of.compartment],
  )
  return rows.map(toSealed)
}

const toSealed = (row: Row): SealedStatement => ({
  statementId: row.statement_id,
  subjectId: row.subject_id,
  by: { hub: row.by_hub, agencyId: row.by_agency },
  supersedes: row.supersedes,
  current: row.current,
  ciphertext: row.ciphertext,
})

/** One that an agency recorded, as `statementsOf` a referral has it. */
export async function findStatementIn(
  { sql }: Reader,
  of: AssessmentsFor & Pick<NewStatement, 'statementId' | 'by'>,
): Promise<SealedStatement | undefined> {
  const rows = await sql<Row>(
    `select statement_id, subject_id, by_hub, by_agency, supersedes, ciphertext,
       not exists (select from statement later where later.supersedes = one.statement_id) as current
     from statement as one
      where statement_id = $1 and by_hub = $2 and by_agency = $3 and subject_id = $4
        and (referral_id = $5 or (by_hub = $6 and by_agency = $7 and not compartment and not $8::boolean))`,
    [
      ...[of.statementId, of.by.hub, of.by.agencyId, of.subjectId],
      ...[of.referralId, of.sender.hub, of.sender.agencyId, of.compartment],
    ],
  )
  return rows[0] && toSealed(rows[0])
}

/** Those that these correct, and that those correct in turn, the latest first. */
export async function supersededBy(
  { sql }: Reader,
  statementIds: readonly string[],
): Promise<(SealedStatement & { readonly later: string })[]> {
  const rows = await sql<Row & { readonly later: string }>(
    `with recursive earlier as (
       select statement_id as later, supersedes as id, 1 as steps from statement
        where statement_id = any ($1) and supersedes is not null
       union all
       select later, one.supersedes, steps + 1 from earlier join statement one on one.statement_id = id
        where one.supersedes is not null
     )
     select later, statement_id, subject_id, by_hub, by_agency, supersedes, false as current, ciphertext
       from earlier join statement on statement_id = id order by steps`,
    [[...statementIds]],
  )
  return rows.map(row => ({ ...toSealed(row), later: row.later }))
}

/** Throws record_unreadable for another key or context, or a changed byte. */
export function openStatement(key: KeyObject, statement: SealedStatement): Statement {
  const { user: _, ...content } = statementContentSchema.parse(
    openJson(key, statement.ciphertext, contextOf(statement)),
  )
  return content
}
