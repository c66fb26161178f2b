import { type Coded, servicePlan } from '@amparo/protocols'
import type { Case, Sent } from './case.ts'
import { isOutcome, type PassedOn } from './passed-on.ts'
import type { Step } from './referral.ts'

/** The step with which the recipient's hub tells the sender's what came of a sub-referral, in whatever protocol. */
export const ONWARD = 'onward'

/** What the step says: which sub-referral of this one, by a number that means nothing elsewhere, and how it stands. */
export interface Onward {
  readonly which: number
  /** FHIR R4 TaskStatus. */
  readonly status: string
  readonly services: readonly string[]
  readonly provided: readonly string[]
}

/** A sub-referral in this hub, under the number by which the other hub hears of it. */
export interface Numbered extends Pick<PassedOn, 'status' | 'services' | 'provided'> {
  readonly which: number
}

/** What the other hub has not been told of these: how they stand now, whatever they were in between, and no service that was not asked for. */
export function untoldOnward(found: Sent, subs: readonly Numbered[]): Onward[] {
  const plan = servicePlan(found.run.protocol, found.run, found.referral.services)
  const known = (services: readonly string[]) => plan.map(one => one.service).filter(one => services.includes(one))
  const told = lastWords(found)
  return subs
    .map(({ which, status, services, provided }) => {
      return { which, status, services: known(services), provided: known(provided) }
    })
    .filter(sub => !isSame(sub, told.get(sub.which)))
}

/** What came of sub-referrals as the recipient's hub has told it. */
export const toldOnward = (found: Pick<Case, 'steps'>): PassedOn[] =>
  [...lastWords(found).values()].map(({ status, services, provided }) => {
    return { kind: 'sub-referral', status, services, provided }
  })

/** Whether it says that a sub-referral was answered or has ended, and is no mere change. */
export function tellsOutcome({ step, data }: Pick<Step, 'step' | 'data'>): boolean {
  return step === ONWARD && typeof data['status'] === 'string' && isOutcome(undefined, data['status'])
}

function lastWords({ steps }: Pick<Case, 'steps'>): Map<number, Onward> {
  const said = steps.flatMap(step => (step.side === 'recipient' && step.step === ONWARD ? onwardIn(step.data) : []))
  return new Map(said.map(one => [one.which, one]))
}

const STATUSES: readonly Coded[] = [
  ...['requested', 'accepted', 'rejected', 'in-progress', 'on-hold', 'completed', 'failed', 'cancelled'],
]

/** A protocol of somebody else's may mean something else by a step of that name. */
function onwardIn({ which, status, services, provided }: Step['data']): Onward[] {
  if (typeof which !== 'number' || typeof status !== 'string' || !STATUSES.includes(status)) return []
  return [{ which, status, services: codesIn(services), provided: codesIn(provided) }]
}

const codesIn = (value: Coded | undefined): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

const isSame = (one: Onward, other: Onward | undefined): boolean =>
  other !== undefined &&
  one.status === other.status &&
  one.services.join() === other.services.join() &&
  one.provided.join() === other.provided.join()
