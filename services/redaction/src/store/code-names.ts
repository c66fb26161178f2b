import type { KeyObject } from 'node:crypto'
import type { Reader, Transaction } from '@amparo/store'
import { holdSubject } from './records.ts'
import { openCodeName } from './shares.ts'

export interface SealedCodeName {
  readonly shareId: string
  readonly subjectId: string
  readonly ciphertext: Buffer
}

/** Code names that are not indexed by the key of now, of people who may be found, after an id, in the order of ids. */
export async function codeNamesNotIndexed(
  { sql }: Reader,
  { version, after, limit }: { readonly version: string; readonly after: string | undefined; readonly limit: number },
): Promise<SealedCodeName[]> {
  const rows = await sql<{ share_id: string; subject_id: string; code_name: Buffer }>(
    `select s.share_id, s.subject_id, s.code_name from share s
       join indexed i on i.subject_id = s.subject_id and not i.barred
       left join code_name_index c on c.share_id = s.share_id
      where ($2::uuid is null or s.share_id > $2) and c.version is distinct from $1 order by s.share_id limit $3`,
    [version, after ?? null, limit],
  )
  return rows.map(row => ({ shareId: row.share_id, subjectId: row.subject_id, ciphertext: row.code_name }))
}

/** Throws record_unreadable for another key. */
export const codeNameOf = ({ ciphertext, ...share }: SealedCodeName, key: KeyObject): string =>
  openCodeName(share, ciphertext, key)

/** Unless the person is barred meanwhile, or the share gone. */
export async function saveCodeName(
  tx: Transaction,
  { shareId, subjectId }: Pick<SealedCodeName, 'shareId' | 'subjectId'>,
  { token, version }: { readonly token: Buffer; readonly version: string },
): Promise<void> {
  await holdSubject(tx, subjectId)
  await tx.sql(
    `insert into code_name_index (share_id, token, version)
     select s.share_id, $2, $3 from share s join indexed i on i.subject_id = s.subject_id and not i.barred
      where s.share_id = $1
     on conflict (share_id) do update set token = excluded.token, version = excluded.version`,
    [shareId, token, version],
  )
}

/** Who goes by it, in one referral if it is said which. A code name is drawn by chance: rarely it is that of two. */
export async function subjectsByCodeName(
  { sql }: Reader,
  tokens: readonly Buffer[],
  referralId: string | undefined,
): Promise<string[]> {
  const rows = await sql<{ subject_id: string }>(
    `select distinct s.subject_id from code_name_index c join share s using (share_id)
      where c.token = any ($1::bytea[]) and ($2::text is null or s.referral_id::text = $2) order by s.subject_id`,
    [[...tokens], referralId ?? null],
  )
  return rows.map(row => row.subject_id)
}
