import { isUuid } from '@amparo/kernel'
import type { Reader, Row, Transaction } from '@amparo/store'
import { type Asker, mayEnter } from '../domain/access.ts'
import type { Case } from '../domain/case.ts'
import type { Link, LinkKind } from '../domain/link.ts'
import { areOfTheSame, type Parties, toldLinks } from '../domain/linked.ts'

export interface NewLink {
  readonly referralId: string
  readonly otherId: string
  readonly kind: LinkKind
  readonly byAgency: string
  readonly byUser: string
  readonly at: Date
}

/** False: they are linked so already. */
export async function addLink({ sql }: Transaction, link: NewLink): Promise<boolean> {
  const added = await sql(
    `insert into link (referral_id, other_id, kind, by_agency, by_user, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning 1 as added`,
    [link.referralId, link.otherId, link.kind, link.byAgency, link.byUser, link.at],
  )
  return added.length > 0
}

interface LinkRow extends Row, Pair {}

/**
 * Links of these referrals as the asker may see them: to those of which it is a party too. What belongs to one intake is of the same
 * event, without rows: forty people would be 780 pairs. `cases`: of which another hub may have told links that have no rows here.
 */
export async function linksOf(
  reader: Pick<Reader, 'sql'>,
  referralIds: readonly string[],
  asker: Asker,
  cases: readonly Case[] = [],
): Promise<Map<string, Link[]>> {
  const rows = await reader.sql<LinkRow>(
    `with pair (here, there, kind, of) as (
       select referral_id, other_id, kind, true from link where referral_id = any ($1::uuid[])
       union all
       select other_id, referral_id, kind, false from link where other_id = any ($1::uuid[])
       union all
       select mine.referral_id, theirs.referral_id, 'same-event', false
       from intake_referral mine join intake_referral theirs using (intake_id)
       where mine.referral_id = any ($1::uuid[]) and mine.referral_id <> theirs.referral_id
     )
     select here, there, kind, bool_or(of) as of from pair group by here, there, kind order by here, kind, there`,
    [referralIds],
  )
  const told = toldIn(cases, rows)
  const seen = await visible(reader, [...new Set([...rows, ...told].map(({ there }) => there))], asker)
  const links = new Map<string, Link[]>()
  for (const { here, there: referralId, kind, of, between } of [...rows, ...told]) {
    const parties = seen.get(referralId)
    if (parties === undefined || (between && !areOfTheSame(between, parties))) continue
    links.set(here, [...(links.get(here) ?? []), { referralId, kind, of }])
  }
  return links
}

interface Pair {
  readonly here: string
  readonly there: string
  readonly kind: LinkKind
  readonly of: boolean
  /** Only if it is between these: another hub's word goes no further than what is its own too. */
  readonly between?: Parties
}

function toldIn(cases: readonly Case[], rows: readonly Pair[]): Pair[] {
  const keyOf = ({ here, there, kind }: Pair) => `${here} ${kind} ${there}`
  const known = new Set(rows.map(keyOf))
  return cases.flatMap(found =>
    toldLinks(found).flatMap(({ kind, referral: there, of }): Pair[] => {
      const pair = { here: found.referral.id, there, kind, of, between: found.referral }
      if (known.has(keyOf(pair)) || !isUuid(there)) return []
      known.add(keyOf(pair))
      return [pair]
    }),
  )
}

/** In a statement of its own: joined, it would be planned for as many links as there could be, and read the whole table. */
async function visible(
  { sql }: Pick<Reader, 'sql'>,
  ids: readonly string[],
  asker: Asker,
): Promise<Map<string, Parties>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<PartiesRow>(
    `select id, from_hub, coalesce(successor_agency, from_agency) as from_agency, to_hub, to_agency from referral where id = any ($1::uuid[]) and ($4 or not compartment)
       and ((from_hub = $2 and coalesce(successor_agency, from_agency) = $3) or (to_hub = $2 and to_agency = $3))`,
    [ids, asker.hub, asker.agencyId, mayEnter(true, asker)],
  )
  return new Map(
    rows.map(row => {
      const from = { hub: row.from_hub, agencyId: row.from_agency }
      const to =
        row.to_hub === null || row.to_agency === null ? undefined : { hub: row.to_hub, agencyId: row.to_agency }
      return [row.id, { from, to }]
    }),
  )
}

interface PartiesRow extends Row {
  id: string
  from_hub: string
  from_agency: string
  to_hub: string | null
  to_agency: string | null
}

/** Those that this one follows, as a transfer or a re-offer, and those that they follow; the nearest first. */
export async function followedBy({ sql }: Pick<Reader, 'sql'>, referralId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `with recursive earlier (id, far) as (
       select other_id, 1 from link where referral_id = $1 and kind in ('transfer', 're-offer')
       union
       select other_id, far + 1 from link join earlier on referral_id = id
       where kind in ('transfer', 're-offer') and far < 50
     )
     select id from earlier group by id order by min(far), id`,
    [referralId],
  )
  return rows.map(({ id }) => id)
}

export interface Follower {
  readonly id: string
  /** It is itself the transfer, not one to whom needs were offered. */
  readonly isTransfer: boolean
}

/** Those that have been taken on and that follow this one: its transfers, re-offers, and theirs. */
export async function followersOf({ sql }: Pick<Reader, 'sql'>, referralId: string): Promise<Follower[]> {
  const rows = await sql<{ id: string; transfer: boolean }>(
    `with recursive later (id, transfer, far) as (
       select referral_id, kind = 'transfer', 1 from link where other_id = $1 and kind in ('transfer', 're-offer')
       union
       select referral_id, false, far + 1 from link join later on other_id = id
       where kind in ('transfer', 're-offer') and far < 50
     )
     select id, bool_or(transfer) as transfer from later join referral using (id)
     where status in ('accepted', 'in-progress') group by id order by id`,
    [referralId],
  )
  return rows.map(({ id, transfer: isTransfer }) => ({ id, isTransfer }))
}
