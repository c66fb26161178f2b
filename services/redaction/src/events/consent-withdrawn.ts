import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { messages } from '../commands/messages.ts'
import { stopDeliveries } from '../store/file-deliveries.ts'

const CODE = 'consent_withdrawn'

/** Files that were handed over on what was taken back go no further; a package is exchange's to stop, which has it whole. */
export const onConsentWithdrawn = ({ log }: { readonly log: Log }) =>
  on(consentWithdrawn, async ({ referralIds }, tx, { occurredAt: at }) => {
    const count = await stopDeliveries(tx, referralIds, { code: CODE, at })
    if (count > 0) messages['file.stopped'](log, { count })
  })
