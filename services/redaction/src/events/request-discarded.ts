import { requestDiscarded } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { destroyRequestKey, removeDiscarded } from '../commands/requests/destroy-request-texts.ts'

interface Deps {
  readonly destroyKey: ReturnType<typeof destroyRequestKey>
  readonly remove: ReturnType<typeof removeDiscarded>
}

/** A draft was given up: what it said is of no use to anybody. */
export const onRequestDiscarded = ({ destroyKey, remove }: Deps) =>
  on(
    requestDiscarded,
    ({ requestId, agencyId }, { id: entryId }) => destroyKey({ requestId, agencyId, entryId }),
    remove,
  )
