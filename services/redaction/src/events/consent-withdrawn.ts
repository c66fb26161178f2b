import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { stopWithdrawn } from '../commands/files/stop-withdrawn.ts'

export const onConsentWithdrawn = ({ log }: { readonly log: Log }) =>
  on(consentWithdrawn, ({ referralIds }, tx, { occurredAt: at }) => stopWithdrawn(tx, referralIds, { at, log }))
