import type { Reader, Transaction } from '@amparo/store'

/** One of somebody by its key, or all of somebody who left or has another post. */
export type EndedSignIn = { readonly at: Date } & (
  | { readonly keyThumbprint: string; readonly userId?: undefined }
  | { readonly userId: string; readonly keyThumbprint?: undefined }
)

/** The last first. */
export async function findEndedSignIns({ sql }: Reader, since: Date, limit: number): Promise<EndedSignIn[]> {
  const rows = await sql<{ key: string | null; user_id: string | null; at: Date }>(
    `select key_thumbprint as key, null::uuid as user_id, max(at) as at from ended_sign_in where at > $1 group by key_thumbprint
     union all select null, user_id, max(at) from departure where at > $1 group by user_id
     order by at desc limit $2`,
    [since, limit],
  )
  return rows.flatMap(({ key, user_id: userId, at }): EndedSignIn[] => {
    if (key !== null) return [{ keyThumbprint: key, at }]
    return userId === null ? [] : [{ userId, at }]
  })
}

export async function purgeEndedSignIns({ sql }: Transaction, endedBefore: Date): Promise<void> {
  await sql('delete from ended_sign_in where at < $1', [endedBefore])
}
