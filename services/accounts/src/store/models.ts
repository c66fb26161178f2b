import type { Reader, Row, Transaction } from '@amparo/store'

/** A thing that oidc-provider remembers. Its payload is the provider's own, and never holds a person's data but their id. */
export interface Model {
  readonly kind: string
  readonly id: string
  readonly payload: Row
  readonly uid?: string | undefined
  readonly userCode?: string | undefined
  readonly grantId?: string | undefined
  readonly expiresAt: Date | undefined
  /** By which it is there: whose it is, and when it was (seconds since 1970). */
  readonly signIn?: { readonly accountId: string; readonly at: number } | undefined
}

interface Columns {
  payload: Row
  consumed_at: Date | null
}

export async function findModel({ sql }: Reader, kind: string, id: string): Promise<Row | undefined> {
  const rows = await sql<Columns>(
    `select payload, consumed_at from oidc_model where kind = $1 and id = $2 and payload <> '{}'`,
    [kind, id],
  )
  return payloadOf(rows[0])
}

export async function findModelBy(
  { sql }: Reader,
  column: 'uid' | 'user_code',
  kind: string,
  value: string,
): Promise<Row | undefined> {
  const rows = await sql<Columns>(`select payload, consumed_at from oidc_model where kind = $1 and ${column} = $2`, [
    kind,
    value,
  ])
  return payloadOf(rows[0])
}

/**
 * False, and nothing is kept, if the sign-in by which it is there has ended, or it was closed: the provider may have read it before that. One
 * that is under way waits for an import, which holds whose sign-ins it ends.
 */
export async function saveModel({ sql }: Transaction, model: Model): Promise<boolean> {
  const { accountId, at } = model.signIn ?? {}
  // A session that got a new id (after sign-in) keeps its uid; the row of the old id is gone by then.
  const rows = await sql(
    `with held as materialized (select signed_out_at from account where id = $8 for key share)
     insert into oidc_model (kind, id, payload, uid, user_code, grant_id, expires_at)
     select $1, $2, $3, $4, $5, $6, $7 where not exists (select from held where signed_out_at >= $9)
     on conflict (kind, id) do update set payload = excluded.payload, uid = excluded.uid, user_code = excluded.user_code,
       grant_id = excluded.grant_id, expires_at = excluded.expires_at
       where oidc_model.payload <> '{}'
     returning 1 as kept`,
    [...columnsOf(model), accountId ?? null, at ?? null],
  )
  return rows.length > 0
}

/** False: there is one already. Of two at once one gets true. */
export async function addModel({ sql }: Transaction, model: Model): Promise<boolean> {
  const rows = await sql(
    `insert into oidc_model (kind, id, payload, uid, user_code, grant_id, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (kind, id) do nothing returning 1 as added`,
    columnsOf(model),
  )
  return rows.length > 0
}

/** False: used before. Of two at once one gets true. */
export async function consumeModel({ sql }: Transaction, kind: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql(
    'update oidc_model set consumed_at = $3 where kind = $1 and id = $2 and consumed_at is null returning 1 as consumed',
    [kind, id, at],
  )
  return rows.length > 0
}

/** False: it is there no more. Waits for whoever is taking it away. */
export async function useModel({ sql }: Transaction, kind: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql('update oidc_model set used_at = $3 where kind = $1 and id = $2 returning 1 as used', [
    kind,
    id,
    at,
  ])
  return rows.length > 0
}

/** When a token or code was last issued on a grant, or used, in seconds since 1970. */
export async function lastUsed({ sql }: Reader, grantId: string): Promise<number | undefined> {
  const rows = await sql<{ at: string | null }>(
    `select max(greatest((payload ->> 'iat')::bigint, floor(extract(epoch from used_at))::bigint)) as at
     from oidc_model where grant_id = $1`,
    [grantId],
  )
  return Number(rows[0]?.at ?? 0) || undefined
}

export async function removeModel({ sql }: Transaction, kind: string, id: string): Promise<void> {
  await sql('delete from oidc_model where kind = $1 and id = $2', [kind, id])
}

/** It is there no more, and its id stays taken for as long as it would have been: whoever had read it before writes it back in vain. */
export async function closeModel({ sql }: Transaction, kind: string, id: string): Promise<void> {
  await sql(`update oidc_model set payload = '{}', uid = null where kind = $1 and id = $2`, [kind, id])
}

export async function removeModelsOfGrant({ sql }: Transaction, kind: string, grantId: string): Promise<void> {
  await sql('delete from oidc_model where kind = $1 and grant_id = $2', [kind, grantId])
}

/** Everything that belongs to a grant, and the grant. */
export async function revokeGrant({ sql }: Transaction, grantId: string): Promise<void> {
  await sql(`delete from oidc_model where grant_id = $1 or (kind = 'Grant' and id = $1)`, [grantId])
}

/** All that these people have by having signed in, and what they have begun with it. */
export async function removeModelsOf({ sql }: Transaction, accountIds: readonly string[]): Promise<void> {
  await sql(
    `delete from oidc_model where payload ->> 'accountId' = any($1::text[])
       or payload #>> '{session,accountId}' = any($1::text[]) or payload #>> '{result,login,accountId}' = any($1::text[])`,
    [[...accountIds]],
  )
}

export async function purgeModels({ sql }: Transaction, expiredBefore: Date): Promise<void> {
  await sql('delete from oidc_model where expires_at < $1', [expiredBefore])
}

const columnsOf = (m: Model) => [
  m.kind,
  m.id,
  JSON.stringify(m.payload),
  m.uid ?? null,
  m.userCode ?? null,
  m.grantId ?? null,
  m.expiresAt ?? null,
]

const payloadOf = (row: Columns | undefined): Row | undefined =>
  row && { ...row.payload, ...(row.consumed_at && { consumed: Math.floor(row.consumed_at.getTime() / 1000) }) }
