import { type EvidenceKind, evidenceKinds, evidenceReceived, timestampDate } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { recordEvidence } from '../commands/record-evidence.ts'
import { type Evidence, isEvidence } from '../domain/delivery.ts'
import { errors } from '../domain/errors.ts'
import { failureCode } from '../domain/foreign.ts'
import { codeOf, uuidOf } from './reading.ts'

export const onEvidenceReceived = (hearing: Hearing) =>
  on(evidenceReceived, ({ referralId, kind, code, madeAt }, tx, { occurredAt: at, correlationId }) => {
    const stated = {
      kind: evidenceOf(kind),
      code: failureCode(code, 'refused'),
      madeAt: madeAt && timestampDate(madeAt),
    }
    return recordEvidence(hearing)(tx, { ...stated, referralId: uuidOf(referralId) }, { at, correlationId })
  })

function evidenceOf(kind: EvidenceKind): Evidence {
  const code = codeOf(evidenceKinds, kind)
  if (!isEvidence(code)) throw errors.news_unreadable()
  return code
}
