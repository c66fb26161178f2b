import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { create, underWay as question, UnderWayRequestSchema, UnderWaySchema } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'

/** Which of these referrals, sent by agencies of this hub, have not ended, whoever is assigned to them. */
export type FindUnderWay = (referralIds: readonly string[]) => Promise<ReadonlySet<string>>

export const findUnderWay =
  (ask: Ask, { signer, now, newId }: Verifying): FindUnderWay =>
  async referralIds => {
    if (referralIds.length === 0) return new Set()
    const request = create(UnderWayRequestSchema, { nonce: newId(), referralIds: [...referralIds] })
    const { underWay: signed } = await ask(question, request)
    const stated = verifyStatement(
      UnderWaySchema,
      'under-way.v1',
      signed,
      signer,
      boundTo(UnderWayRequestSchema, request, now),
    )
    return new Set(stated.referralIds)
  }
