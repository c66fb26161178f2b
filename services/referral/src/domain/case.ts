import { type Facts, isFinal, MIGRATE, type Protocol, type Run, runOf, SUBMIT, stateOf } from '@amparo/protocols'
import type { Book } from './book.ts'
import { isWithinOneHub, type Referral, type Step } from './referral.ts'

/** A referral with its log, and where the two together stand. */
export interface Case {
  readonly referral: Referral
  readonly steps: readonly Step[]
  /** Undefined: a draft, or one that was discarded; where it is only looked at, also one whose protocol is gone. */
  readonly run: Run<Step> | undefined
}

/** A case that has been sent. */
export interface Sent extends Case {
  readonly run: Run<Step>
}

export const isSent = (found: Case): found is Sent => found.run !== undefined

/** What the version under which a referral runs says is neither in the folder nor kept: nobody can say where it stands. */
export class ProtocolGone extends RangeError {
  override readonly name = 'ProtocolGone'
}

/** The version with which it was sent, and those to which it went over; NaN: a step names none. */
const versionsOf = (steps: readonly Step[]): number[] =>
  steps.flatMap(({ step, data: { version } }) =>
    step === SUBMIT || step === MIGRATE ? [typeof version === 'number' ? version : Number.NaN] : [],
  )

/** Those of its versions that are not in the book. */
export const goneOf = (book: Book, protocol: string, steps: readonly Step[]): number[] =>
  versionsOf(steps).filter(version => book.get(protocol, version) === undefined)

/** Folds the log under the version with which it was sent, and those to which it went over. Throws ProtocolGone. */
export function fold(book: Book, referral: Referral, steps: readonly Step[]): Case {
  const submit = steps.find(({ step }) => step === SUBMIT)
  if (submit === undefined) return { referral, steps, run: undefined }
  const [version = Number.NaN] = versionsOf([submit])
  const protocol = book.get(referral.protocol, version)
  if (protocol === undefined || goneOf(book, referral.protocol, steps).length > 0)
    throw new ProtocolGone('the version of a running referral is not here')
  return { referral, steps, run: runOf(protocol, steps, factsOf(referral), book.versions(referral.protocol)) }
}

const factsOf = (referral: Referral): Facts => ({
  priority: referral.priority,
  betweenHubs: !isWithinOneHub(referral),
})

/** For one that others only depend on: while its protocol is gone it is as if it were not there, and holds up nobody. */
export function absentIfGone(error: unknown): undefined {
  if (!(error instanceof ProtocolGone)) throw error
}

/** For those who only look: if its version is gone, its row still says in what state it is. */
export function foldToShow(book: Book, referral: Referral, steps: readonly Step[]): Case {
  try {
    return fold(book, referral, steps)
  } catch (error) {
    if (error instanceof ProtocolGone) return { referral, steps, run: undefined }
    throw error
  }
}

/** What a state means for lists and for other systems. */
export function columnsOf({ protocol, state }: Pick<Run, 'protocol' | 'state'>) {
  const { status, turn, final } = stateOf(protocol, state)
  return { protocolVersion: protocol.version, state, status, turn: final ? undefined : turn }
}

/** Work is expected or under way. */
export const isOpen = ({ run }: Pick<Sent, 'run'>): boolean => !isFinal(run.protocol, run.state)

/** Whether assigned users may open the person. */
export const opens = (protocol: Protocol, state: string): boolean => {
  const { opens, final } = stateOf(protocol, state)
  return opens ?? !final
}
