import type { Coded } from '@amparo/protocols'
import type { Reader, Row, Transaction } from '@amparo/store'
import type { Step } from '../domain/referral.ts'
import { sideIn } from './mapping.ts'

interface StepRow extends Row {
  referral_id: string
  side: string
  number: number
  seen: number
  step: string
  at: Date
  by_hub: string
  by_agency: string
  by_user: string | null
  told: boolean
  part: number
  data: Record<string, Coded>
  received_at: Date
  cause: 'suspended' | null
}

/** Never changed once it stands. */
export async function addStep({ sql }: Transaction, referralId: string, step: Step): Promise<void> {
  await sql(
    `insert into step (referral_id, side, number, seen, step, at, by_hub, by_agency, by_user, told, part, data, received_at,
       cause)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[referralId, step.side, step.number, step.seen, step.step, step.at, step.by.hub, step.by.agencyId],
      ...[step.byUser ?? null, step.told, step.part, JSON.stringify(step.data), step.receivedAt],
      step.cause ?? null,
    ],
  )
}

/** By referral; each side's in the order in which it took them. */
export async function stepsOf({ sql }: Pick<Reader, 'sql'>, ids: readonly string[]): Promise<Map<string, Step[]>> {
  const rows = await sql<StepRow>(
    `select referral_id, side, number, seen, step, at, by_hub, by_agency, by_user, told, part, data,
       received_at, cause
     from step where referral_id = any ($1::uuid[]) order by referral_id, side, number, part`,
    [ids],
  )
  const steps = new Map<string, Step[]>()
  for (const row of rows) {
    const own = steps.get(row.referral_id)
    if (own) own.push(stepOf(row))
    else steps.set(row.referral_id, [stepOf(row)])
  }
  return steps
}

const stepOf = (row: StepRow): Step => ({
  side: sideIn(row.side) ?? 'sender',
  number: row.number,
  seen: row.seen,
  step: row.step,
  at: row.at,
  by: { hub: row.by_hub, agencyId: row.by_agency },
  byUser: row.by_user ?? undefined,
  told: row.told,
  part: row.part,
  data: row.data,
  receivedAt: row.received_at,
  cause: row.cause ?? undefined,
})
