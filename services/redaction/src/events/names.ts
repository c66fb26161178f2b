import {
  NamesRequestSchema,
  type NamesResponseSchema,
  NamesSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Answerer } from '@amparo/messaging'
import type { FindNames } from '../queries/names.ts'

/** redaction.names.v1: for audit alone, which keeps none of them. In its log it stands that somebody asked, under the name they asked by. */
export const answerNames =
  (
    find: FindNames,
    { sign, now }: { readonly sign: SigningKey; readonly now: Clock },
  ): Answerer<typeof NamesRequestSchema, typeof NamesResponseSchema> =>
  async request => {
    const stated = {
      requestHash: requestHash(toBinary(NamesRequestSchema, request)),
      subjectRefs: [...(await find(request.subjectRef))],
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return { names: signStatement(NamesSchema, stated, 'names.v1', sign) }
  }
