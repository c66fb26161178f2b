import {
  ServedRequestSchema,
  type ServedResponseSchema,
  ServedSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindServed } from '../queries/served.ts'

/** redaction.served.v1: for consent alone, which knows the person already, and is told a yes or no for each. */
export const answerServed =
  (
    find: FindServed,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof ServedRequestSchema, typeof ServedResponseSchema> =>
  async request => {
    const { subjectId, eligibilities } = request
    const served = await find(subjectId, eligibilities)
    if (served === undefined) return {}
    const stated = {
      ...{ requestHash: requestHash(toBinary(ServedRequestSchema, request)), subjectId, served: [...served] },
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { served: signStatement(ServedSchema, stated, 'served.v1', sign) }
  }
