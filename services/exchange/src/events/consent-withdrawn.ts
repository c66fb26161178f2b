import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { recallWithdrawn } from '../commands/recall.ts'

/** What is on its way and rests on what was taken back goes no further. */
export const onConsentWithdrawn = () =>
  on(consentWithdrawn, ({ referralIds }, tx, { occurredAt }) => recallWithdrawn(tx, referralIds, occurredAt))
