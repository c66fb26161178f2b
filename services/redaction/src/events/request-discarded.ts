import { requestDiscarded } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { messages } from '../commands/messages.ts'
import type { destroyRequestKey } from '../commands/requests/destroy-request-texts.ts'
import { removeRequestTexts } from '../store/request-texts.ts'

interface Deps {
  readonly destroyKey: ReturnType<typeof destroyRequestKey>
  readonly log: Log
}

/** A draft was given up: what it said is of no use to anybody. */
export const onRequestDiscarded = ({ destroyKey, log }: Deps) =>
  on(
    requestDiscarded,
    ({ requestId, agencyId }, { id: entryId }) => destroyKey({ requestId, agencyId, entryId }),
    async ({ requestId, agencyId }, tx) => {
      await removeRequestTexts(tx, requestId)
      messages['request.texts-destroyed'](log, { requestId, agencyId })
    },
  )
