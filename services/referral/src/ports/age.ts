import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { AgeRequestSchema, AgeSchema, create, age as question } from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

/** Whether the person is a child by the record of this hub's own vault, or their age is in doubt. Nobody known is in doubt too. */
export type FindMinor = (subjectRef: string) => Promise<boolean>

export const findMinor =
  (ask: Ask, { signer, now, newId }: Verifying): FindMinor =>
  async subjectRef => {
    const request = create(AgeRequestSchema, { nonce: newId(), subjectRef })
    const { age: signed } = await ask(question, request)
    if (signed === undefined) return true
    const stated = verifyStatement(AgeSchema, 'age.v1', signed, signer, boundTo(AgeRequestSchema, request, now))
    if (stated.subjectRef !== subjectRef) throw cryptoErrors.statement_invalid()
    return !stated.adult
  }
