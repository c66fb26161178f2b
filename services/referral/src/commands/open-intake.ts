import type { Replay } from '@amparo/store'
import { addIntake, type Intake } from '../store/intakes.ts'
import type { Asking, Deps } from './deps.ts'

export interface OpenIntake {
  readonly caller: Asking
  readonly protocol: string
  readonly people: number
  readonly replay: Replay
}

/** Many people at once: what they are referred by, and how many, so that nobody is left over. */
export const openIntake =
  ({ run, now, newId }: Deps) =>
  ({ caller, protocol, people, replay }: OpenIntake): Promise<Intake> =>
    run(async tx => {
      const intake = { id: newId(), agencyId: caller.agency, protocol, people, at: now() }
      await addIntake(tx, { ...intake, byUser: caller.user })
      return intake
    }, replay)
