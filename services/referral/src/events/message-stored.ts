import { messageStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { hearOf } from '../commands/hear-of.ts'
import type { Hearing } from '../commands/hearing.ts'
import { partyOf, uuidOf } from './reading.ts'

/** Of a message from another hub this one hears as of every step there. */
export const onMessageStored = (hearing: Hearing) =>
  on(messageStored, async ({ messageId, referralId, from, field }, tx, { occurredAt: at, correlationId }) => {
    const { hub, agencyId } = partyOf(from)
    // What is written about a request for evidence exchange tells of.
    if (hub !== hearing.hub || field !== '') return
    const data = { message: uuidOf(messageId) }
    const heard = { referralId: uuidOf(referralId), agencyId, by: 'redaction', name: 'message', data } as const
    await hearOf(hearing)(tx, heard, { at, correlationId })
  })
