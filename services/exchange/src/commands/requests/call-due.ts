import { isUnavailable } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { authorityIn, calledOf, callsOf, clockStepOf, type Running, runningOf } from '../../domain/requests/calls.ts'
import { courseOf } from '../../domain/requests/course.ts'
import { type EvidenceRequest, isSigned, type Step, sideHere } from '../../domain/requests/request.ts'
import { basisOf } from '../../domain/requests/rules.ts'
import { untakenOf, untakenTexts } from '../../domain/requests/untaken.ts'
import { unreadOn, watchedOf } from '../../domain/requests/watched.ts'
import { after, MINUTE } from '../../domain/times.ts'
import { addCall, endCalls, firedOf, lockNextToCall, saveCallAt } from '../../store/request-calls.ts'
import { lettersUnderWay, unopenedOf, untakenTextsOf } from '../../store/request-letters.ts'
import { firstSentOf, lastSentOf, requestStepsOf } from '../../store/request-steps.ts'
import { findRequest } from '../../store/requests.ts'
import { messages } from '../messages.ts'
import { authoritiesHere } from './authorities-here.ts'
import type { RequestDeps } from './deps.ts'
import { recordStep } from './record-step.ts'
import { tellAgencies } from './tell-agencies.ts'

/** What cannot be looked at is looked at again after this time, and holds up no other. */
const POSTPONE_MS = 10 * MINUTE

/**
 * Calls whoever is due to be called of the requests of this hub, at most of so many of them. Each is locked and its calls stand in the same
 * transaction: two instances, restarts and clocks that jump call nobody twice.
 */
export function callDue(deps: RequestDeps): (limit: number) => Promise<void> {
  const authorities = authoritiesHere(deps)
  return async limit => {
    // Before it is asked who may act: whoever is suspended by then is not called alone.
    const at = deps.now()
    const here = await authorities()
    for (let looked = 0; looked < limit; looked++) if (!(await callNext(deps, { at, here }))) return
  }
}

interface Round {
  /** What is due by then is called. */
  readonly at: Date
  /** Central authorities of this hub that may act; undefined while the directory cannot tell. */
  readonly here: readonly string[] | undefined
}

async function callNext(deps: RequestDeps, round: Round): Promise<boolean> {
  const { store, now, log } = deps
  let requestId: string | undefined
  try {
    return await store.run(async tx => {
      requestId = await lockNextToCall(tx, round.at)
      if (requestId !== undefined) await call(tx, deps, requestId, round)
      return requestId !== undefined
    })
  } catch (error) {
    // A store that is away is no fault of the request's.
    if (requestId === undefined || isUnavailable(error)) throw error
    const id = requestId
    messages['request.clock_failed'](log, { requestId: id }, error)
    await store.run(tx => saveCallAt(tx, id, after(now(), POSTPONE_MS)))
    return true
  }
}

/** What runs, what is waited for of an urgent request, from the other hub and from this one, and what the other hub did not take. */
async function runningIn(
  tx: Transaction,
  deps: RequestDeps,
  request: EvidenceRequest,
  steps: readonly Step[],
  at: Date,
): Promise<Running> {
  const { hub, rules, dues } = deps
  const running = runningOf(rules, request, steps, { hub, now: at })
  if (!isSigned(request)) return running
  const run = courseOf(basisOf(rules, request).protocol, request, steps)
  const ours = { hub, calendar: rules.calendarOf(hub) }
  const { id } = request
  const waiting = { first: await firstSentOf(tx, id), letters: await lettersUnderWay(tx, id) }
  const byPhone = { ...ours, dues: dues.emergency }
  const watched = watchedOf(request, { run, ...waiting }, byPhone)
  const unread = unreadOn(request, { run, unopened: await unopenedOf(tx, id, hub) }, byPhone)
  const untaken = untakenOf(request, { run, last: await lastSentOf(tx, id) }, ours)
  const ended = await untakenTextsOf(tx, id)
  const texts = untakenTexts(request, { run, ended }, { ...ours, within: dues.emergency.delivered })
  return {
    ...running,
    dues: [...running.dues, ...watched, ...unread, ...untaken, ...texts],
    owed: new Set([...running.owed, ...unread, ...untaken]),
  }
}

async function call(tx: Transaction, deps: RequestDeps, requestId: string, { at, here }: Round): Promise<void> {
  const { hub, log } = deps
  const request = await findRequest(tx, requestId)
  if (request === undefined) return
  const steps = await requestStepsOf(tx, requestId)
  const running = await runningIn(tx, deps, request, steps, at)
  const step = clockStepOf(running, at)
  if (step !== undefined && isSigned(request)) {
    const side = sideHere(request, hub)
    // It is looked at again as it stands then.
    await recordStep(tx, deps, { request, steps }, { step, side, data: {}, byUser: undefined })
    return
  }
  const calls: CallsOfAgency[] = []
  for (const agencyId of calledOf(request, hub))
    calls.push(await callAgency(tx, deps, { requestId, agencyId, running, at }))
  const agencies = calls.filter(({ made }) => made).map(({ agencyId }) => agencyId)
  const own = authorityIn(request, hub)
  const isSuspended = own !== undefined && agencies.includes(own) && here?.includes(own) === false
  if (isSuspended) messages['request.authority_suspended'](log, { requestId, agencyId: own })
  // They may not open it, but hear that it waits.
  tellAgencies(tx, deps, { request, what: 'request-called', agencies: isSuspended ? [...agencies, ...here] : agencies })
  await endCalls(tx, requestId, running.dues, at)
  const next = calls.flatMap(({ nextAt }) => nextAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  await saveCallAt(tx, requestId, next[0])
}

interface CallsOfAgency {
  readonly agencyId: string
  readonly made: boolean
  readonly nextAt: Date | undefined
}

/** Whoever comes to a request of which others have been called already (who signs what another drafted) hears what they have heard. */
async function callAgency(
  tx: Transaction,
  { log }: RequestDeps,
  { requestId, agencyId, running, at }: { requestId: string; agencyId: string; running: Running; at: Date },
): Promise<CallsOfAgency> {
  const fired = await firedOf(tx, requestId, agencyId)
  const { now: due } = callsOf(running, fired, at)
  for (const one of due) {
    await addCall(tx, requestId, agencyId, { ...one, at })
    const { deadline, kind } = one
    messages['request.called'](log, { requestId, agencyId, deadline, kind })
  }
  return { agencyId, made: due.length > 0, nextAt: callsOf(running, [...fired, ...due], at).nextAt }
}
