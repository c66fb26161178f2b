import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { stopHandedOver } from '../commands/files/stop-handed-over.ts'

export const onConsentWithdrawn = ({ log }: { readonly log: Log }) =>
  on(consentWithdrawn, ({ referralIds }, tx, { occurredAt: at }) =>
    stopHandedOver(tx, referralIds, { code: 'consent_withdrawn', at, log }),
  )
