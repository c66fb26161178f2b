import type { Reader, Transaction } from '@amparo/store'
import type { AlertEvent, AlertStep } from '../domain/alerts/course.ts'
import type { Ground } from '../domain/alerts/grounds.ts'
import type { AgencyOf } from '../domain/projected.ts'

export interface Alert {
  readonly id: string
  readonly rule: string
  /** Of the policy under which it was raised. */
  readonly policyHash: string
  readonly weight: number
  readonly raisedAt: Date
  readonly dueAt: Date
  readonly userId: string | undefined
  readonly agency: AgencyOf | undefined
  readonly referralId: string | undefined
  readonly entryIds: readonly string[]
  readonly facts: Ground['facts']
}

/** What is raised already stays as it was. */
export async function addAlerts({ sql }: Transaction, alerts: readonly Alert[]): Promise<void> {
  for (const alert of alerts)
    await sql(
      `insert into alert (id, rule, policy_hash, weight, raised_at, due_at, user_id, agency_hub, agency_id, referral_id,
                          entry_ids, facts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::uuid[], $12) on conflict do nothing`,
      [
        ...[alert.id, alert.rule, alert.policyHash, alert.weight, alert.raisedAt, alert.dueAt],
        ...[alert.userId ?? null, alert.agency?.hub ?? null, alert.agency?.agencyId ?? null, alert.referralId ?? null],
        ...[alert.entryIds, JSON.stringify(alert.facts)],
      ],
    )
}

type ListedState = 'open' | 'following' | 'closed'

const LISTED: Readonly<Record<ListedState, string>> = {
  open: 'not exists (select from alert_event where alert_id = id and ends)',
  // Found, and that was not the end of it.
  following: `(select step = 'found' and not ends from alert_event where alert_id = id order by number desc limit 1)`,
  closed: 'exists (select from alert_event where alert_id = id and ends)',
}

export interface AlertList {
  readonly state: ListedState
  /** What is due until then is overdue: the same for every page, so that none is left out between two. */
  readonly now: Date
  /** Only those behind it. */
  readonly after: string | undefined
  readonly limit: number
}

/** What is overdue before what is not, the graver before the lighter, the older before the newer. */
const PLACE = 'due_at > $1, -weight, raised_at, id'

export const listAlerts = (reader: Reader, { state, now, after, limit }: AlertList): Promise<Alert[]> =>
  alertsWhere(
    reader,
    `${LISTED[state]} and ($3::uuid is null or (${PLACE}) > (select ${PLACE} from alert where id = $3)) order by ${PLACE} limit $2`,
    [now, limit, after ?? null],
  )

export async function findAlert(reader: Reader, id: string): Promise<Alert | undefined> {
  return (await alertsWhere(reader, 'id = $1', [id]))[0]
}

/**
 * Raised before then and closed by nobody; but for those whose entries are kept for somebody or something else, too, and those about users
 * on hold. The oldest first.
 */
export const unclosedBefore = (
  reader: Reader,
  before: Date,
  onHold: readonly string[],
  limit: number,
): Promise<Alert[]> =>
  alertsWhere(
    reader,
    `raised_at < $1 and ${LISTED.open} and (user_id is null or user_id <> all ($2::text[]))
       and not exists (select from kept_half join leaf using (index)
                        where leaf.entry_id = any (alert.entry_ids) and reason not like 'alert/%')
     order by raised_at, id limit $3`,
    [before, onHold, limit],
  )

/**
 * Of which that agency's supervisor was asked and has not answered, or which rules of these ids put before them, and nobody has done anything about;
 * the latter and the oldest question first.
 */
export const askedOf = (
  reader: Reader,
  { hub, agencyId }: AgencyOf,
  { rules, limit }: { readonly rules: readonly string[]; readonly limit: number },
): Promise<Alert[]> =>
  alertsWhere(
    reader,
    `agency_hub = $1 and agency_id = $2 and coalesce(
       (select step from alert_event where alert_id = id order by number desc limit 1),
       case when rule = any ($4) then 'asked' end) = 'asked'
     order by (select max(at) from alert_event where alert_id = id) nulls first, raised_at, id limit $3`,
    [hub, agencyId, limit, rules],
  )

/** What was done about each, in order. */
export async function eventsOf({ sql }: Reader, ids: readonly string[]): Promise<Map<string, AlertEvent[]>> {
  const rows = await sql<EventColumns>(
    `select alert_id, step, code, at, user_id, agency_id from alert_event where alert_id = any ($1::uuid[])
      order by alert_id, number`,
    [ids],
  )
  const events = Map.groupBy(rows, row => row.alert_id)
  return new Map(ids.map(id => [id, (events.get(id) ?? []).map(toEvent)]))
}

export interface NextEvent extends AlertEvent {
  readonly number: number
  readonly ends: boolean
}

/** Throws a unique violation if somebody else was first. */
export async function addEvent({ sql }: Transaction, alertId: string, event: NextEvent): Promise<void> {
  const { number, step, code, at, userId, agencyId, ends } = event
  await sql(
    `insert into alert_event (alert_id, number, step, code, at, user_id, agency_id, ends)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [alertId, number, step, code, at, userId, agencyId, ends],
  )
}

/** Held until the transaction ends: one at a time goes through the log. */
export async function holdSweep({ sql }: Transaction): Promise<number> {
  const [row] = await sql<{ next: string }>('select next from sweep for update')
  return Number(row?.next ?? 0)
}

export async function setSweep({ sql }: Transaction, next: number): Promise<void> {
  await sql('update sweep set next = $1', [next])
}

interface AlertColumns {
  readonly id: string
  readonly rule: string
  readonly policy_hash: string
  readonly weight: number
  readonly raised_at: Date
  readonly due_at: Date
  readonly user_id: string | null
  readonly agency_hub: string | null
  readonly agency_id: string | null
  readonly referral_id: string | null
  readonly entry_ids: string[]
  readonly facts: Ground['facts']
}
interface EventColumns {
  readonly alert_id: string
  readonly step: AlertStep
  readonly code: string
  readonly at: Date
  readonly user_id: string
  readonly agency_id: string
}

async function alertsWhere({ sql }: Reader, where: string, params: readonly unknown[]): Promise<Alert[]> {
  const rows = await sql<AlertColumns>(
    `select id, rule, policy_hash, weight, raised_at, due_at, user_id, agency_hub, agency_id, referral_id, entry_ids, facts
       from alert where ${where}`,
    params,
  )
  return rows.map(toAlert)
}

const toAlert = (row: AlertColumns): Alert => ({
  ...{ id: row.id, rule: row.rule, policyHash: row.policy_hash, weight: row.weight },
  ...{ raisedAt: row.raised_at, dueAt: row.due_at, userId: row.user_id ?? undefined },
  agency:
    row.agency_hub === null || row.agency_id === null ? undefined : { hub: row.agency_hub, agencyId: row.agency_id },
  ...{ referralId: row.referral_id ?? undefined, entryIds: row.entry_ids, facts: row.facts },
})

const toEvent = ({ step, code, at, user_id: userId, agency_id: agencyId }: EventColumns): AlertEvent => ({
  ...{ step, code, at, userId, agencyId },
})
