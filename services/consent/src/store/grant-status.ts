import type { Reader, Transaction } from '@amparo/store'
import type { GrantStatus } from '../domain/submission.ts'
import type { Sought } from './refusals.ts'

export interface ReceivedList {
  readonly fromHub: string
  readonly sequence: bigint
  readonly issuedAt: Date
  readonly receivedAt: Date
  /** Ids of grants. */
  readonly inForce: readonly string[]
  readonly prolonged: readonly Prolonged[]
}

/** A grant that stands until another time than was said when it was signed: what it awaited has come, or another basis carries it. */
export interface Prolonged {
  readonly grantId: string
  readonly until: Date
}

/** A grant that was signed so shortly before the list may have been missed by it: the next one counts. */
const MISSED_SECONDS = 120

/** The newest list of a hub counts, for each of its grants. False for one that is not newer. */
export async function saveStatusList({ sql }: Transaction, list: ReceivedList): Promise<boolean> {
  const { fromHub, sequence, issuedAt, receivedAt, inForce, prolonged } = list
  const rows = await sql(
    `insert into status_list (from_hub, sequence, issued_at, received_at) values ($1, $2, $3, $4)
     on conflict (from_hub) do update set sequence = $2, issued_at = $3, received_at = $4, alarmed_at = null
       where status_list.issued_at < $3 returning 1 as newer`,
    [fromHub, sequence.toString(), issuedAt, receivedAt],
  )
  if (rows.length === 0) return false
  await sql(
    `insert into grant_status (grant_id, as_of, in_force, stands_until)
     select g.grant_id, $2, g.grant_id = any ($3), case when g.grant_id = any ($3) then l.until end
       from imported_grant g left join unnest($5::text[], $6::timestamptz[]) as l (grant_id, until) on l.grant_id = g.grant_id
      where from_hub = $1 and (g.grant_id = any ($3) or valid_from < $2::timestamptz - make_interval(secs => $4))
     on conflict (grant_id) do update
       set as_of = excluded.as_of, in_force = excluded.in_force, stands_until = excluded.stands_until`,
    [
      ...[fromHub, issuedAt, [...inForce], MISSED_SECONDS],
      ...[prolonged.map(({ grantId }) => grantId), prolonged.map(({ until }) => until)],
    ],
  )
  return true
}

/** What became of a grant: a recall of the hub that gave it, its last list, or that the person took it back here. */
export async function statusOfGrant(
  { sql }: Reader,
  { grantId, referralId, from }: { grantId: string; referralId: string; from: { readonly hub: string } },
): Promise<GrantStatus> {
  const rows = await sql<{
    as_of: Date | null
    in_force: boolean | null
    stands_until: Date | null
    recalled_at: Date | null
    taken_back_at: Date | null
  }>(
    `select s.as_of, s.in_force, s.stands_until,
            (select min(recalled_at) from recall r where r.referral_id = $2 and r.from_hub = $3
               and r.recalled_at >= g.valid_from) as recalled_at,
            (select min(coalesce(w.settled_at, w.taken_at)) from withdrawal w where w.subject_id = g.subject_id
               and w.state = 'effective' and (w.referral_id is null or w.referral_id = g.referral_id or exists (
                 select from permit p where p.referral_id = w.referral_id and p.basis_id = g.grant_id and p.occasion = 'submit'))
               -- The one by this hub's clock, the other by that of the hub that gave it, which may be fast.
               and w.taken_at >= least(g.valid_from, g.imported_at)
               -- It ends only what rests on consent. Whether a guardian gave that, and of an order whether a second person has seen it, its own
               -- hub knows: from there the recall comes.
               and w.taken_by in ('self', 'court') and g.basis = 'consent') as taken_back_at
       from imported_grant g left join grant_status s on s.grant_id = g.grant_id where g.grant_id = $1`,
    [grantId, referralId, from.hub],
  )
  const [row] = rows
  if (row === undefined) return {}
  const endedAt =
    row.recalled_at ?? row.taken_back_at ?? (row.in_force === false ? (row.as_of ?? undefined) : undefined)
  return { asOf: row.as_of ?? undefined, endedAt, standsUntil: row.stands_until ?? undefined }
}

export interface GrantPush {
  readonly toHub: string
  readonly sequence: bigint
}

/**
 * Hubs to which this one has given grants and has said nothing of them since `before`, or not since something was recalled there, since
 * something came that was awaited, or since a basis of somebody who is there ended; and those that are to be told anew (`tellAnew`).
 */
export async function duePushes({ sql }: Pick<Reader, 'sql'>, hub: string, before: Date): Promise<GrantPush[]> {
  // Asked each second: hubs are few and packages many, so it goes from one hub to the next in the index, and asks of each once.
  const rows = await sql<{ hub: string; sequence: string | null }>(
    `with recursive peer (hub) as (
       (select recipient_hub from permit where ${left('permit')} order by recipient_hub limit 1)
       union all
       select (select recipient_hub from permit where ${left('permit')} and recipient_hub > peer.hub order by recipient_hub limit 1)
         from peer where peer.hub is not null
     )
     select peer.hub, s.sequence::text from peer left join status_push s on s.to_hub = peer.hub
      where peer.hub <> $1
        and (s.pushed_at is null or s.pushed_at <= $2 or exists (
          select from recall r where r.to_hub = peer.hub and r.from_hub = $1 and r.recalled_at > s.pushed_at)
          or exists (select from ${BASIS_THERE} and ${MOVED_AT} > s.pushed_at)
          or exists (select from ${BASIS_THERE} and b.refusal_lifted_at > s.pushed_at))`,
    [hub, before],
    'due-pushes',
  )
  return rows.map(row => ({ toHub: row.hub, sequence: BigInt(row.sequence ?? 0) + 1n }))
}

/** When what a basis awaited has come: its sheet, or the second person's word. */
const CAME_AT = 'greatest(b.sheet_added_at, b.confirmed_at)'

/** And when it ended, for another may carry what left on it. As it is indexed. */
const MOVED_AT = 'greatest(b.sheet_added_at, b.confirmed_at, b.withdrawn_at)'

/** Packages with a grant, as they are indexed. */
export const left = (permit: string) => `${permit}.occasion = 'package' and ${permit}.grant_id is not null`

/** Of somebody of whom its agency has sent something to `peer.hub`. */
const BASIS_THERE = `basis b join permit q on q.subject_id = b.subject_id and q.sender_agency = b.agency_id
  where q.recipient_hub = peer.hub and ${left('q')}`

/** It would replace what the person said no to, maybe only since: the independent person's review is the confirmation. */
export const AWAITS_REVIEW = '(b.replaces_refusal and b.confirmed_at is null)'

export interface Standing {
  /** Ids of grants. */
  readonly inForce: readonly string[]
  readonly prolonged: readonly Prolonged[]
}

/** The grants to a hub that stand on what they left on, and until when, where that is not what the grant itself says. One that rests on another hub's grant stands as long as nothing was recalled. */
export async function grantsInForce(
  { sql }: Reader,
  toHub: string,
  /** `ended`: ids of bases that carry nothing more, although they are in force. */
  { now, ended }: { readonly now: Date; readonly ended: ReadonlySet<string> },
): Promise<Standing> {
  const rows = await sql<{ grant_id: string; until: Date | null }>(
    `select p.grant_id::text,
            case when b.id is null then s.stands_until
                 when ${CAME_AT} >= p.issued_at then least(b.ends_at, case when b.confirmed_at is null then b.confirm_by end,
                   case when b.sheet_id is null then b.sheet_by end) end as until
       from permit p
       left join basis b on b.id::text = p.basis_id
       left join imported_grant g on g.grant_id = p.basis_id
       left join grant_status s on s.grant_id = g.grant_id
      where ${left('p')} and p.recipient_hub = $1
        and case when b.id is not null
            then b.withdrawn_at is null and b.ends_at > $2 and not ${AWAITS_REVIEW}
             and (b.sheet_by is null or b.sheet_id is not null or b.sheet_by > $2)
             and (b.confirm_by is null or (b.confirmed_at is null and b.confirm_by > $2) or b.confirmed_at < b.confirm_by)
             and b.id::text <> all ($3)
            else g.grant_id is not null and coalesce(s.stands_until, g.valid_until) > $2 and coalesce(s.in_force, true) end
        and not exists (select from recall r where r.referral_id = p.referral_id and r.to_hub = $1 and r.recalled_at >= p.issued_at)
      order by 1`,
    [toHub, now, [...ended]],
  )
  return {
    inForce: rows.map(row => row.grant_id),
    prolonged: rows.flatMap(({ grant_id: grantId, until }) => (until === null ? [] : [{ grantId, until }])),
  }
}

/** False if another instance was quicker. */
export async function markPushed(
  { sql }: Transaction,
  { toHub, sequence, at }: GrantPush & { readonly at: Date },
): Promise<boolean> {
  const rows = await sql(
    `insert into status_push (to_hub, sequence, pushed_at) values ($1, $2, $3)
     on conflict (to_hub) do update set sequence = $2, pushed_at = $3 where status_push.sequence < $2 returning 1 as done`,
    [toHub, sequence.toString(), at],
  )
  return rows.length > 0
}

/**
 * What is known of a person is another than before, or they said no, and something may carry nothing more by it: hubs that have anything of them,
 * by whichever of linked records, are due again. A list that is being made meanwhile is not the last one.
 */
export async function tellAnew({ sql }: Transaction, { subjectId, subjectRef }: Sought): Promise<void> {
  await sql(
    `insert into status_push (to_hub, sequence, pushed_at)
     select distinct recipient_hub, 1, '-infinity'::timestamptz from permit
      where ${left('permit')} and subject_id in (
        select $1 union select subject_id from basis where subject_ref in (select names_known_by($1, $2)))
      order by 1
     on conflict (to_hub) do update set sequence = status_push.sequence + 1, pushed_at = excluded.pushed_at`,
    [subjectId, subjectRef ?? null],
  )
}

export interface SilentHub {
  readonly hub: string
  /** Agencies here that have something of it, each with one referral of it. */
  readonly holders: readonly { readonly agencyId: string; readonly referralId: string }[]
}

/** Hubs whose grants stand here and that have said nothing since `before`; from now on somebody was told. */
export async function claimSilentHubs({ sql }: Transaction, now: Date, before: Date): Promise<SilentHub[]> {
  const rows = await sql<{ from_hub: string; to_agency: string; referral_id: string }>(
    `with silent as (
       select g.from_hub as hub from imported_grant g left join status_list l on l.from_hub = g.from_hub
         left join grant_status s on s.grant_id = g.grant_id
        where coalesce(s.stands_until, g.valid_until) > $1
        group by g.from_hub, l.received_at, l.alarmed_at
       having coalesce(l.received_at, min(g.imported_at)) <= $2 and coalesce(l.alarmed_at, '-infinity') <= $2
     ), told as (
       insert into status_list (from_hub, sequence, issued_at, received_at, alarmed_at)
       select hub, 0, '-infinity', (select min(imported_at) from imported_grant where from_hub = hub), $1 from silent
       on conflict (from_hub) do update set alarmed_at = $1
     )
     select distinct on (from_hub, to_agency) from_hub, to_agency, referral_id from imported_grant g join silent on hub = from_hub
       left join grant_status s on s.grant_id = g.grant_id
      where coalesce(s.stands_until, valid_until) > $1 order by from_hub, to_agency, imported_at desc`,
    [now, before],
  )
  const hubs = Map.groupBy(rows, row => row.from_hub)
  return [...hubs].map(([hub, of]) => ({
    hub,
    holders: of.map(row => ({ agencyId: row.to_agency, referralId: row.referral_id })),
  }))
}
