import {
  ChildRequestSchema,
  type ChildResponseSchema,
  ChildSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindChild } from '../queries/child.ts'

/**
 * redaction.child.v1: for consent alone, which knows the person already. It asks where a consent was taken back or refused: no reference of
 * the agency that heard it says anything of the person, and from another hub no user asks.
 */
export const answerChild =
  (
    find: FindChild,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof ChildRequestSchema, typeof ChildResponseSchema> =>
  async request => {
    const { subjectId } = request
    const found = await find(subjectId)
    if (found === undefined) return {}
    const { minor, guardianNamed, guardianConflict, keepers } = found
    const stated = {
      ...{ requestHash: requestHash(toBinary(ChildRequestSchema, request)), subjectId },
      ...{ minor, guardianNamed, guardianConflict },
      keepers: keepers.map(({ agencyId, subjectRef }) => ({ agencyId, subjectRef })),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { child: signStatement(ChildSchema, stated, 'child.v1', sign) }
  }
