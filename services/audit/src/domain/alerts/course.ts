import { errors } from '../errors.ts'
import type { AlertPolicy } from './alert-policy.ts'

export const ALERT_STEPS = ['asked', 'answered', 'found', 'settled'] as const
export type AlertStep = (typeof ALERT_STEPS)[number]

/** One thing that was done about an alert. Never changed, never taken back: what was found wrongly is found anew by another alert. */
export interface AlertEvent {
  readonly step: AlertStep
  /** Of the question, answer, finding or measure. */
  readonly code: string
  readonly at: Date
  readonly userId: string
  readonly agencyId: string
}

/** `following`: what was found still wants a measure. */
export type AlertState = 'open' | 'asked' | 'answered' | 'following' | 'closed'

export function stateOf(events: readonly Pick<AlertEvent, 'step' | 'code'>[], policy: AlertPolicy): AlertState {
  const last = events.at(-1)
  if (last === undefined) return 'open'
  if (last.step === 'settled') return 'closed'
  if (last.step === 'found') return policy.findings[last.code]?.follow === true ? 'following' : 'closed'
  return last.step
}

const FROM: Readonly<Record<AlertStep, readonly AlertState[]>> = {
  asked: ['open', 'answered'],
  answered: ['asked'],
  found: ['open', 'asked', 'answered'],
  settled: ['following'],
}

/** Throws alert_not_there_yet where it is not this step's turn. */
export function checkTurn(step: AlertStep, state: AlertState): void {
  if (!FROM[step].includes(state)) throw errors.alert_not_there_yet()
}

/** With what ends that nobody closed: nobody did anything about it, or what was begun was not brought to an end. */
export const UNREAD_FINDINGS = ['expired_unread', 'expired_unfinished'] as const
type UnreadFinding = (typeof UNREAD_FINDINGS)[number]

/** What brings it to an end when nobody did: what was found still stands then, and lacks a measure. */
export function expiring(state: AlertState): { readonly step: AlertStep; readonly code: UnreadFinding } {
  const code = state === 'open' ? 'expired_unread' : 'expired_unfinished'
  return { step: state === 'following' ? 'settled' : 'found', code }
}

/** Whether nothing is left to be done about it after that step. */
export const ends = (step: AlertStep, code: string, policy: AlertPolicy): boolean =>
  stateOf([{ step, code }], policy) === 'closed'
