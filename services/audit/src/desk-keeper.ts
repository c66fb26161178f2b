import { allInTurn } from '@amparo/kernel'
import { defineLog, type Log } from '@amparo/observability'
import { type HeldWork, holdLease, type Store } from '@amparo/store'
import { settleCertifications } from './commands/certify.ts'
import { type CheckDeskDeps, deskChecker } from './commands/check-desk.ts'
import { type ByItselfDeps, openLeavers, openQuarter } from './commands/open-by-itself.ts'
import { type SweepDeps, sweep } from './commands/sweep.ts'
import { tellDue } from './commands/tell-due.ts'
import { tellRewritten } from './commands/tell-rewritten.ts'
import { tellUnshown } from './commands/tell-unshown.ts'
import { tellWitnesses } from './commands/tell-witnesses.ts'
import type { OfOperator } from './domain/witnesses.ts'
import { repeat } from './repeat.ts'

const messages = defineLog({ 'desk.failed': { level: 'error', fields: [] } })

interface DeskDeps extends SweepDeps, ByItselfDeps, CheckDeskDeps {
  readonly store: Pick<Store, 'run' | 'read' | 'leases'>
  readonly log: Log
  /** Who signs the log; undefined: a hub for trying out. */
  readonly witnesses: readonly OfOperator[] | undefined
  readonly everyMs: number
}

/**
 * One instance sees that what is searched is what the log says, goes through what has come into it, so that whoever comes to the desk does not wait for a day's worth of it, opens what
 * registers open by themselves, and tells of clocks that run out.
 */
export function keepDesk(deps: DeskDeps): HeldWork {
  // By what this instance did itself, also before it lost its turn: what is said to lie behind, nobody may have judged.
  let swept = Number.POSITIVE_INFINITY
  const failed = (error: unknown) => messages['desk.failed'](deps.log, {}, error)
  return holdLease(deps.store.leases, {
    name: 'desk',
    onError: failed,
    work: (_, signal) => {
      const check = deskChecker(deps)
      const judge = async () => {
        swept = Math.min(swept, await check(signal))
        swept = await sweep(deps, swept)
      }
      const steps = [
        judge,
        ...[openQuarter, openLeavers, settleCertifications, tellDue, tellWitnesses, tellRewritten, tellUnshown].map(
          step => step(deps),
        ),
      ]
      // What cannot be done now, for an answer that does not come or is none, is looked at again in the next round.
      return repeat(() => allInTurn(steps, failed), deps.everyMs, signal)
    },
  })
}
