import { AgeRequestSchema, type AgeResponseSchema, AgeSchema, timestampFromDate, toBinary } from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindAge } from '../queries/age.ts'

/**
 * redaction.age.v1: for referral alone, which asks when no user does (a corrected record, a package that came). It learns no more
 * than it is told when a referral is sent: yes or no.
 */
export const answerAge =
  (
    find: FindAge,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof AgeRequestSchema, typeof AgeResponseSchema> =>
  async request => {
    const found = await find(request.subjectRef)
    if (found === undefined) return {}
    const stated = {
      requestHash: requestHash(toBinary(AgeRequestSchema, request)),
      subjectRef: request.subjectRef,
      adult: found.adult,
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { age: signStatement(AgeSchema, stated, 'age.v1', sign) }
  }
