import { requestSigned } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { type sealRequestTexts, tellSealed } from '../commands/requests/seal-request-texts.ts'

interface Deps {
  readonly seal: ReturnType<typeof sealRequestTexts>
  readonly newId: NewId
  readonly now: Clock
  readonly log: Log
}

/** The own central authority has signed a request: what it says follows it. */
export const onRequestSigned = ({ seal, ...deps }: Deps) =>
  on(
    requestSigned,
    ({ requestId }) => seal(requestId),
    ({ requestId }, tx, _context, sealed) => tellSealed(deps, tx, requestId, sealed),
  )
