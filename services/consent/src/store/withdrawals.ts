import type { Reader, Transaction } from '@amparo/store'
import { DURESS, TAKERS, WITHDRAWAL_STATES, type Withdrawal, type WithdrawalState } from '../domain/withdrawal.ts'
import { codeIn } from './reading.ts'

interface Columns {
  withdrawal_id: string
  subject_id: string | null
  subject_ref: string | null
  taken_hub: string
  taken_agency: string
  taken_user: string | null
  taken_by: string
  duress: string
  document: string | null
  referral_id: string | null
  basis_id: string | null
  state: string
  taken_at: Date
  effect_at: Date | null
  confirm_agency: string | null
}

/** False if it is there already. */
export async function addWithdrawal({ sql }: Transaction, w: Withdrawal): Promise<boolean> {
  const rows = await sql(
    `insert into withdrawal (withdrawal_id, subject_id, subject_ref, taken_hub, taken_agency, taken_user, taken_by, duress,
       document, referral_id, basis_id, state, taken_at, effect_at, confirm_agency)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing returning 1 as added`,
    [
      ...[w.withdrawalId, w.subjectId ?? null, w.subjectRef ?? null, w.takenAt.hub, w.takenAt.agencyId, w.user ?? null],
      ...[w.by, w.duress, w.document ?? null, w.referralId ?? null, w.basisId ?? null, w.state, w.at],
      ...[w.effectAt ?? null, w.confirmAgency ?? null],
    ],
  )
  return rows.length > 0
}

export async function lockWithdrawal({ sql }: Transaction, id: string): Promise<Withdrawal | undefined> {
  const rows = await sql<Columns>('select * from withdrawal where withdrawal_id = $1 for update', [id])
  return rows.map(toWithdrawal)[0]
}

export async function findWithdrawal({ sql }: Reader, id: string): Promise<Withdrawal | undefined> {
  return (await sql<Columns>('select * from withdrawal where withdrawal_id = $1', [id])).map(toWithdrawal)[0]
}

export interface DueWithdrawal {
  readonly id: string
  readonly effectAt: Date
}

/** Those that take effect because nobody has spoken with the person, the longest due first: so many after that one. */
export async function dueWithdrawals(
  { sql }: Reader,
  { now, after, limit }: { readonly now: Date; readonly after: DueWithdrawal | undefined; readonly limit: number },
): Promise<DueWithdrawal[]> {
  return sql<{ id: string; effectAt: Date }>(
    `select withdrawal_id as id, effect_at as "effectAt" from withdrawal
      where state = 'waiting' and effect_at <= $1 and ($2::timestamptz is null or (effect_at, withdrawal_id) > ($2, $3::uuid))
      order by effect_at, withdrawal_id limit $4`,
    [now, after?.effectAt ?? null, after?.id ?? null, limit],
  )
}

/** That wait for somebody of the agency to speak with the person, the first to run out first; then those that wait for somebody to see an order. */
export async function waitingWithdrawals({ sql }: Reader, agencyId: string, limit: number): Promise<Withdrawal[]> {
  const rows = await sql<Columns>(
    `select * from withdrawal where state = 'waiting' and case when confirm_agency is null then taken_agency = $1 else confirm_agency = $1 end
      order by effect_at, taken_at, withdrawal_id limit $2`,
    [agencyId, limit],
  )
  return rows.map(toWithdrawal)
}

export const settleWithdrawal = async (
  { sql }: Transaction,
  { id, state, by, at }: { id: string; state: WithdrawalState; by: string; at: Date },
): Promise<void> =>
  void (await sql(`update withdrawal set state = $2, settled_at = $3, settled_by = $4 where withdrawal_id = $1`, [
    ...[id, state, at, by],
  ]))

const toWithdrawal = (row: Columns): Withdrawal => ({
  withdrawalId: row.withdrawal_id,
  subjectId: row.subject_id ?? undefined,
  subjectRef: row.subject_ref ?? undefined,
  takenAt: { hub: row.taken_hub, agencyId: row.taken_agency },
  user: row.taken_user ?? undefined,
  by: codeIn(TAKERS, row.taken_by),
  duress: codeIn(DURESS, row.duress),
  document: row.document ?? undefined,
  referralId: row.referral_id ?? undefined,
  basisId: row.basis_id ?? undefined,
  state: codeIn(WITHDRAWAL_STATES, row.state),
  at: row.taken_at,
  effectAt: row.effect_at ?? undefined,
  confirmAgency: row.confirm_agency ?? undefined,
})
