import { isFinal, MIGRATE, type Protocol, type Run, runOf, SUBMIT, stateOf } from '@amparo/protocols'
import type { Book } from './book.ts'
import type { Referral, Step } from './referral.ts'

/** A referral with its log, and where the two together stand. */
export interface Case {
  readonly referral: Referral
  readonly steps: readonly Step[]
  /** Undefined: a draft, or one that was discarded; where it is only looked at, also one whose protocol's file is gone. */
  readonly run: Run<Step> | undefined
}

/** A case that has been sent. */
export interface Sent extends Case {
  readonly run: Run<Step>
}

export const isSent = (found: Case): found is Sent => found.run !== undefined

/** The file of the version under which a referral runs is not in the folder any more: nobody can say where it stands. */
export class ProtocolGone extends RangeError {
  override readonly name = 'ProtocolGone'
}

/** Folds the log under the version with which it was sent, and those to which it went over. Throws ProtocolGone. */
export function fold(book: Book, referral: Referral, steps: readonly Step[]): Case {
  const submit = steps.find(({ step }) => step === SUBMIT)
  if (submit === undefined) return { referral, steps, run: undefined }
  const versions = book.versions(referral.protocol)
  const { version } = submit.data
  const isHere = ({ data }: Step) => typeof data['version'] === 'number' && versions(data['version']) !== undefined
  const protocol = typeof version === 'number' ? versions(version) : undefined
  const wentOver = steps.filter(({ step }) => step === MIGRATE)
  if (protocol === undefined || !wentOver.every(isHere))
    throw new ProtocolGone('the version of a running referral is not here')
  return { referral, steps, run: runOf(protocol, steps, referral, versions) }
}

/** For those who only look: if the file of its version is gone, its row still says in what state it is. */
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
export const isOpen = ({ run }: Case): boolean => run !== undefined && !isFinal(run.protocol, run.state)

/** Whether assigned users may open the person. */
export const opens = (protocol: Protocol, state: string): boolean => {
  const { opens, final } = stateOf(protocol, state)
  return opens ?? !final
}
