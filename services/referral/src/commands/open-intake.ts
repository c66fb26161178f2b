import type { Replay } from '@amparo/store'
import { type Intake, intakeDue } from '../domain/intake.ts'
import type { Invalid } from '../domain/take-step.ts'
import { addIntake } from '../store/intakes.ts'
import type { Asking, Deps } from './deps.ts'

export interface OpenIntake {
  readonly caller: Asking
  readonly protocol: string
  readonly people: number
  readonly replay: Replay
  /** How the request's fields are refused. */
  readonly invalid: Invalid
}

/** Many people at once: what they are referred by, and how many, so that nobody is left over. Throws that the request is invalid. */
export const openIntake =
  ({ run, now, newId, book }: Deps) =>
  ({ caller, protocol, people, replay, invalid }: OpenIntake): Promise<Intake> =>
    run(async tx => {
      const found = book.latest(protocol)
      // What is in a compartment is in no intake.
      if (found === undefined || found.compartment) throw invalid([{ pointer: '/protocol', code: 'unknown_code' }])
      const at = now()
      const intake = { id: newId(), agencyId: caller.agency, protocol, people, at, dueAt: intakeDue(at) }
      await addIntake(tx, { ...intake, byUser: caller.user })
      return intake
    }, replay)
