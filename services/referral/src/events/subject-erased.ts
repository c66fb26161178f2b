import { subjectErased } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { withdraw } from '../commands/withdraw.ts'
import { uuidOf } from './reading.ts'

/** Nobody is asked about a person who is gone, and what had ended is not opened again: as after a withdrawal. */
export const onSubjectErased = (hearing: Hearing) =>
  on(subjectErased, ({ referralIds }, tx, { occurredAt: at, correlationId }) =>
    withdraw(hearing)(tx, { referralIds: referralIds.map(uuidOf), voidPermits: [] }, { at, correlationId }),
  )
