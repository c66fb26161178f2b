import {
  create,
  type ProceedingsRequest,
  ProceedingsRequestSchema,
  type ProceedingsResponse,
  ProceedingsResponseSchema,
  ProceedingsSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { findProceedings } from '../queries/proceedings.ts'

export interface ProceedingsDeps {
  readonly find: ReturnType<typeof findProceedings>
  readonly sign: SigningKey
  readonly now: Clock
}

/** What is under way about a person, in numbers: nobody is erased while it is. Signed, for 30 s, for this request. */
export const answerProceedings =
  ({ find, sign, now }: ProceedingsDeps) =>
  async (request: ProceedingsRequest): Promise<ProceedingsResponse> => {
    const { subjectRefs, referralIds } = request
    const found = await find({ subjectRefs, referralIds })
    const stated = {
      ...found,
      requestHash: requestHash(toBinary(ProceedingsRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    const signed = signStatement(ProceedingsSchema, stated, 'proceedings.v1', sign)
    return create(ProceedingsResponseSchema, { proceedings: signed })
  }
