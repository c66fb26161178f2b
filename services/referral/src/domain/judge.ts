import { CLOCKS_DIFFER_MS } from '@amparo/kernel'
import { checkData, hashOf, isOf, MIGRATE, type Protocol, type Side, SUBMIT } from '@amparo/protocols'
import type { Sent } from './case.ts'
import { BELIEVED_MS } from './fallback.ts'
import { otherSide, type Party, type Step } from './referral.ts'
import type { ReportedStep } from './reported.ts'
import { MOST_STEPS } from './room.ts'

/** Why a reported step is left out. */
export type Doubt =
  | 'unknown_step'
  | 'not_theirs'
  | 'stays_inside'
  | 'data_invalid'
  | 'seen_too_much'
  | 'seen_too_little'
  | 'number_too_low'
  | 'number_too_high'
  | 'time_impossible'
  | 'migration_across_hubs'
  | 'said_otherwise'

export interface Judged {
  /** Believed: as they come into the log. */
  readonly steps: readonly Step[]
  readonly doubts: readonly { readonly number: number; readonly doubt: Doubt }[]
}

/**
 * Which of the steps that the other party's hub reports are new, and could be theirs, whatever else has happened. A report holds all of
 * that side so far, so what lies before one that is known was known or is a lie: history is not written afterwards, nor is what was said
 * said otherwise: it stands as it was first. Whether a step has
 * effect where it stands is not asked here: the fold says it, and the same in both hubs.
 */
export function judge(
  { run: { protocol }, steps: log }: Pick<Sent, 'run' | 'steps'>,
  side: Side,
  by: Party,
  reported: readonly ReportedStep[],
  now: Date,
): Judged {
  // What stays inside bears a number that the other hub knows of another step.
  const shared = log.filter(({ told }) => told).sort((a, b) => a.number - b.number)
  const ofSide = (whose: Side) => shared.filter(step => step.side === whose)
  const theirs = ofSide(side)
  const own = ofSide(otherSide(side))
  const known = new Map(theirs.map(step => [step.number, step]))
  const steps: Step[] = []
  const doubts: { number: number; doubt: Doubt }[] = []
  for (const step of reported.toSorted((one, other) => one.number - other.number)) {
    const { number, seen, data } = step
    const before = known.get(number)
    if (before !== undefined) {
      if (!isSaid(before, step)) doubts.push({ number, doubt: 'said_otherwise' })
      continue
    }
    const last = steps.at(-1) ?? theirs.at(-1)
    const seenStep = own.findLast(one => one.number <= seen)
    const place = { own: own.at(-1)?.number ?? 0, seenStep, last, now }
    const doubt = doubtOfPlace(step, side, place) ?? doubtOf(protocol, step, side)
    if (doubt === undefined) {
      const rest = { data, by, byUser: undefined, told: true, part: 0, receivedAt: now }
      const believed = { step: step.step, side, number, seen, at: within(step.at, now), ...rest }
      known.set(number, believed)
      steps.push(believed)
    } else doubts.push({ number, doubt })
  }
  return { steps, doubts }
}

/** As it stands here. Sending does so with the moment of its arrival, and is not told. */
const isSaid = (known: Step, { step, seen, at, data }: ReportedStep): boolean =>
  known.step === step &&
  (step === SUBMIT ||
    (known.seen === seen &&
      known.at.getTime() === within(at, known.receivedAt).getTime() &&
      hashOf(known.data) === hashOf(data)))

interface Bounds {
  /** Number of the other side's last step. */
  readonly own: number
  /** The other side's step that was known, as it says. */
  readonly seenStep: Step | undefined
  /** This side's last step. */
  readonly last: Step | undefined
  readonly now: Date
}

function doubtOfPlace({ step, number, seen, at }: ReportedStep, side: Side, bounds: Bounds): Doubt | undefined {
  // Between two hubs none is made: the one without the newer version would go on under the older.
  if (step === MIGRATE) return 'migration_across_hubs'
  const { own, seenStep, last, now } = bounds
  if (number <= (last?.number ?? 0) || number < 1) return 'number_too_low'
  if (number > MOST_STEPS) return 'number_too_high'
  if (seen > own || seen < 0) return 'seen_too_much'
  // Nobody receives what was not sent.
  if (side === 'recipient' && seen < 1) return 'seen_too_little'
  const isAfter = (other: Step | undefined, when: Date) =>
    other === undefined || when.getTime() >= other.at.getTime() - CLOCKS_DIFFER_MS
  // Sending stands in the recipient's hub with the moment of its arrival.
  const previous = last?.step === SUBMIT ? undefined : last
  const isPossible = at.getTime() <= now.getTime() + CLOCKS_DIFFER_MS
  return isPossible && isAfter(seenStep, at) && isAfter(previous, within(at, now)) ? undefined : 'time_impossible'
}

const within = (at: Date, now: Date): Date => new Date(Math.max(at.getTime(), now.getTime() - BELIEVED_MS))

/** By what the protocol says of such a step, wherever it stands. What that side's users may do, their own hub looks at. */
function doubtOf(protocol: Protocol, { step, data }: ReportedStep, side: Side): Doubt | undefined {
  const def = protocol.steps[step]
  if (def === undefined) return 'unknown_step'
  if (!isOf(def, side)) return 'not_theirs'
  if (def.private) return 'stays_inside'
  return checkData(protocol, step, data).length > 0 ? 'data_invalid' : undefined
}
