import type { Coded, Side } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import { columnsOf, courseOf, isCancelled, otherSide } from '../../domain/requests/course.ts'
import { newlyGone } from '../../domain/requests/gone-back.ts'
import type { Signed, Step } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { addRequestStep } from '../../store/request-steps.ts'
import { saveRequest } from '../../store/requests.ts'
import { recallRequest } from '../recall.ts'
import type { RequestDeps } from './deps.ts'
import { tellOfSteps } from './tell-agencies.ts'
import { tellCustody, tellLog } from './tell-log.ts'
import { tellOther } from './tell-other.ts'

export interface Logged {
  readonly request: Signed
  readonly steps: readonly Step[]
}

interface NewStep {
  readonly step: string
  readonly side: Side
  readonly data: Readonly<Record<string, Coded>>
  /** Undefined: the clock. */
  readonly byUser: string | undefined
}

/** Adds a step of this hub's to the log of a request that this transaction has locked, and tells the other hub of all of that side's. */
export async function recordStep(
  tx: Transaction,
  deps: RequestDeps,
  { request, steps }: Logged,
  { step, side, data, byUser }: NewStep,
): Promise<Signed> {
  const now = deps.now()
  const own = steps.filter(taken => taken.side === side)
  const last = (whose: Side) => Math.max(0, ...steps.flatMap(taken => (taken.side === whose ? [taken.number] : [])))
  // A clock that was set back does not turn the order round.
  const at = new Date(Math.max(now.getTime(), ...own.map(taken => taken.at.getTime())))
  const place = { number: last(side) + 1, seen: last(otherSide(side)) }
  const taken: Step = { step, side, ...place, at, data, byUser, receivedAt: now }
  const next = await recordSteps(tx, deps, { request, steps }, [taken])
  await tellOther(tx, deps, next, side, [...own, taken])
  return next
}

/** Adds steps of either side as they are, and brings the row in line with the log. */
export async function recordSteps(
  tx: Transaction,
  deps: RequestDeps,
  { request, steps }: Logged,
  added: readonly Step[],
): Promise<Signed> {
  for (const step of added) await addRequestStep(tx, request.id, step)
  const { protocol } = basisOf(deps.rules, request)
  const course = courseOf(protocol, request, [...steps, ...added])
  // Of no step there is no course.
  const before = steps.length > 0 ? courseOf(protocol, request, steps) : undefined
  const next = { ...request, version: request.version + added.length, updatedAt: deps.now() }
  await saveRequest(tx, next, columnsOf(course))
  const isTakenBack = isCancelled(course) && !(before && isCancelled(before))
  if (isTakenBack && request.fromHub === deps.hub) await recallRequest(tx, request.id, next.updatedAt)
  makeKnown(tx, deps, next, course, added)
  if (before) tellCustody(tx, deps, next, newlyGone(before, course))
  return next
}

/** Of steps that were added, those that count: to whom they concern in this hub, and to the access log. */
export function makeKnown(
  tx: Transaction,
  deps: RequestDeps,
  request: Signed,
  course: ReturnType<typeof courseOf>,
  added: readonly Step[],
): void {
  const counted = course.entries.flatMap(({ taken, effective }) => (effective && added.includes(taken) ? [taken] : []))
  for (const step of counted) tellLog(tx, deps, request, course, step)
  tellOfSteps(tx, deps, request, counted)
}
