import { hash } from 'node:crypto'
import { type Clock, HOUR_MS, uuidOf } from '@amparo/kernel'
import type { ProtocolBook } from '@amparo/protocols'
import type { Store, Transaction } from '@amparo/store'
import { type AlertPolicy, type Rule, supervised } from '../domain/alerts/alert-policy.ts'
import {
  type Around,
  type Ground,
  groundOf,
  groundOfEach,
  peopleActions,
  settledOf,
  youngAt,
} from '../domain/alerts/grounds.ts'
import { type Projected, UNREADABLE } from '../domain/projected.ts'
import { mapInTurns } from '../in-turns.ts'
import { type Alert, addAlerts, holdSweep, setSweep } from '../store/alerts.ts'
import { courseOf, courseOfPeople, ofUserSince, takenFrom, unreadableBefore } from '../store/projection.ts'
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
/** No rule looks further back: `usualDays`, and the hours before them. */
export const LOOKED_BACK_MS = (28 + 7) * 24 * HOUR_MS
/** Of one user, so many entries are looked at. */
const MOST_OF_USER = 5_000

/**
 * Puts what has come into the log before every rule, once and in order. Several may at once. Answers how far it has come. `from`: where whoever
 * asks has come to, by what it did itself: what is said to lie behind may never have been judged, and the same case twice is one alert.
 */
export async function sweep(deps: SweepDeps, from = Number.POSITIVE_INFINITY): Promise<number> {
  await deps.projection.catchUp()
  for (let at = from; ; ) {
    const { next, count } = await deps.store.run(tx => sweepSome(deps, tx, at))
    if (count < AT_ONCE) return next
    at = next
  }
}

interface Swept {
  readonly next: number
  readonly count: number
}

async function sweepSome({ hub, policy, book, now }: SweepDeps, tx: Transaction, from: number): Promise<Swept> {
  const at = now()
  const stored = await holdSweep(tx)
  const next = Math.min(stored, from)
  const found = await takenFrom(tx, next, AT_ONCE)
  const settled = settledOf(found, youngAt(at, policy.settleMinutes))
  // What could be read when rules went over it, and was changed since.
  const unread = await unreadableBefore(tx, { index: next, rules: ofUnreadable(policy), limit: AT_ONCE })
  const judged = [...unread, ...settled]
  const last = settled.at(-1)
  const trails = await trailsOf(tx, judged, { upTo: last?.index ?? next, actions: peopleActions(policy.rules) })
  const raise = (rule: Rule, entry: Projected, ground: Ground | undefined): Alert[] =>
    ground === undefined ? [] : [alertOf(policy, rule, { entry, ground, at })]
  const raised = await mapInTurns(judged, entry => {
    const calendar = book.calendarOf(entry.agency?.hub ?? hub)
    const around: Around = { calendar, ...trails(entry) }
    return policy.rules.flatMap(rule => raise(rule, entry, groundOf(rule, entry, around)))
  })
  // Supervisors are told at once; nothing that is still on its way says anything else of it.
  const atOnce = supervised(policy)
  const young = found
    .slice(settled.length)
    .flatMap(entry => atOnce.flatMap(rule => raise(rule, entry, groundOfEach(rule, entry))))
  await addAlerts(tx, [...raised.flat(), ...young])
  const reached = last === undefined ? next : last.index + 1
  if (reached > stored) await setSweep(tx, reached)
  return { next: reached, count: settled.length }
}

const ofUnreadable = ({ rules }: AlertPolicy): string[] =>
  rules.flatMap(rule => (rule.kind === 'each' && rule.actions.includes(UNREADABLE) ? [rule.id] : []))

/** What stands around each of these entries, read once for all of them. */
async function trailsOf(
  tx: Transaction,
  entries: readonly Projected[],
  { upTo, actions }: { readonly upTo: number; readonly actions: readonly string[] },
) {
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
  const alone = entries.flatMap(({ referralId, subjectRef }) => (referralId === undefined ? (subjectRef ?? []) : []))
  const people = await courseOfPeople(tx, [...new Set(alone)], actions)
  return ({ userId, referralId, subjectRef, index }: Projected): Omit<Around, 'calendar'> => ({
    ofUser: (ofUsers.get(userId ?? '') ?? []).filter(one => one.index <= index),
    ofReferral: (referralId && courses.get(referralId)) || [],
    ...(referralId === undefined && subjectRef !== undefined ? people(subjectRef) : NOBODY),
  })
}

const NOBODY = { ofPerson: [], referralsOfPerson: [] }

interface Case {
  readonly entry: Projected
  readonly ground: Ground
  readonly at: Date
}

/** The same case of the same rule is the same alert. */
const alertOf = (policy: AlertPolicy, rule: Rule, { entry, ground, at }: Case): Alert => ({
  id: uuidOf(hash('sha256', `amparo/alert/${rule.id}/${ground.key}`, 'hex')),
  ...{ rule: rule.id, policyHash: policy.hash, weight: ground.weight ?? rule.weight, raisedAt: at },
  dueAt: new Date(at.getTime() + rule.dueHours * HOUR_MS),
  ...{ userId: entry.userId, agency: entry.agency, referralId: entry.referralId },
  ...{ entryIds: ground.entryIds, facts: ground.facts },
})
