import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { isUniqueViolation, type Replay, type Store } from '@amparo/store'
import { type AlertPolicy, isSupervised } from '../domain/alerts/alert-policy.ts'
import { type AlertEvent, type AlertState, type AlertStep, checkTurn, ends, stateOf } from '../domain/alerts/course.ts'
import { errors } from '../domain/errors.ts'
import type { Enter, Worker } from '../ports/own-log.ts'
import { type Alert, addEvent, eventsOf, findAlert } from '../store/alerts.ts'

export interface MoveAlertDeps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly policy: AlertPolicy
  readonly enter: Enter
  readonly now: Clock
}

export interface MoveAlert {
  readonly id: string
  readonly code: string
  readonly by: Worker
  readonly replay: Replay
}

export interface MovedAlert {
  readonly alert: Alert
  readonly events: readonly AlertEvent[]
}

/** Asks the supervisor of the agency, in the words of a code: no name finds its way into it. */
export const askAboutAlert = (deps: MoveAlertDeps) => (move: MoveAlert) =>
  moveAlert(deps, 'asked', move, ({ agency }) => {
    if (agency?.hub !== move.by.hub) throw errors.alert_has_nobody_to_ask()
  })

/**
 * For who is asked alone: a supervisor of that agency, once somebody or a rule has asked, and not about their own doing. Throws `not_found`,
 * whichever it lacks: an alert's id follows from what it is about, and would tell whoever guesses it that it was raised.
 */
export const answerAlert = (deps: MoveAlertDeps) => (move: MoveAlert) =>
  moveAlert(deps, 'answered', move, ({ agency, userId, rule }, events) => {
    const { by } = move
    const isAsked = isSupervised(deps.policy, rule) || events.some(({ step }) => step === 'asked')
    const isTheirs = agency?.hub === by.hub && agency.agencyId === by.agency && userId !== by.user
    if (!isAsked || !isTheirs) throw httpErrors.not_found()
  })

/** By anybody but whom it is about. Throws alert_about_oneself. */
export const findOnAlert = (deps: MoveAlertDeps) => (move: MoveAlert) => moveAlert(deps, 'found', move, ofAnother(move))

/** What was done about what was found; by anybody but whom it is about. Throws alert_about_oneself. */
export const settleAlert = (deps: MoveAlertDeps) => (move: MoveAlert) =>
  moveAlert(deps, 'settled', move, ofAnother(move))

/** What a rule puts before supervisors counts as asked from the beginning. */
const turnOf = (step: AlertStep, state: AlertState, isAsked: boolean): AlertState =>
  step === 'answered' && state === 'open' && isAsked ? 'asked' : state

const ofAnother =
  ({ by }: MoveAlert) =>
  ({ userId }: Alert): void => {
    if (userId === by.user) throw errors.alert_about_oneself()
  }

const ACTIONS = {
  asked: Action.ALERT_ASKED,
  answered: Action.ALERT_ANSWERED,
  found: Action.ALERT_FOUND,
  settled: Action.ALERT_SETTLED,
} as const

/** In the log first, so that nobody can change later what was asked, answered or found. */
async function moveAlert(
  deps: MoveAlertDeps,
  step: AlertStep,
  { id, code, by, replay }: MoveAlert,
  check: (alert: Alert, events: readonly AlertEvent[]) => void = () => {},
): Promise<MovedAlert> {
  const { store, policy, enter, now } = deps
  const { alert, events } = await store.read(async reader => {
    const found = await findAlert(reader, id)
    if (found === undefined) throw httpErrors.not_found()
    return { alert: found, events: (await eventsOf(reader, [id])).get(id) ?? [] }
  })
  check(alert, events)
  checkTurn(step, turnOf(step, stateOf(events, policy), isSupervised(policy, alert.rule)))
  const { rule, referralId = '', agency } = alert
  await enter(by, {
    ...{ action: ACTIONS[step], code: `${rule}:${code}`, referralId },
    ...(agency && { recipient: agency }),
  })
  const event: AlertEvent = { step, code, at: now(), userId: by.user, agencyId: by.agency }
  const next = { ...event, number: events.length + 1, ends: ends(step, code, policy) }
  try {
    return await store.run(async tx => {
      await addEvent(tx, id, next)
      return { alert, events: [...events, event] }
    }, replay)
  } catch (error) {
    if (isUniqueViolation(error)) throw errors.alert_not_there_yet({ cause: error })
    throw error
  }
}
