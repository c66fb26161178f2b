import { type Asking, boundTo } from '@amparo/asking'
import { create, NamesRequestSchema, NamesSchema, names as question } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'

/**
 * All names by which this hub knows the person of that one, with it; none where nobody is known by it. Which names are one person's is
 * redaction's to know: nobody keeps the answer. Throws service_unavailable, or for an answer that does not verify.
 */
export type AskNames = (subjectRef: string) => Promise<readonly string[]>

/** `signer`: the key of redaction. */
export const askNames =
  ({ ask, signer, now, newId }: Asking): AskNames =>
  async subjectRef => {
    const request = create(NamesRequestSchema, { nonce: newId(), subjectRef })
    const { names } = await ask(question, request)
    const bound = boundTo(NamesRequestSchema, request, now)
    return verifyStatement(NamesSchema, 'names.v1', names, signer, bound).subjectRefs
  }
