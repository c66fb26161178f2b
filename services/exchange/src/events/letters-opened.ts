import { lettersOpened } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { noteOpened } from '../commands/requests/note-letter.ts'

/** An agency of this hub has read what others wrote about a request for evidence. */
export const onLettersOpened = (note: ReturnType<typeof noteOpened>) =>
  on(lettersOpened, ({ requestId, agencyId, sha256 }, tx) => note(tx, { requestId, agencyId, sha256 }))
