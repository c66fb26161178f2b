import {
  create,
  type EndedSignInsRequest,
  EndedSignInsRequestSchema,
  type EndedSignInsResponse,
  EndedSignInsResponseSchema,
  EndedSignInsSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type EndedSignIn, findEndedSignIns } from '../store/ended-sign-ins.ts'

interface EndedSignInsDeps {
  readonly store: Pick<Store, 'read'>
  readonly sign: SigningKey
  readonly now: Clock
}

/** Twice as long as an access token lives. */
const TOLD_MS = 600_000
const AT_MOST = 5_000

/** For redaction alone: whose access tokens are to be believed no more. */
export const answerEndedSignIns =
  ({ store, sign, now }: EndedSignInsDeps) =>
  async (request: EndedSignInsRequest): Promise<EndedSignInsResponse> => {
    const at = now().getTime()
    const found = await store.read(reader => findEndedSignIns(reader, new Date(at - TOLD_MS), AT_MOST))
    const ended = {
      requestHash: requestHash(toBinary(EndedSignInsRequestSchema, request)),
      endedSignIns: found.map(one => ({ at: timestampFromDate(one.at), of: whichOf(one) })),
      expiresAt: timestampFromDate(new Date(at + STATEMENT_LIFETIME_MS)),
    }
    const signed = signStatement(EndedSignInsSchema, ended, 'ended-sign-ins.v1', sign)
    return create(EndedSignInsResponseSchema, { endedSignIns: signed })
  }

const whichOf = ({ keyThumbprint, userId }: EndedSignIn) =>
  keyThumbprint === undefined
    ? { case: 'userId' as const, value: userId }
    : { case: 'keyThumbprint' as const, value: keyThumbprint }
