import { recordCompleted } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { hearOf } from '../commands/hear-of.ts'
import type { Hearing } from '../commands/hearing.ts'
import { uuidOf } from './reading.ts'

export const onRecordCompleted = (hearing: Hearing) =>
  on(recordCompleted, ({ referralId, agencyId }, tx, { occurredAt: at, correlationId }) => {
    const heard = {
      referralId: uuidOf(referralId),
      agencyId,
      by: 'redaction',
      name: 'record-completed',
      data: {},
    } as const
    return hearOf(hearing)(tx, heard, { at, correlationId })
  })
