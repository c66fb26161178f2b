import { AgeRequestSchema, AgeSchema, create, age as question, toBinary } from '@amparo/contracts'
import { errors as cryptoErrors, requestHash, verifyStatement } from '@amparo/crypto'
import type { Ask, Verifying } from './asking.ts'

/** Whether the person is a child by the record of this hub's own vault, or their age is in doubt. Nobody known is in doubt too. */
export type FindMinor = (subjectRef: string) => Promise<boolean>

export const findMinor =
  (ask: Ask, { signer, now, newId }: Verifying): FindMinor =>
  async subjectRef => {
    const request = create(AgeRequestSchema, { nonce: newId(), subjectRef })
    const { age: signed } = await ask(question, request)
    if (signed === undefined) return true
    const stated = verifyStatement(AgeSchema, 'age.v1', signed, signer, {
      now: now(),
      requestHash: requestHash(toBinary(AgeRequestSchema, request)),
    })
    if (stated.subjectRef !== subjectRef) throw cryptoErrors.statement_invalid()
    return !stated.adult
  }
