import type { HttpApp } from '@amparo/http'
import { type ReadDeps, readRequestTexts } from './commands/requests/read-request-texts.ts'
import { type SealDeps, sealRequestTexts } from './commands/requests/seal-request-texts.ts'
import { type WriteDeps, writeRequestText } from './commands/requests/write-request-text.ts'
import { onRequestSigned } from './events/request-signed.ts'
import { requestTextRoutes } from './http/request-texts.ts'

/** Adds what requests for evidence say, and gives back what is to be heard of them. */
export function addRequestTexts(http: HttpApp, deps: ReadDeps & SealDeps & WriteDeps) {
  requestTextRoutes(http, { write: writeRequestText(deps), read: readRequestTexts(deps) })
  return onRequestSigned({ ...deps, seal: sealRequestTexts(deps) })
}
