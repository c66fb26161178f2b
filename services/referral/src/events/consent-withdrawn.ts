import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { withdraw } from '../commands/withdraw.ts'
import { uuidOf } from './reading.ts'

export const onConsentWithdrawn = (hearing: Hearing) =>
  on(consentWithdrawn, ({ referralIds }, tx, { occurredAt: at, correlationId }) =>
    withdraw(hearing)(tx, referralIds.map(uuidOf), { at, correlationId }),
  )
