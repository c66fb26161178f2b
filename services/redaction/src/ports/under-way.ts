import { create, underWay as question, toBinary, UnderWayRequestSchema, UnderWaySchema } from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import type { Ask, Verifying } from './asking.ts'

/** Which of these referrals, sent by agencies of this hub, have not ended, whoever is assigned to them. */
export type FindUnderWay = (referralIds: readonly string[]) => Promise<ReadonlySet<string>>

export const findUnderWay =
  (ask: Ask, { signer, now, newId }: Verifying): FindUnderWay =>
  async referralIds => {
    if (referralIds.length === 0) return new Set()
    const request = create(UnderWayRequestSchema, { nonce: newId(), referralIds: [...referralIds] })
    const { underWay: signed } = await ask(question, request)
    const stated = verifyStatement(UnderWaySchema, 'under-way.v1', signed, signer, {
      now: now(),
      requestHash: requestHash(toBinary(UnderWayRequestSchema, request)),
    })
    return new Set(stated.referralIds)
  }
