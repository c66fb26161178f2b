import { hubBarred } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { barHubs } from '../commands/bar-hubs.ts'

/** By what redaction holds of a person now, nobody in the hubs to which they were referred may have anything of them, or nobody there who speaks for a state. */
export const onHubBarred = (bar: ReturnType<typeof barHubs>) =>
  on(hubBarred, ({ referralIds, stateReferralIds }, tx, { occurredAt: at, correlationId }) =>
    bar(tx, { hubs: referralIds, states: stateReferralIds }, { at, correlationId }),
  )
