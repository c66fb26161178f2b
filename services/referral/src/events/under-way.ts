import {
  timestampFromDate,
  toBinary,
  type UnderWayRequest,
  UnderWayRequestSchema,
  type UnderWayResponseSchema,
  UnderWaySchema,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { underWay } from '../queries/under-way.ts'

export interface UnderWayDeps {
  readonly find: ReturnType<typeof underWay>
  readonly sign: SigningKey
  readonly now: Clock
}

/** referral.under-way.v1: ids alone, of those asked about. Signed, for 30 s, for this request. */
export const answerUnderWay =
  ({ find, sign, now }: UnderWayDeps): Answerer<typeof UnderWayRequestSchema, typeof UnderWayResponseSchema> =>
  async (request: UnderWayRequest) => {
    const stated = {
      requestHash: requestHash(toBinary(UnderWayRequestSchema, request)),
      referralIds: await find(request.referralIds),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { underWay: signStatement(UnderWaySchema, stated, 'under-way.v1', sign) }
  }
