import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { stopDeliveries } from '../../store/file-deliveries.ts'
import { messages } from '../messages.ts'

const CODE = 'consent_withdrawn'

/** Files that were handed over on what was taken back go no further; a package is exchange's to stop, which has it whole. */
export async function stopWithdrawn(
  tx: Transaction,
  referralIds: readonly string[],
  { at, log }: { readonly at: Date; readonly log: Log },
): Promise<void> {
  const count = await stopDeliveries(tx, referralIds, { code: CODE, at })
  if (count > 0) messages['file.stopped'](log, { count })
}
