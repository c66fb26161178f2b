import {
  ChildhoodsRequestSchema,
  type ChildhoodsResponseSchema,
  ChildhoodsSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindChildhoods } from '../queries/child.ts'

/** redaction.childhoods.v1: for consent alone, which tells another hub what stands of all who have something there. */
export const answerChildhoods =
  (
    find: FindChildhoods,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof ChildhoodsRequestSchema, typeof ChildhoodsResponseSchema> =>
  async request => {
    const found = [...(await find(request.subjectIds))]
    const stated = {
      requestHash: requestHash(toBinary(ChildhoodsRequestSchema, request)),
      people: found.flatMap(([subjectId, childhood]) => (childhood ? [{ subjectId, ...childhood }] : [])),
      unreadable: found.flatMap(([subjectId, childhood]) => (childhood ? [] : [subjectId])),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { childhoods: signStatement(ChildhoodsSchema, stated, 'childhoods.v1', sign) }
  }
