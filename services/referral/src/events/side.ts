import type { SideRequestSchema, SideResponseSchema } from '@amparo/contracts'
import { callerIn, type TokenVerifier } from '@amparo/http'
import type { Answerer } from '@amparo/messaging'
import type { inWhosePlace } from '../queries/standing.ts'
import { askerOf } from './caller.ts'

export interface SideDeps {
  readonly verifier: TokenVerifier
  readonly find: ReturnType<typeof inWhosePlace>
}

/** referral.side.v1: in whose place is this user's agency a party? No party, outside the compartment and not there look alike. */
export const answerSide =
  ({ verifier, find }: SideDeps): Answerer<typeof SideRequestSchema, typeof SideResponseSchema> =>
  async ({ token, referralId }) => {
    const caller = await callerIn(verifier, token)
    if (!caller?.scopes.has('referral:read')) return {}
    return { agencyId: (await find(referralId, askerOf(caller))) ?? '' }
  }
