import type { ItemUseCode } from '@amparo/contracts'
import { HAND_OVERS } from '@amparo/protocols'
import type { Reader, Transaction } from '@amparo/store'
import type { Party } from '../domain/requests/request.ts'

/** By the file's hash, or by its id in another request. */
export type ItemKey = { readonly sha256: string } | { readonly item: string }

/** As the index of items says it: another list of steps would read all of them. */
export const HANDS_OVER = `s.step in (${HAND_OVERS.map(step => `'${step}'`).join(', ')})`

/**
 * The requests of this hub on which such an item came, and those to it with which it came as an annex; the oldest first. What this hub had
 * told the other first, as its annex or its item, came from here: naming its hash back binds nothing.
 */
export async function requestsThatBrought({ sql }: Pick<Reader, 'sql'>, hub: string, key: ItemKey): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `with told as (
       select o.to_hub as hub, s.received_at as at from evidence_request o join evidence_step s on s.request_id = o.id
         where o.from_hub = $1 and o.status = 'sent' and s.step = 'submit' and o.answers -> 'annexes' @> $2::jsonb
       union all
       select o.from_hub, s.received_at from evidence_request o join evidence_step s on s.request_id = o.id
         where o.to_hub = $1 and ${HANDS_OVER} and s.data -> 'items' @> $2::jsonb)
     select r.id from evidence_request r where r.from_hub = $1 and exists (
         select from evidence_step s where s.request_id = r.id and ${HANDS_OVER} and s.data -> 'items' @> $2::jsonb
           and not exists (select from told where told.hub = r.to_hub and told.at < s.received_at))
       or r.to_hub = $1 and r.status = 'received' and r.answers -> 'annexes' @> $2::jsonb
         and not exists (select from told where told.hub = r.from_hub and told.at < r.created_at)
     order by r.created_at, r.id`,
    [hub, JSON.stringify([key])],
  )
  return rows.map(({ id }) => id)
}

interface NewItemUse {
  readonly useId: string
  readonly requestId: string
  readonly item: string
  readonly use: ItemUseCode
  readonly to: Party
  readonly by: { readonly agency: string; readonly user: string }
  readonly permission: number | undefined
  readonly at: Date
}

/** One that stands was asked for before, and counts once. */
export async function addItemUse({ sql }: Transaction, used: NewItemUse): Promise<void> {
  const { useId, requestId, item, use, to, by, permission, at } = used
  await sql(
    `insert into item_use (use_id, request_id, item_id, use, to_hub, to_agency, by_agency, by_user, permission, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [...[useId, requestId, item, use, to.hub, to.agencyId], ...[by.agency, by.user, permission ?? null, at]],
  )
}

/** How often each permission has let an item be used, but for that use itself. */
export async function spentOf(
  { sql }: Pick<Reader, 'sql'>,
  requestId: string,
  { item, except }: { readonly item: string; readonly except: string },
): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ permission: number; n: number }>(
    `select permission, count(*)::int as n from item_use
      where request_id = $1 and item_id = $2 and use_id <> $3 and permission is not null group by permission`,
    [requestId, item, except],
  )
  return new Map(rows.map(({ permission, n }) => [permission, n]))
}

export interface ShownUse {
  readonly item: string
  readonly use: string
  readonly to: Party
  readonly permission: number | null
  readonly at: Date
}

const MOST = 500

/** Of a request's items, the last first. */
export async function usesOf({ sql }: Pick<Reader, 'sql'>, requestId: string): Promise<ShownUse[]> {
  const rows = await sql<Omit<ShownUse, 'to'> & { readonly hub: string; readonly agencyId: string }>(
    `select item_id as item, use, to_hub as hub, to_agency as "agencyId", permission, at from item_use
      where request_id = $1 order by at desc, use_id, item_id, use limit $2`,
    [requestId, MOST],
  )
  return rows.map(({ hub, agencyId, ...one }) => ({ ...one, to: { hub, agencyId } }))
}
