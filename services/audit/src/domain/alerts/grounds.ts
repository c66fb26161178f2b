import { DAY_MS, HOUR_MS, MINUTE_MS } from '@amparo/kernel'
import type { Calendar } from '@amparo/protocols'
import { AHEAD_MS } from '../entry-rules.ts'
import type { Projected } from '../projected.ts'
import type {
  AfterClosure,
  Bulk,
  DatedAhead,
  Each,
  Having,
  NearMiss,
  OffHours,
  OutsideMandate,
  RelationFound,
  ReviewOverdue,
  Rule,
  Whose,
  WithoutAssignment,
} from './alert-policy.ts'
import { localTime } from './local-time.ts'

/** What stands around an entry in the log. Nothing of it is later in the log than the entry, but what is of the referral. */
export interface Around {
  /** Of the user's country. */
  readonly calendar: Calendar
  /** Of the same user, the entry among them. */
  readonly ofUser: readonly Projected[]
  /** On the same referral: to whom it was assigned, whose assignment ended, and when it ended itself. */
  readonly ofReferral: readonly Taken[]
  /** Of an entry that names no referral, on its person: who did what `peopleActions` name, and the course of each of their referrals. */
  readonly ofPerson: readonly Taken[]
  /** Each referral of that person that the log knows of, whether or not anything of its course. */
  readonly referralsOfPerson: readonly string[]
}

/** Why an alert is raised. */
export interface Ground {
  /** What is one and the same case: it is raised once. */
  readonly key: string
  readonly entryIds: readonly string[]
  /** What the rule's words name. */
  readonly facts: Readonly<Record<string, string | number>>
  /** In the place of the rule's. */
  readonly weight?: number | undefined
}

/** An alert names so many entries; the others are found by searching. */
const MOST_NAMED = 50

/** An entry, and when the log took it. */
export interface Taken extends Projected {
  readonly takenAt: Date
}

/** What is too young for rules: dated after `after`, and not after `until`. */
export interface Young {
  readonly after: Date
  readonly until: Date
}

/** So many minutes, at that moment. Beyond what clocks differ by nothing is young: whose date is wrong would be waited for until then. */
export const youngAt = (at: Date, minutes: number): Young => ({
  after: new Date(at.getTime() - minutes * MINUTE_MS),
  until: new Date(at.getTime() + AHEAD_MS),
})

/**
 * In the log's order, up to the first that is young: what belongs to it may still be on its way. Who wrote an entry dated it, so one dated ahead
 * is as old as the log has had it: else it would hold up all that stand behind it. What `firstYoung` of the projection finds is never settled.
 */
export function settledOf(entries: readonly Taken[], { after, until }: Young): readonly Taken[] {
  const young = entries.findIndex(({ occurredAt, takenAt }) => {
    const at = occurredAt <= until ? occurredAt : takenAt
    return at > after && at <= until
  })
  return young < 0 ? entries : entries.slice(0, young)
}

/** Whether a rule speaks of an entry, and why. Pure: of the same log it always says the same. */
export function groundOf(rule: Rule, entry: Taken, around: Around): Ground | undefined {
  switch (rule.kind) {
    case 'each':
      return groundOfEach(rule, entry)
    case 'without_assignment':
      return withoutAssignment(rule, entry, around)
    case 'outside_mandate':
      return outsideMandate(rule, entry, around)
    case 'bulk':
      return bulk(rule, entry, around)
    case 'off_hours':
      return offHours(rule, entry, around)
    case 'after_closure':
      return afterClosure(rule, entry, around)
    case 'relation':
      return relation(rule, entry, around)
    case 'near_miss':
      return nearMiss(rule, entry, around)
    case 'review_overdue':
      return reviewOverdue(rule, entry)
    case 'dated_ahead':
      return datedAhead(rule, entry, around)
  }
}

/** By the entry alone, whatever stands around it. */
export function groundOfEach(
  { actions, codes }: Each,
  { action, entryId, code = '', index }: Projected,
): Ground | undefined {
  if (!actions.includes(action) || codes?.includes(code) === false) return undefined
  return { key: entryId, entryIds: [entryId], facts: { code, index } }
}

function withoutAssignment(rule: WithoutAssignment, entry: Projected, around: Around) {
  const { action, userId, referralId, subjectRef, entryId } = entry
  // A request for evidence is nobody's case, speaks of nobody, and is assigned to nobody.
  if (!rule.actions.includes(action) || userId === undefined || subjectRef === undefined) return
  const isTheirs =
    referralId === undefined ? hasPerson(rule, entry, around.ofPerson) : isAssigned(entry, around.ofReferral)
  if (isTheirs) return
  const whose = whoseWas(rule, entry, referralId === undefined ? around.ofPerson : around.ofReferral)
  const weight = rule.whose?.[whose].weight
  return { key: `${userId}/${referralId ?? subjectRef}`, entryIds: [entryId], facts: { whose }, weight }
}

function whoseWas({ theirs, brought }: WithoutAssignment, entry: Projected, around: readonly Taken[]): Whose {
  const { userId, agency } = entry
  const before = around.filter(one => cameAt(one) <= entry.occurredAt.getTime())
  const isAction = (one: Projected, action: string) => one.action === action
  if (before.some(one => one.assigneeId === userId && isAction(one, 'referral_unassigned'))) return 'ended'
  const own = before.filter(one => one.agency?.hub === agency?.hub && one.agency?.agencyId === agency?.agencyId)
  const hadIt = own.some(
    one =>
      (one.userId !== userId && (theirs.includes(one.action) || isThing(brought, one, entry))) ||
      (isAction(one, 'referral_assigned') && isAssigned({ ...entry, userId: one.assigneeId }, sameCourse(one, own))),
  )
  return hadIt ? 'colleague' : 'nobody'
}

const sameCourse = ({ referralId }: Projected, all: readonly Taken[]) =>
  all.filter(one => one.referralId === referralId)

/** Whether by it came the very thing that is opened, whose id stands last in the code. */
const isThing = (brought: readonly string[], { action, code }: Projected, opened: Projected): boolean =>
  brought.includes(action) && code === opened.code?.split(':').at(-1)

/** Several may be assigned at a time: another's assignment ends nobody's. */
function isAssigned({ userId, occurredAt }: Projected, ofReferral: readonly Taken[]): boolean {
  const own = ofReferral.filter(one => one.assigneeId === userId && cameAt(one) <= occurredAt.getTime())
  return own.toSorted(byTime).at(-1)?.action === 'referral_assigned'
}

/** By a referral of the person, by what they did for them, or since they brought in what is opened. */
const hasPerson = (rule: Having, entry: Projected, ofPerson: readonly Taken[]): boolean =>
  hasOtherwise(rule, entry, ofPerson) || hasByReferral(entry, ofPerson)

function hasOtherwise({ theirs, brought }: Having, entry: Projected, ofPerson: readonly Projected[]): boolean {
  const did = ofPerson.filter(one => one.userId === entry.userId && one.occurredAt <= entry.occurredAt)
  return did.some(one => theirs.includes(one.action) || isThing(brought, one, entry))
}

function hasByReferral(entry: Projected, ofPerson: readonly Taken[]): boolean {
  const courses = Map.groupBy(ofPerson, ({ referralId }) => referralId)
  return [...courses].some(([referralId, course]) => referralId !== undefined && isAssigned(entry, course))
}

/** What `ofPerson` holds beside the course of referrals. */
export const peopleActions = (rules: readonly Rule[]): string[] =>
  rules.flatMap(rule => ('theirs' in rule ? [...rule.theirs, ...rule.brought] : []))

const byTime = (one: Taken, other: Taken): number => cameAt(one) - cameAt(other) || one.index - other.index

/** What ends an assignment has come when the log was told of it, whatever its date: else somebody would keep it until then. */
const cameAt = (one: Taken): number => (one.action === 'referral_unassigned' ? endedAt(one) : one.occurredAt.getTime())

function outsideMandate({ codes }: OutsideMandate, entry: Projected, { calendar }: Around) {
  const { action, code, userId = '', referralId = '', entryId } = entry
  if (action !== 'disclosure_denied' || code === undefined || !codes.includes(code)) return undefined
  const { date } = localTime(entry.occurredAt, calendar)
  return { key: [userId, referralId, code, date].join('/'), entryIds: [entryId], facts: { code } }
}

function bulk(rule: Bulk, entry: Projected, { calendar, ofUser }: Around): Ground | undefined {
  if (!rule.actions.includes(entry.action) || entry.userId === undefined) return undefined
  const accesses = ofUser.filter(({ action }) => rule.actions.includes(action))
  const end = entry.occurredAt.getTime()
  const begin = end - rule.hours * HOUR_MS
  const now = accesses.filter(({ occurredAt: at }) => at.getTime() > begin && at.getTime() <= end)
  const count = peopleIn(now)
  const since = begin - rule.usualDays * DAY_MS
  const before = accesses.filter(({ occurredAt: at }) => at.getTime() > since && at.getTime() <= begin)
  const days = Map.groupBy(before, ({ occurredAt }) => localTime(occurredAt, calendar).date)
  const usual = medianOf([...days.values()].map(peopleIn))
  if (count < Math.max(rule.floor, Math.ceil(rule.factor * usual))) return undefined
  return {
    key: `${entry.userId}/${localTime(entry.occurredAt, calendar).date}`,
    entryIds: namedOf(now),
    facts: { count, hours: rule.hours, usual },
  }
}

/** A person has another name in each agency, and a referral is of one person. */
const peopleIn = (entries: readonly Projected[]): number =>
  new Set(entries.map(({ subjectRef, referralId, entryId }) => referralId ?? subjectRef ?? entryId)).size

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function offHours(rule: OffHours, entry: Projected, { calendar, ofUser }: Around): Ground | undefined {
  if (!rule.actions.includes(entry.action) || entry.userId === undefined) return undefined
  const { hub = '', agencyId = '' } = entry.agency ?? {}
  const { from, to, everyDay } = rule.agencies[`${hub}/${agencyId}`] ?? { ...rule, everyDay: false }
  const isOutside = ({ occurredAt }: Projected): boolean => {
    const { date, hour } = localTime(occurredAt, calendar)
    return hour < from || hour >= to || !(everyDay || calendar.isWorkingDay(date))
  }
  if (!isOutside(entry)) return undefined
  const { date, hour, minute } = localTime(entry.occurredAt, calendar)
  const since = entry.occurredAt.getTime() - rule.usualDays * DAY_MS
  const before = ofUser.filter(
    ({ action, occurredAt, entryId }) =>
      rule.actions.includes(action) && occurredAt.getTime() > since && entryId !== entry.entryId,
  )
  const share = before.length === 0 ? 0 : before.filter(isOutside).length / before.length
  if (before.length >= rule.usualFrom && share >= rule.usualShare) return undefined
  const at = [hour, minute].map(part => String(part).padStart(2, '0')).join(':')
  return {
    key: `${entry.userId}/${date}`,
    entryIds: [entry.entryId],
    facts: { at, from, to, share: Math.round(share * 100) },
  }
}

function afterClosure(rule: AfterClosure, entry: Projected, around: Around): Ground | undefined {
  const { actions, graceHours } = rule
  const { action, userId = '', referralId, subjectRef, occurredAt, entryId } = entry
  if (!actions.includes(action)) return undefined
  const ended = referralId === undefined ? endOfAll(rule, entry, around) : around.ofReferral.find(isEnd)
  const late = ended === undefined ? 0 : occurredAt.getTime() - endedAt(ended)
  if (ended === undefined || late <= graceHours * HOUR_MS) return undefined
  const facts = { days: Math.floor(late / DAY_MS), code: ended.code ?? '' }
  return { key: `${userId}/${referralId ?? subjectRef}`, entryIds: [ended.entryId, entryId], facts }
}

const isEnd = ({ action }: Projected): boolean => action === 'referral_ended'

/** An end of which the log was told has come, whatever date whoever told it gave it: else one dated ahead would silence the rule until then. */
const endedAt = ({ occurredAt, takenAt }: Taken): number => Math.min(occurredAt.getTime(), takenAt.getTime())

/** The last end among the person's referrals, for whoever has them by these alone; undefined while one has not ended. */
function endOfAll(rule: AfterClosure, entry: Projected, { ofPerson, referralsOfPerson }: Around) {
  if (hasOtherwise(rule, entry, ofPerson) || !hasByReferral(entry, ofPerson)) return undefined
  const ends = ofPerson.filter(isEnd)
  const ended = new Set(ends.map(({ referralId }) => referralId))
  return referralsOfPerson.every(id => ended.has(id))
    ? ends.toSorted((a, b) => endedAt(a) - endedAt(b) || a.index - b.index).at(-1)
    : undefined
}

function relation(rule: RelationFound, entry: Projected, { calendar }: Around): Ground | undefined {
  const { userId = '', agency, referralId, subjectRef, entryId } = entry
  const relations = entry.relations.filter(code => rule.relations.includes(code))
  if (relations.length === 0) return undefined
  const month = localTime(entry.occurredAt, calendar).date.slice(0, '2026-01'.length)
  const of =
    rule.once === 'agency_month'
      ? [agency?.hub, agency?.agencyId, month]
      : [userId, referralId ?? subjectRef ?? entryId]
  return { key: [...of, ...relations].join('/'), entryIds: [entryId], facts: {} }
}

/** The code of a search ends with how many were shown. */
const foundNobody = ({ action, code }: Projected): boolean =>
  action === 'people_searched' && code?.endsWith(':0') === true

/**
 * A try is a search that found nobody, one that showed somebody and ended in nothing before the next, and a question to another hub that did
 * so. What ends the last one may still come: it counts only if it found nobody, or when there is a next.
 */
function nearMiss({ actions, ends, count: most, minutes }: NearMiss, entry: Projected, { calendar, ofUser }: Around) {
  if (!actions.includes(entry.action) || entry.userId === undefined) return undefined
  const end = entry.occurredAt.getTime()
  const steps = ofUser.filter(
    ({ action, occurredAt: at }) =>
      (actions.includes(action) || ends.includes(action)) &&
      at.getTime() > end - minutes * 60_000 &&
      at.getTime() <= end,
  )
  const missed = steps.filter((one, i) => {
    if (!actions.includes(one.action)) return false
    const next = steps[i + 1]
    return foundNobody(one) || (next !== undefined && !ends.includes(next.action))
  })
  if (missed.length < most) return undefined
  const { date } = localTime(entry.occurredAt, calendar)
  const facts = { count: missed.length, minutes }
  return { key: `${entry.userId}/${date}`, entryIds: namedOf(missed), facts }
}

function reviewOverdue(
  { deadlines, calls }: ReviewOverdue,
  { action, code = '', referralId = '', entryId }: Projected,
) {
  const [deadline = '', call = ''] = code.split('/')
  if (action !== 'referral_escalated' || !deadlines.includes(deadline) || !calls.includes(call)) return undefined
  return { key: `${referralId}/${deadline}`, entryIds: [entryId], facts: { deadline } }
}

/** Once a service and day: a clock that is wrong is so for each of its entries. */
function datedAhead({ minutes }: DatedAhead, { entryId, source, occurredAt, takenAt }: Taken, { calendar }: Around) {
  if (occurredAt.getTime() - takenAt.getTime() <= minutes * MINUTE_MS) return undefined
  const facts = { source, dated: minuteOf(occurredAt), taken: minuteOf(takenAt) }
  return { key: `${source}/${localTime(takenAt, calendar).date}`, entryIds: [entryId], facts }
}

/** UTC. */
const minuteOf = (at: Date): string => at.toISOString().slice(0, '2026-01-31T00:00'.length).replace('T', ' ')

const namedOf = (entries: readonly Projected[]): string[] => entries.slice(-MOST_NAMED).map(({ entryId }) => entryId)
