import { checkData, MIGRATE, type Side, type StepDef, SUBMIT, takeable, takeableBySystem } from '@amparo/protocols'
import type { Book } from './book.ts'
import { fold, isSent, type Sent } from './case.ts'
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
  | 'priority_excluded'
  | 'requirement_unmet'
  | 'migration_across_hubs'

export interface Judged {
  /** Believed: as they come into the log. */
  readonly steps: readonly Step[]
  readonly doubts: readonly { readonly number: number; readonly doubt: Doubt }[]
}

/** A step may be this much earlier than one that it follows. */
export const CLOCKS_DIFFER_MS = 3_600_000

/**
 * Which of the steps that the other party's hub reports are new, and could be theirs. A report holds all of that side so far, so
 * what lies before one that is known was known or is a lie: history is not written afterwards. One that does not lead on from here is
 * kept: the parties crossed on the way, and the fold leaves it without effect.
 */
export function judge(
  book: Book,
  found: Sent,
  side: Side,
  by: Party,
  reported: readonly ReportedStep[],
  now: Date,
): Judged {
  const ofSide = (whose: Side) => found.steps.filter(step => step.side === whose)
  const known = new Set(ofSide(side).map(({ number }) => number))
  const own = ofSide(otherSide(side))
  const steps: Step[] = []
  const doubts: { number: number; doubt: Doubt }[] = []
  let current = found
  let last = latest(ofSide(side))
  for (const step of [...reported].sort((one, other) => one.number - other.number)) {
    if (known.has(step.number)) continue
    const { number, seen, data } = step
    const seenStep = latest(own.filter(one => one.number <= seen))
    const place = doubtOfPlace(step, side, { own: latest(own)?.number ?? 0, seenStep, last, now })
    if (place !== undefined) {
      doubts.push({ number, doubt: place })
      continue
    }
    const at = within(step.at, now)
    const rest = { data, by, byUser: undefined, told: true, receivedAt: now }
    const taken: Step = { step: step.step, side, number, seen, at, ...rest }
    const next = fold(book, found.referral, [...current.steps, taken])
    // Its log begins with what has been sent, as before.
    if (!isSent(next)) continue
    const doubt = doubtOf(book, next, taken)
    if (doubt !== undefined) {
      doubts.push({ number, doubt })
      continue
    }
    known.add(number)
    last = taken
    steps.push(taken)
    current = next
  }
  return { steps, doubts }
}

const latest = (steps: readonly Step[]): Step | undefined => steps.toSorted((a, b) => b.number - a.number)[0]

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

/** By how it stood just before the step, wherever its place in the log of both is: that may lie before what has happened here. */
function doubtOf(book: Book, { referral, run }: Sent, taken: Step): Doubt | undefined {
  const place = run.entries.findIndex(entry => entry.taken === taken)
  const before = fold(
    book,
    referral,
    run.entries.slice(0, place).map(entry => entry.taken),
  ).run
  if (before === undefined) return 'unknown_step'
  const { protocol } = before
  const { step: name, side, data } = taken
  const def = protocol.steps[name]
  if (def === undefined) return 'unknown_step'
  if (!isTheirs(def, side)) return 'not_theirs'
  if (def.private) return 'stays_inside'
  if (checkData(protocol, name, data).length > 0) return 'data_invalid'
  if (!(def.priorities?.includes(referral.priority) ?? true)) return 'priority_excluded'
  const { by } = def
  // What its users may do, their own hub looks at.
  const scopes: ReadonlySet<string> = new Set([...(def.scopes ?? []), 'protection:work'])
  const viewer = { side, priority: referral.priority, scopes }
  const answer =
    by === 'sender' || by === 'recipient' || by === 'either'
      ? takeable(protocol, before, name, viewer)
      : takeableBySystem(protocol, before, name, { ...viewer, by })
  return typeof answer === 'object' ? 'requirement_unmet' : undefined
}

const isTheirs = ({ by, side }: StepDef, whose: Side): boolean =>
  by === 'either' || by === whose || (by !== otherSide(whose) && (side === 'either' || side === whose))
