import type { Reader } from '@amparo/store'
import { isEvidence } from '../domain/delivery.ts'
import type { Assignment, Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import type { Referral, Step } from '../domain/referral.ts'
import { referralOf, stepOf } from './mapping.ts'
import { ReferralRow, StepRow } from './rows.ts'

export async function findDetail(reader: Reader, id: string): Promise<Detail | undefined> {
  const row = await reader.em.findOne(ReferralRow, { id })
  return row === null ? undefined : (await withDetails(reader, [referralOf(row)]))[0]
}

/** Throws no_such_referral. */
export async function getDetail(reader: Reader, id: string): Promise<Detail> {
  const detail = await findDetail(reader, id)
  if (detail === undefined) throw errors.no_such_referral()
  return detail
}

/** Three queries, however many referrals. */
export async function withDetails(reader: Reader, referrals: readonly Referral[]): Promise<Detail[]> {
  const ids = referrals.map(referral => referral.id)
  const steps = grouped(await stepsOf(reader, ids))
  const assignments = grouped(await assignmentsOf(reader, ids))
  const deliveries = grouped(await deliveriesOf(reader, ids))
  return referrals.map(referral => ({
    referral,
    steps: steps.get(referral.id) ?? [],
    assignments: assignments.get(referral.id) ?? [],
    delivery: Object.fromEntries(deliveries.get(referral.id) ?? []),
  }))
}

type Of<T> = readonly [referralId: string, T]

async function stepsOf({ em }: Reader, ids: string[]): Promise<Of<Step>[]> {
  const rows = await em.find(StepRow, { referralId: { $in: ids } }, { orderBy: { version: 'asc' } })
  return rows.map(row => [row.referralId, stepOf(row)])
}

async function assignmentsOf({ sql }: Reader, ids: string[]): Promise<Of<Assignment>[]> {
  const rows = await sql<{ referral_id: string; agency_id: string; user_id: string }>(
    'select referral_id, agency_id, user_id from assignment where referral_id = any ($1::uuid[]) order by at, user_id',
    [ids],
  )
  return rows.map(row => [row.referral_id, { agencyId: row.agency_id, userId: row.user_id }])
}

async function deliveriesOf({ sql }: Reader, ids: string[]): Promise<Of<[string, Date]>[]> {
  const rows = await sql<{ referral_id: string; kind: string; at: Date }>(
    'select referral_id, kind, at from delivery where referral_id = any ($1::uuid[])',
    [ids],
  )
  return rows.filter(({ kind }) => isEvidence(kind)).map(row => [row.referral_id, [row.kind, row.at]])
}

function grouped<T>(pairs: readonly Of<T>[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [id, value] of pairs) groups.set(id, [...(groups.get(id) ?? []), value])
  return groups
}
