import { DAY_MS } from '@amparo/kernel'
import type { Sent } from './case.ts'
import type { Step } from './referral.ts'

/** The one way of telling the authority that is this system's own; by every other one it has been told already. */
const OURS = 'through-amparo'

/**
 * Whether child protection is to hear of this step. What was told by phone, or by the authority itself, is not told again; and no agency
 * wakes it again and again by repeating a step that changes nothing.
 */
export function isNewAlarm({ run }: Sent, step: Step): boolean {
  const { channel } = step.data
  if (channel !== undefined && channel !== OURS) return false
  const moves = run.protocol.steps[step.step]?.to !== undefined
  if (moves) return true
  return !run.entries.some(
    ({ taken, effective }) =>
      taken !== step &&
      effective &&
      taken.step === step.step &&
      taken.data['channel'] === channel &&
      (channel === OURS || Math.abs(step.receivedAt.getTime() - taken.receivedAt.getTime()) < DAY_MS),
  )
}
