import { AttestRequestSchema, type AttestResponseSchema, toBinary } from '@amparo/contracts'
import { requestHash } from '@amparo/crypto'
import type { TokenVerifier } from '@amparo/http'
import type { Answerer } from '@amparo/messaging'
import type { Attest } from '../queries/attest.ts'

/**
 * redaction.attest.v1: the user's token is verified here again; that a service asks is not enough. What is known of a person who is about to be
 * referred on, consent alone hears: it decides, and tells no more than why not.
 */
export const answerAttest =
  (verifier: TokenVerifier, attest: Attest): Answerer<typeof AttestRequestSchema, typeof AttestResponseSchema> =>
  async (request, { asker }) => {
    const { user, agency } = await verifier.verify(request.token)
    const { sheetId, sheetSha256: sha256 } = request
    const attestation = await attest({
      caller: { user, agency },
      subjectRef: request.subjectRef,
      language: request.languageExplained,
      recipientHub: request.recipientHub,
      sheet: sheetId === '' ? undefined : { sheetId, sha256 },
      onward: request.onward && asker === 'consent',
      nonce: request.nonce,
      requestHash: requestHash(toBinary(AttestRequestSchema, request)),
    })
    return attestation === undefined ? {} : { attestation }
  }
