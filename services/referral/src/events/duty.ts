import {
  type DutyRequest,
  DutyRequestSchema,
  type DutyResponseSchema,
  DutySchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { findDuty } from '../queries/find-duty.ts'

interface DutyDeps {
  readonly find: ReturnType<typeof findDuty>
  readonly sign: SigningKey
  readonly now: Clock
}

/** referral.duty.v1: by the rotas, in yes and no. Signed, for 30 s, for this request. */
export const answerDuty =
  ({ find, sign, now }: DutyDeps): Answerer<typeof DutyRequestSchema, typeof DutyResponseSchema> =>
  async (request: DutyRequest) => {
    const { agencyId, withoutUserId, userId, userAgencyId } = request
    const stated = {
      ...(await find({ agencyId, withoutUserId, by: { userId, agencyId: userAgencyId } })),
      requestHash: requestHash(toBinary(DutyRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { duty: signStatement(DutySchema, stated, 'duty.v1', sign) }
  }
