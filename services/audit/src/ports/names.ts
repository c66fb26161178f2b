import { create, NamesRequestSchema, NamesSchema, names as question, toBinary } from '@amparo/contracts'
import { requestHash, type VerificationKey, verifyStatement } from '@amparo/crypto'
import type { Clock, NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'

/**
 * All names by which this hub knows the person of that one, with it; none where nobody is known by it. Which names are one person's is
 * redaction's to know: nobody keeps the answer. Throws service_unavailable, or for an answer that does not verify.
 */
export type AskNames = (subjectRef: string) => Promise<readonly string[]>

interface AskDeps {
  readonly ask: Nats['ask']
  /** The key of redaction. */
  readonly signer: VerificationKey
  readonly now: Clock
  readonly newId: NewId
}

export const askNames =
  ({ ask, signer, now, newId }: AskDeps): AskNames =>
  async subjectRef => {
    const request = create(NamesRequestSchema, { nonce: newId(), subjectRef })
    const { names } = await ask(question, request)
    const bound = { now: now(), requestHash: requestHash(toBinary(NamesRequestSchema, request)) }
    return verifyStatement(NamesSchema, 'names.v1', names, signer, bound).subjectRefs
  }
