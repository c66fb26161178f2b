import { requestNews } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellOfRequest } from '../commands/tell-of-request.ts'
import { uuidOf } from './reading.ts'

/** What exchange has for an agency of this hub about a request for evidence. */
export const onRequestNews = () =>
  on(requestNews, ({ agencyId, requestId, what }, tx, { occurredAt: at }) =>
    tellOfRequest(tx, { agencyId, requestId: uuidOf(requestId), what, at }),
  )
