import { type EvidenceKind, evidenceKinds, evidenceReceived } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { recordEvidence } from '../commands/record-evidence.ts'
import { type Evidence, isEvidence } from '../domain/delivery.ts'
import { errors } from '../domain/errors.ts'
import { failureCode } from '../domain/foreign.ts'
import { codeOf, uuidOf } from './reading.ts'

export const onEvidenceReceived = (hearing: Hearing) =>
  on(evidenceReceived, ({ referralId, kind, code }, tx, { occurredAt: at, correlationId }) =>
    recordEvidence(hearing)(
      tx,
      { referralId: uuidOf(referralId), kind: evidenceOf(kind), code: failureCode(code, 'refused') },
      { at, correlationId },
    ),
  )

function evidenceOf(kind: EvidenceKind): Evidence {
  const code = codeOf(evidenceKinds, kind)
  if (!isEvidence(code)) throw errors.news_unreadable()
  return code
}
