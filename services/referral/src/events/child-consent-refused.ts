import { childConsentRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Hearing } from '../commands/hearing.ts'
import { openDraft } from '../commands/open-draft.ts'
import { uuidOf } from './reading.ts'

export const onChildConsentRefused = (hearing: Hearing) =>
  on(childConsentRefused, ({ draftId, agencyId, subjectRef }, tx, { occurredAt: at, correlationId }) =>
    openDraft(hearing)(tx, { draftId: uuidOf(draftId), agencyId, subjectRef }, { at, correlationId }),
  )
