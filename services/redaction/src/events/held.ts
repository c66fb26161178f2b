import { HeldRequestSchema, type HeldResponseSchema, HeldSchema, timestampFromDate, toBinary } from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindHeld } from '../queries/held.ts'

/** redaction.held.v1: for audit alone, reference by reference: which are one person's is not told. */
export const answerHeld =
  (
    find: FindHeld,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof HeldRequestSchema, typeof HeldResponseSchema> =>
  async request => {
    const subjectRefs = [...(await find(request.subjectRefs))]
    const stated = {
      ...{ requestHash: requestHash(toBinary(HeldRequestSchema, request)), subjectRefs },
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { held: signStatement(HeldSchema, stated, 'held.v1', sign) }
  }
