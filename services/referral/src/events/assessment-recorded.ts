import { assessmentRecorded } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { hearOf } from '../commands/hear-of.ts'
import type { Hearing } from '../commands/hearing.ts'
import { uuidOf } from './reading.ts'

export const onAssessmentRecorded = (hearing: Hearing) =>
  on(assessmentRecorded, ({ referralId, agencyId, form, formVersion }, tx, { occurredAt: at, correlationId }) => {
    const data = { form, version: formVersion }
    const heard = { referralId: uuidOf(referralId), agencyId, by: 'redaction', name: 'assessed', data } as const
    return hearOf(hearing)(tx, heard, { at, correlationId })
  })
