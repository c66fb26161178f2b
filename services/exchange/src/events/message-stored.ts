import { messageStored } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { noteLetter } from '../commands/requests/note-letter.ts'
import type { stateText } from '../commands/state-about.ts'

/**
 * What a peer's agency wrote lies in this hub's vault: only now is it delivered. What was written here concerns no peer. Of what is written about
 * a request for evidence, wherever, those who are to read it hear.
 */
export const onMessageStored = (state: ReturnType<typeof stateText>, note: ReturnType<typeof noteLetter>) =>
  on(messageStored, async ({ from, messageId, referralId, field, sha256 }, tx) => {
    const { hub = '', agencyId = '' } = from ?? {}
    await state(tx, { fromHub: hub, textId: messageId }, 'delivered')
    await note(tx, { requestId: referralId, field, sha256, from: { hub, agencyId } })
  })
