import { HOUR_MS } from '@amparo/kernel'
import { type AgencyRef, isSameAgency } from './agency.ts'
import type { Basis, Priority } from './codes.ts'
import type { Policy } from './policy.ts'

/** Why a holder is to stop: what it rested on was taken back, the person was erased, or the holder was suspended, or left out of the directory. */
export const RECALL_KINDS = ['withdrawn', 'erased', 'suspended'] as const
export type RecallKind = (typeof RECALL_KINDS)[number]

/** What a holder says it has done with what it has itself (rules: Withdrawal). */
export const ANSWERS = ['stopped', 'destroyed', 'retained'] as const
export type Answer = (typeof ANSWERS)[number]

/** `views_stopped`: the holder's hub shows nothing any more; what the agency has itself is yet to be said. */
export const RECALL_STATES = ['asked', 'views_stopped', 'destroying', ...ANSWERS] as const
export type RecallState = (typeof RECALL_STATES)[number]

/** On what something may be retained. A consent is none: that is what was taken back. */
export const RETAINING_BASES = [
  'child_safeguarding',
  'court_order',
  'legal_obligation',
] as const satisfies readonly Basis[]
export type RetainingBasis = (typeof RETAINING_BASES)[number]

/** Why something is retained: a code, never words. */
export const RETAINING_REASONS = [
  'legal_hold',
  'open_proceeding',
  'statutory_retention',
  'evidence_in_court',
  'child_at_risk',
  'gathered_independently',
] as const
export type RetainingReason = (typeof RETAINING_REASONS)[number]

export interface OnwardHolder extends AgencyRef {
  readonly answer: Answer
}

export interface Recall {
  readonly recallId: string
  readonly kind: RecallKind
  /** What ended; undefined: it ended in another hub. */
  readonly basisId: string | undefined
  /** The recall of whoever passed the person on. */
  readonly parentId: string | undefined
  readonly referralId: string
  /** Who sent the referral. */
  readonly from: AgencyRef
  readonly holder: AgencyRef
  readonly recalledAt: Date
  readonly answerBy: Date
  readonly state: RecallState
  readonly viewsStoppedAt: Date | undefined
  readonly said: Said | undefined
  /** When the answer counted: the holder's own holders had answered too. */
  readonly answeredAt: Date | undefined
  readonly onward: readonly OnwardHolder[]
}

/** The agency's own word; in force once those to whom it passed the person on have given theirs. */
export interface Said {
  readonly answer: Answer
  readonly basis?: RetainingBasis | undefined
  readonly reason?: RetainingReason | undefined
  readonly at: Date
}

/** As the person's own record says it: until the answer counts, that the holder was asked. */
export const outcomeOf = (state: RecallState): Answer | 'asked' => ANSWERS.find(answer => answer === state) ?? 'asked'

/** When a holder has to have answered. */
export const answerBy = (at: Date, priority: Priority, { answerHours, emergencyHours }: Policy['withdrawal']): Date =>
  new Date(at.getTime() + (priority === 'emergency' ? emergencyHours : answerHours) * HOUR_MS)

export const isAnswered = ({ answeredAt }: Pick<Recall, 'answeredAt'>): boolean => answeredAt !== undefined

/**
 * What a recall is answered with now; undefined while the holder has not spoken, or one of its own holders has not: a holder is stopped
 * when its own onward holders are (rules: Withdrawal). What was destroyed here but is retained further on counts as stopped.
 */
export function answerOf(recall: Recall, onward: readonly Recall[]): Answer | undefined {
  if (recall.said === undefined || recall.state === 'destroying' || !onward.every(isAnswered)) return undefined
  const { answer } = recall.said
  const leftSomewhere = onward.some(({ state }) => state !== 'destroyed')
  return answer === 'destroyed' && leftSomewhere ? 'stopped' : answer
}

/** Every holder below this one, as it is told upwards: who, and what they said. */
export const onwardOf = (children: readonly Recall[]): OnwardHolder[] =>
  children.flatMap(({ holder, state, onward }) =>
    state === 'stopped' || state === 'destroyed' || state === 'retained'
      ? [{ ...holder, answer: state }, ...onward]
      : [...onward],
  )

/** Whether one of a hub below a holder keeps something of it. */
export const retainsWithin = (hub: string, children: readonly Recall[]): boolean =>
  onwardOf(children).some(holder => holder.hub === hub && holder.answer === 'retained')

/** Nobody of this hub signs in for it: it is no member, is suspended, or the directory does not name it (undefined). */
export const cannotSpeak = (
  party: { readonly outside?: boolean | undefined; readonly suspended: boolean } | undefined,
): boolean => party === undefined || party.outside === true || party.suspended

/** The holder alone speaks for itself; for one that cannot (`cannotSpeak`) whoever sent the referral alone, who finds out. */
export const maySpeak = (by: AgencyRef, recall: Recall, holderCannot: boolean): boolean =>
  isSameAgency(by, holderCannot ? recall.from : recall.holder)
