import { messageRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateText } from '../commands/state-about.ts'

/** Redaction could not open what a peer's agency wrote, or it belongs to no referral with that agency. */
export const onMessageRefused = (state: ReturnType<typeof stateText>) =>
  on(messageRefused, ({ fromHub, messageId, code }, tx) => state(tx, { fromHub, textId: messageId }, 'refused', code))
