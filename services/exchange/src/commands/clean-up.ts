import { allInTurn, ENDING_MS } from '@amparo/kernel'
import { before, KEEP_BYTES_MS, REMEMBER_MS } from '../domain/times.ts'
import { forgetUpdates } from '../store/incoming.ts'
import { overdue, purgeBytes } from '../store/outgoing.ts'
import type { DueDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import { callDue } from './requests/call-due.ts'
import type { RequestDeps } from './requests/deps.ts'
import { stateMissed } from './state-missed.ts'
import { stateRecalled } from './state-recalled.ts'
import { type LedgerDeps, tellLedgers } from './tell-ledgers.ts'

const AT_ONCE = 200

/** Is told of each part that failed; the others are done all the same. */
export type CleanUp = (failed: (error: unknown) => void) => Promise<void>

/**
 * What has no final statement by its deadline, and what was stated in time has had the time to come, has failed, and whoever sent it hears so; also of what was taken back on its way, and of what is late, and is tried on. Whom a request's
 * deadlines call is called. The ciphertext of what ended two weeks
 * ago goes, and so does the memory of updates that could not come again.
 */
export function cleanUp(deps: DueDeps & LedgerDeps & RequestDeps): CleanUp {
  const { store, now } = deps
  const alone = { sql: store.statement }
  const call = callDue(deps)
  const end = giveUp(deps)
  const given = async () => {
    const due = await overdue(alone, before(now(), ENDING_MS), AT_ONCE)
    for (const message of due) await end(message, { kind: 'expired' })
  }
  // Without a key nothing can be signed, and people are called all the same.
  const steps = [
    given,
    () => stateRecalled(deps)(AT_ONCE),
    () => stateMissed(deps)(AT_ONCE),
    () => call(AT_ONCE),
    tellLedgers(deps),
    () => purgeBytes(alone, before(now(), KEEP_BYTES_MS), AT_ONCE),
    () => forgetUpdates(alone, before(now(), REMEMBER_MS), AT_ONCE),
  ]
  return failed => allInTurn(steps, failed)
}
