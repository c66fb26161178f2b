import { ContactRequestSchema, type ContactResponseSchema, toBinary } from '@amparo/contracts'
import { requestHash } from '@amparo/crypto'
import type { TokenVerifier } from '@amparo/http'
import type { Answerer } from '@amparo/messaging'
import type { CompareContactBy } from '../commands/compare-contact.ts'

/** redaction.contact.v1: the user's token is verified here again; that a service asks is not enough. */
export const answerContact =
  (
    verifier: TokenVerifier,
    compare: CompareContactBy,
  ): Answerer<typeof ContactRequestSchema, typeof ContactResponseSchema> =>
  async request => {
    const { user, agency } = await verifier.verify(request.token)
    const { referralId, subjectRef, channel, token } = request
    const caller = { user, agency, token }
    const hash = requestHash(toBinary(ContactRequestSchema, request))
    const answer = await compare({ caller, referralId, subjectRef, channel, requestHash: hash })
    return answer === undefined ? {} : { answer }
  }
