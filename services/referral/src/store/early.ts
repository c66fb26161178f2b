import type { Transaction } from '@amparo/store'
import type { Party } from '../domain/referral.ts'
import type { ReportedStep } from '../domain/reported.ts'

export interface Early {
  readonly by: Party
  readonly steps: readonly ReportedStep[]
}

/** A package that takes longer than this is not coming. */
const KEEP_MS = 30 * 24 * 3_600_000
/** So many referrals of one hub are never on their way at once. */
const MOST_OF_A_HUB = 1_000

/** What nothing came for goes. */
export async function pruneEarly({ sql }: Transaction, at: Date): Promise<void> {
  await sql('delete from early where at < $1', [new Date(at.getTime() - KEEP_MS)])
}

/** Whether as much is kept of that hub as ever will be; more of a referral of which something is kept replaces that. */
export async function isEarlyFull({ sql }: Transaction, referralId: string, hub: string): Promise<boolean> {
  const [row] = await sql<{ others: number }>(
    'select count(*)::int as others from early where from_hub = $2 and referral_id <> $1',
    [referralId, hub],
  )
  return (row?.others ?? 0) >= MOST_OF_A_HUB
}

/** One row a hub and referral: each report holds all that the ones before it held. */
export async function keepEarly({ sql }: Transaction, referralId: string, early: Early, at: Date): Promise<void> {
  const { by, steps } = early
  await sql(
    `insert into early (referral_id, from_hub, by_agency, number, steps, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (referral_id, from_hub) do update set
       by_agency = excluded.by_agency, number = excluded.number, steps = excluded.steps, at = excluded.at
     where early.number < excluded.number`,
    [referralId, by.hub, by.agencyId, Math.max(0, ...steps.map(step => step.number)), JSON.stringify(steps), at],
  )
}

interface EarlyRow {
  by_agency: string
  steps: (Omit<ReportedStep, 'at'> & { at: string })[]
}

/** Gives them once. */
export async function takeEarly({ sql }: Transaction, referralId: string, hub: string): Promise<Early | undefined> {
  const [row] = await sql<EarlyRow>(
    'delete from early where referral_id = $1 and from_hub = $2 returning by_agency, steps',
    [referralId, hub],
  )
  if (row === undefined) return undefined
  return {
    by: { hub, agencyId: row.by_agency },
    steps: row.steps.map(step => ({ ...step, at: new Date(step.at) })),
  }
}
