import { hash } from 'node:crypto'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { ProtocolBook } from '@amparo/protocols'
import type { Store, Transaction } from '@amparo/store'
import type { AlertPolicy, Rule } from '../domain/alerts/alert-policy.ts'
import { type Around, type Ground, groundOf, settledOf } from '../domain/alerts/grounds.ts'
import { type Projected, UNREADABLE } from '../domain/projected.ts'
import { type Alert, addAlerts, holdSweep, setSweep } from '../store/alerts.ts'
import { courseOf, ofUserSince, projectedFrom, unreadableBefore } from '../store/projection.ts'
import type { Projection } from './projection.ts'

export interface SweepDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly projection: Projection
  readonly policy: AlertPolicy
  /** Whose calendars say when offices work. */
  readonly book: Pick<ProtocolBook, 'calendarOf'>
  readonly now: Clock
}

const AT_ONCE = 200
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** No rule looks further back: `usualDays`, and the hours before them. */
const LOOKED_BACK_MS = (28 + 7) * 24 * HOUR_MS
/** Of one user, so many entries are looked at. */
const MOST_OF_USER = 5_000

/** Puts what has come into the log before every rule, once and in order. Several may at once. */
export async function sweep(deps: SweepDeps): Promise<void> {
  await deps.projection.catchUp()
  while ((await deps.store.run(tx => sweepSome(deps, tx))) === AT_ONCE);
}

async function sweepSome({ hub, policy, book, now }: SweepDeps, tx: Transaction): Promise<number> {
  const at = now()
  const next = await holdSweep(tx)
  const found = await projectedFrom(tx, next, AT_ONCE)
  const settled = settledOf(found, new Date(at.getTime() - policy.settleMinutes * MINUTE_MS))
  // What could be read when rules went over it, and was changed since.
  const unread = await unreadableBefore(tx, { index: next, rules: ofUnreadable(policy), limit: AT_ONCE })
  const judged = [...unread, ...settled]
  const last = settled.at(-1)
  const trails = await trailsOf(tx, judged, last?.index ?? next)
  const raised = judged.flatMap(entry => {
    const calendar = book.calendarOf(entry.agency?.hub ?? hub)
    const around: Around = { calendar, ...trails(entry) }
    return policy.rules.flatMap(rule => {
      const ground = groundOf(rule, entry, around)
      return ground === undefined ? [] : [alertOf(policy, rule, { entry, ground, at })]
    })
  })
  await addAlerts(tx, raised)
  if (last !== undefined) await setSweep(tx, last.index + 1)
  return settled.length
}

const ofUnreadable = ({ rules }: AlertPolicy): string[] =>
  rules.flatMap(rule => (rule.kind === 'each' && rule.actions.includes(UNREADABLE) ? [rule.id] : []))

/** What stands around each of these entries, read once for all of them. */
async function trailsOf(tx: Transaction, entries: readonly Projected[], upTo: number) {
  const firstAt = new Map<string, number>()
  for (const { userId, occurredAt } of entries)
    if (userId !== undefined)
      firstAt.set(userId, Math.min(firstAt.get(userId) ?? Number.POSITIVE_INFINITY, occurredAt.getTime()))
  const ofUsers = new Map<string, Projected[]>()
  for (const [userId, at] of firstAt) {
    const asked = { userId, since: new Date(at - LOOKED_BACK_MS), upTo, limit: MOST_OF_USER }
    ofUsers.set(userId, await ofUserSince(tx, asked))
  }
  const referralIds = [...new Set(entries.flatMap(({ referralId }) => referralId ?? []))]
  const courses = Map.groupBy(await courseOf(tx, referralIds), ({ referralId }) => referralId)
  return ({ userId, referralId, index }: Projected): Omit<Around, 'calendar'> => ({
    ofUser: (ofUsers.get(userId ?? '') ?? []).filter(one => one.index <= index),
    ofReferral: (referralId && courses.get(referralId)) || [],
  })
}

interface Case {
  readonly entry: Projected
  readonly ground: Ground
  readonly at: Date
}

/** The same case of the same rule is the same alert. */
const alertOf = (policy: AlertPolicy, rule: Rule, { entry, ground, at }: Case): Alert => ({
  id: uuidOf(hash('sha256', `amparo/alert/${rule.id}/${ground.key}`, 'hex')),
  ...{ rule: rule.id, policyHash: policy.hash, weight: rule.weight, raisedAt: at },
  dueAt: new Date(at.getTime() + rule.dueHours * HOUR_MS),
  ...{ userId: entry.userId, agency: entry.agency, referralId: entry.referralId },
  ...{ entryIds: ground.entryIds, facts: ground.facts },
})
