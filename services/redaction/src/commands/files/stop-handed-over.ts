import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { stopDeliveries } from '../../store/file-deliveries.ts'
import { messages } from '../messages.ts'

interface Stopped {
  /** Why. */
  readonly code: 'consent_withdrawn' | 'referral_over'
  readonly at: Date
  readonly log: Log
}

/** Files that were handed over with what was taken back go no further; a package is exchange's to stop, which has it whole. */
export async function stopHandedOver(
  tx: Transaction,
  referralIds: readonly string[],
  { code, at, log }: Stopped,
): Promise<void> {
  const count = await stopDeliveries(tx, referralIds, { code, at })
  if (count > 0) messages['file.stopped'](log, { count })
}
