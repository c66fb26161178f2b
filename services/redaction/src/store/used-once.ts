import type { Reader, Transaction } from '@amparo/store'

export type NoncePurpose = 'form' | 'view'

/** False when it was used before. The row is kept until `expiresAt`; after that the message itself is refused as too old. */
export async function useNonce(
  { sql }: Transaction,
  { purpose, nonce, expiresAt }: { readonly purpose: NoncePurpose; readonly nonce: string; readonly expiresAt: Date },
): Promise<boolean> {
  const rows = await sql(
    'insert into used_nonce (purpose, nonce, expires_at) values ($1, $2, $3) on conflict do nothing returning 1 as used',
    [purpose, nonce, expiresAt],
  )
  return rows.length > 0
}

export async function isNonceUsed({ sql }: Reader, purpose: NoncePurpose, nonce: string): Promise<boolean> {
  return (await sql('select 1 as used from used_nonce where purpose = $1 and nonce = $2', [purpose, nonce])).length > 0
}

/** False when this permit has let something out already. */
export async function usePermit({ sql }: Transaction, permitId: string, expiresAt: Date): Promise<boolean> {
  const rows = await sql(
    'insert into used_permit (permit_id, expires_at) values ($1, $2) on conflict do nothing returning 1 as used',
    [permitId, expiresAt],
  )
  return rows.length > 0
}

/** Forgets what is refused by its age now. `margin` covers clocks that differ. */
export async function pruneUsed({ sql }: Transaction, before: Date): Promise<void> {
  await sql('delete from used_nonce where expires_at < $1', [before])
  await sql('delete from used_permit where expires_at < $1', [before])
}
