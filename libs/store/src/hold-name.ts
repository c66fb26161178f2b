import type { Transaction } from './transaction.ts'

/** Whoever else holds this name waits until the transaction ends: for what there may be no row to lock yet. */
export async function holdName({ sql }: Pick<Transaction, 'sql'>, name: string): Promise<void> {
  await sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
}

/** Beside others that share it; whoever holds it alone is waited for, and waits. */
export async function shareName({ sql }: Pick<Transaction, 'sql'>, name: string): Promise<void> {
  await sql('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [name])
}
