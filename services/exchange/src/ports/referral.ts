import { side } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Nats } from '@amparo/messaging'

/**
 * The agency in whose place the caller is a party to a referral: its own, or the suspended sender for which it acts. Undefined: no party, outside
 * its compartment, or not there. Throws while referral cannot answer.
 */
export type InWhosePlace = (caller: Pick<Caller, 'token'>, referralId: string) => Promise<string | undefined>

export const inWhosePlace =
  ({ ask }: Pick<Nats, 'ask'>): InWhosePlace =>
  async ({ token }, referralId) =>
    (await ask(side, { token, referralId })).agencyId || undefined
