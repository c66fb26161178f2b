import type { Transaction } from '@amparo/store'
import type { CounterpartStep } from '../domain/counterpart.ts'
import { statusOf } from './mapping.ts'

export interface EarlyStep extends Omit<CounterpartStep, 'fromHub'> {
  readonly version: number
}

/** One row a hub and referral: a newer step takes the place of an older one. */
export async function keepEarlyStep(
  { sql }: Transaction,
  step: EarlyStep & { readonly referralId: string; readonly fromHub: string },
): Promise<void> {
  await sql(
    `insert into early_step (referral_id, from_hub, version, by_agency, status, reason, outcome, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (referral_id, from_hub) do update set
       version = excluded.version, by_agency = excluded.by_agency, status = excluded.status,
       reason = excluded.reason, outcome = excluded.outcome, at = excluded.at
     where early_step.version < excluded.version`,
    [
      step.referralId,
      step.fromHub,
      step.version,
      step.by.agencyId,
      step.status,
      step.reason ?? null,
      step.outcome ?? null,
      step.at,
    ],
  )
}

interface EarlyStepRow {
  version: number
  by_agency: string
  status: string
  reason: string | null
  outcome: string | null
  at: Date
}

/** Gives it once. */
export async function takeEarlyStep(
  { sql }: Transaction,
  referralId: string,
  hub: string,
): Promise<EarlyStep | undefined> {
  const [row] = await sql<EarlyStepRow>(
    `delete from early_step where referral_id = $1 and from_hub = $2
     returning version, by_agency, status, reason, outcome, at`,
    [referralId, hub],
  )
  if (row === undefined) return undefined
  return {
    version: row.version,
    by: { hub, agencyId: row.by_agency },
    status: statusOf(row.status),
    at: row.at,
    reason: row.reason ?? undefined,
    outcome: row.outcome ?? undefined,
  }
}
