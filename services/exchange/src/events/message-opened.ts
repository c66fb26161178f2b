import { messageOpened } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateText } from '../commands/state-about.ts'

/** Somebody has read what a peer's agency wrote. */
export const onMessageOpened = (state: ReturnType<typeof stateText>) =>
  on(messageOpened, ({ fromHub, messageId }, tx) => state(tx, { fromHub, textId: messageId }, 'retrieved'))
