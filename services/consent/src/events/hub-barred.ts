import { hubBarred } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { barHubs } from '../commands/bar-hubs.ts'

/** By what redaction holds of a person now, nobody in the hubs to which they were referred may have anything of them. */
export const onHubBarred = (bar: ReturnType<typeof barHubs>) =>
  on(hubBarred, ({ referralIds }, tx, { occurredAt: at, correlationId }) => bar(tx, referralIds, { at, correlationId }))
