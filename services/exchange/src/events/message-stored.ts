import { messageStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateText } from '../commands/state-about.ts'

/** What a peer's agency wrote lies in this hub's vault: only now is it delivered. What was written here concerns no peer. */
export const onMessageStored = (state: ReturnType<typeof stateText>) =>
  on(messageStored, ({ from, messageId }, tx) =>
    state(tx, { fromHub: from?.hub ?? '', textId: messageId }, 'delivered'),
  )
