import { consentWithdrawn } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { withdraw } from '../commands/withdraw.ts'
import { uuidOf } from './reading.ts'

export const onConsentWithdrawn = (hearing: Hearing) =>
  on(consentWithdrawn, ({ referralIds, voidPermits, cause }, tx, { occurredAt: at, correlationId }) => {
    const permits = voidPermits.map(({ permitId, referralId }) => ({ permitId, referralId: uuidOf(referralId) }))
    const withdrawn = {
      referralIds: referralIds.map(uuidOf),
      voidPermits: permits,
      ...(cause === 'suspended' && ({ cause } as const)),
    }
    return withdraw(hearing)(tx, withdrawn, { at, correlationId })
  })
