import {
  checkData,
  MIGRATE,
  type Protocol,
  type Side,
  type StepDef,
  takeable,
  takeableBySystem,
} from '@amparo/protocols'
import type { Book } from './book.ts'
import { type Case, fold, type Sent } from './case.ts'
import { otherSide, type Party, type Step } from './referral.ts'
import type { ReportedStep } from './reported.ts'

/** Why a reported step is left out. */
export type Doubt =
  | 'unknown_step'
  | 'not_theirs'
  | 'stays_inside'
  | 'data_invalid'
  | 'seen_too_much'
  | 'number_too_low'
  | 'time_impossible'
  | 'requirement_unmet'

export interface Judged {
  /** Believed: as they come into the log. */
  readonly steps: readonly Step[]
  readonly doubts: readonly { readonly number: number; readonly doubt: Doubt }[]
}

const CLOCKS_DIFFER_MS = 3_600_000

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
  const known = new Set(found.steps.filter(step => step.side === side).map(({ number }) => number))
  const own = Math.max(0, ...found.steps.filter(step => step.side !== side).map(({ number }) => number))
  const steps: Step[] = []
  const doubts: { number: number; doubt: Doubt }[] = []
  let current: Case = found
  for (const step of [...reported].sort((one, other) => one.number - other.number)) {
    if (known.has(step.number)) continue
    const doubt = doubtOf(book, current, side, step, { own, last: Math.max(0, ...known), now })
    if (doubt !== undefined) {
      doubts.push({ number: step.number, doubt })
      continue
    }
    const { number, seen, at, data } = step
    const taken: Step = {
      step: step.step,
      side,
      number,
      seen,
      at,
      data,
      by,
      byUser: undefined,
      told: true,
      receivedAt: now,
    }
    known.add(number)
    steps.push(taken)
    current = fold(book, found.referral, [...found.steps, ...steps])
  }
  return { steps, doubts }
}

interface Bounds {
  /** Number of this side's last step. */
  readonly own: number
  readonly last: number
  readonly now: Date
}

function doubtOf(
  book: Book,
  { referral, run }: Case,
  side: Side,
  step: ReportedStep,
  bounds: Bounds,
): Doubt | undefined {
  if (run === undefined) return 'unknown_step'
  if (step.number <= bounds.last || step.number < 1) return 'number_too_low'
  if (step.seen > bounds.own || step.seen < 0) return 'seen_too_much'
  if (!isPossible(step.at, bounds.now)) return 'time_impossible'
  if (step.step === MIGRATE) return doubtOfMigration(book, run.protocol, step)
  const def = run.protocol.steps[step.step]
  if (def === undefined) return 'unknown_step'
  if (!isTheirs(def, side)) return 'not_theirs'
  if (def.private) return 'stays_inside'
  if (checkData(run.protocol, step.step, step.data).length > 0) return 'data_invalid'
  const { by } = def
  // What its users may do, their own hub looks at.
  const scopes: ReadonlySet<string> = new Set([...(def.scopes ?? []), 'protection:work'])
  const viewer = { side, priority: referral.priority, scopes }
  const answer =
    by === 'sender' || by === 'recipient' || by === 'either'
      ? takeable(run.protocol, run, step.step, viewer)
      : takeableBySystem(run.protocol, run, step.step, { ...viewer, by })
  return typeof answer === 'object' ? 'requirement_unmet' : undefined
}

const isTheirs = ({ by, side }: StepDef, whose: Side): boolean =>
  by === 'either' || by === whose || (by !== otherSide(whose) && (side === 'either' || side === whose))

const isPossible = (at: Date, now: Date): boolean => at.getTime() <= now.getTime() + CLOCKS_DIFFER_MS

function doubtOfMigration(book: Book, { protocol }: Protocol, { data }: ReportedStep): Doubt | undefined {
  const { version, ...rest } = data
  const isKnown = typeof version === 'number' && book.get(protocol, version) !== undefined
  return isKnown && Object.keys(rest).length === 0 ? undefined : 'data_invalid'
}
