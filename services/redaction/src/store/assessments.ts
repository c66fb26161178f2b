import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import type { Answers } from '../domain/answers.ts'
import { openJson, sealJson } from './sealed-json.ts'
import type { AgencyKey } from './shares.ts'

export interface Assessment {
  readonly assessmentId: string
  readonly subjectId: string
  readonly referralId: string
  /** Nobody outside its referral may know that it was made. */
  readonly compartment: boolean
  readonly form: string
  readonly version: number
  readonly by: AgencyKey
  readonly at: Date
  /** Came from another hub: then it is for reading as a report alone. */
  readonly received?: boolean
}

const answersSchema = z.record(z.string().max(60), z.enum(['yes', 'no', 'unknown', 'low', 'medium', 'high']))
const keptSchema = z.strictObject({ user: z.string(), answers: answersSchema })

/** As another hub sends what its agency has assessed; checked before it is kept. */
export const reportSchema = z.strictObject({
  form: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  version: z.int().min(1).max(100_000),
  answers: answersSchema,
})

/** An assessment moved to another id or person does not open. */
const contextOf = ({ subjectId, assessmentId }: Pick<Assessment, 'subjectId' | 'assessmentId'>) => ({
  subjectId,
  kind: `assessment/${assessmentId}`,
  version: 1,
})

/** False if there is one of that id already. */
export async function addAssessment(
  { sql }: Transaction,
  assessment: Assessment,
  kept: { readonly user: string; readonly answers: Answers },
  key: KeyObject,
): Promise<boolean> {
  const ciphertext = sealJson(key, kept, contextOf(assessment))
  const { assessmentId, subjectId, referralId, compartment, form, version, by, at, received = false } = assessment
  const rows = await sql(
    `insert into assessment (assessment_id, subject_id, referral_id, compartment, form, form_version, by_hub, by_agency,
       ciphertext, assessed_at, received)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning 1 as added`,
    [assessmentId, subjectId, referralId, compartment, form, version, by.hub, by.agencyId, ciphertext, at, received],
  )
  return rows.length > 0
}

interface Row {
  readonly assessment_id: string
  readonly subject_id: string
  readonly referral_id: string
  readonly compartment: boolean
  readonly form: string
  readonly form_version: number
  readonly by_hub: string
  readonly by_agency: string
  readonly ciphertext: Buffer
  readonly assessed_at: Date
}

export interface SealedAssessment extends Assessment {
  readonly ciphertext: Uint8Array
}

export interface AssessmentsFor {
  readonly subjectId: string
  readonly referralId: string
  /** Whether the referral is of a compartment. */
  readonly compartment: boolean
  readonly sender: AgencyKey
}

/**
 * In one referral, or by the agency that sends it, of the person; the newest so many, oldest first. Nothing crosses the border of
 * a compartment, in either direction.
 */
export async function assessmentsOf(
  { sql }: Reader,
  of: AssessmentsFor & { readonly limit: number },
): Promise<SealedAssessment[]> {
  const rows = await sql<Row>(
    `select * from (
       select * from assessment
        where subject_id = $1 and not received
          and (referral_id = $2 or (by_hub = $3 and by_agency = $4 and not compartment and not $6::boolean))
        order by seq desc limit $5
     ) as newest order by seq`,
    [of.subjectId, of.referralId, of.sender.hub, of.sender.agencyId, of.limit, of.compartment],
  )
  return rows.map(toSealed)
}

export interface ReportsOf {
  readonly subjectId: string
  readonly referralId: string
  readonly by: AgencyKey
}

/** By one agency, in one referral; the newest so many, oldest first. Nothing of a compartment. */
export async function assessmentsBy(
  { sql }: Reader,
  { subjectId, referralId, by, limit }: ReportsOf & { readonly limit: number },
): Promise<SealedAssessment[]> {
  const rows = await sql<Row>(
    `select * from (
       select * from assessment
        where referral_id = $1 and subject_id = $2 and by_hub = $3 and by_agency = $4 and not compartment
        order by seq desc limit $5
     ) as newest order by seq`,
    [referralId, subjectId, by.hub, by.agencyId, limit],
  )
  return rows.map(toSealed)
}

/** By whom and in which referral one of that id was made; undefined: there is none. */
export async function findAssessment(
  { sql }: Reader,
  assessmentId: string,
): Promise<Pick<Assessment, 'referralId' | 'by'> | undefined> {
  const [row] = await sql<Row>('select * from assessment where assessment_id = $1', [assessmentId])
  return row && toSealed(row)
}

function toSealed(row: Row): SealedAssessment {
  return {
    assessmentId: row.assessment_id,
    subjectId: row.subject_id,
    referralId: row.referral_id,
    compartment: row.compartment,
    form: row.form,
    version: row.form_version,
    by: { hub: row.by_hub, agencyId: row.by_agency },
    at: row.assessed_at,
    ciphertext: row.ciphertext,
  }
}

/** Throws record_unreadable for another key or context, or a changed byte. */
export function openAssessment(key: KeyObject, assessment: SealedAssessment): Answers {
  return keptSchema.parse(openJson(key, assessment.ciphertext, contextOf(assessment))).answers
}
