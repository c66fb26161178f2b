import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  eligibilityMessage,
  type ForWhom,
  served as question,
  ServedRequestSchema,
  ServedSchema,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

/** Whether each of them is for this person, by what redaction knows of them and tells nobody. In the order asked. */
export type FindServed = (subjectId: string, forWhom: readonly ForWhom[]) => Promise<readonly boolean[]>

export const servedBy =
  (ask: Ask, { signer, now, newId }: Verifying): FindServed =>
  async (subjectId, forWhom) => {
    const eligibilities = forWhom.map(eligibilityMessage)
    const request = create(ServedRequestSchema, { nonce: newId(), subjectId, eligibilities })
    const { served: signed } = await ask(question, request)
    // Erased meanwhile, or never here: of nobody it can be said that they are not served.
    if (signed === undefined) return forWhom.map(() => true)
    const expected = boundTo(ServedRequestSchema, request, now)
    const stated = verifyStatement(ServedSchema, 'served.v1', signed, signer, expected)
    if (stated.subjectId !== subjectId || stated.served.length !== forWhom.length)
      throw cryptoErrors.statement_invalid()
    return stated.served
  }
