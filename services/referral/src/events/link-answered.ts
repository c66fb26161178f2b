import { linkAnswered } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { followLink } from '../commands/follow-link.ts'
import type { Hearing } from '../commands/hearing.ts'
import { uuidOf } from './reading.ts'

export const onLinkAnswered = (hearing: Hearing) =>
  on(linkAnswered, ({ referralId, agencyId, step, reason }, tx, { occurredAt: at, correlationId }) =>
    followLink(hearing)(tx, { referralId: uuidOf(referralId), agencyId, step, reason }, { at, correlationId }),
  )
