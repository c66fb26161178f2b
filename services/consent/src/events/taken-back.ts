import { takenBack } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { takeBack } from '../commands/take-back.ts'

/** What was taken back before anybody had to answer for it is exchange's and redaction's to stop. */
export const onTakenBack = (take: ReturnType<typeof takeBack>) =>
  on(takenBack, async ({ referralId, recalled }, tx, { occurredAt: at, correlationId }) => {
    if (recalled) await take(tx, referralId, { at, correlationId })
  })
