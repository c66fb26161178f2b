import type { HttpApp } from '@amparo/http'
import { destroyRequestKey, removeDiscarded } from './commands/requests/destroy-request-texts.ts'
import { makeRequestDocument, type PrintDeps } from './commands/requests/make-request-document.ts'
import { readRequestLetters } from './commands/requests/read-request-letters.ts'
import { readRequestTexts } from './commands/requests/read-request-texts.ts'
import { sealRequestTexts } from './commands/requests/seal-request-texts.ts'
import type { SealDeps } from './commands/requests/seal-text.ts'
import { sendTextsAgain } from './commands/requests/send-texts-again.ts'
import { writeRequestLetter } from './commands/requests/write-request-letter.ts'
import { type WriteDeps, writeRequestText } from './commands/requests/write-request-text.ts'
import { onRequestDiscarded } from './events/request-discarded.ts'
import { onRequestSigned } from './events/request-signed.ts'
import { requestLetterRoutes } from './http/request-letters.ts'
import { requestTextRoutes } from './http/request-texts.ts'

/** Adds what requests for evidence say, and gives back what is to be heard of them. */
export function addRequestTexts(http: HttpApp, deps: PrintDeps & SealDeps & WriteDeps) {
  const reading = { read: readRequestTexts(deps), print: makeRequestDocument(deps) }
  requestTextRoutes(http, { ...reading, write: writeRequestText(deps), sendAgain: sendTextsAgain(deps) })
  requestLetterRoutes(http, { write: writeRequestLetter(deps), read: readRequestLetters(deps) })
  return [
    onRequestSigned({ ...deps, seal: sealRequestTexts(deps) }),
    onRequestDiscarded({ destroyKey: destroyRequestKey(deps), remove: removeDiscarded(deps) }),
  ]
}
