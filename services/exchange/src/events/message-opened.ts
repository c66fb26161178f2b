import { messageOpened } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateRequestOpened, stateText } from '../commands/state-about.ts'

/** Somebody has read what a peer's agency wrote, or a text of a request for evidence of that peer's. */
export const onMessageOpened = (text: ReturnType<typeof stateText>, request: ReturnType<typeof stateRequestOpened>) =>
  on(messageOpened, async ({ fromHub, messageId }, tx) => {
    const opened = { fromHub, textId: messageId }
    await text(tx, opened, 'retrieved')
    await request(tx, opened)
  })
