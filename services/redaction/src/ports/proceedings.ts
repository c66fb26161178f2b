import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  type Proceedings,
  ProceedingsRequestSchema,
  ProceedingsSchema,
  proceedings as question,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

/** By the names and referrals of one person. Throws when there is no answer, or one that does not verify: then nobody is erased. */
export type FindProceedings = (about: {
  readonly shareIds: readonly string[]
  readonly referralIds: readonly string[]
}) => Promise<Pick<Proceedings, 'open' | 'pending'>>

export const findProceedings =
  (ask: Ask, { signer, now, newId }: Verifying): FindProceedings =>
  async ({ shareIds, referralIds }) => {
    const request = create(ProceedingsRequestSchema, {
      nonce: newId(),
      subjectRefs: [...shareIds],
      referralIds: [...referralIds],
    })
    const { proceedings: signed } = await ask(question, request)
    if (signed === undefined) throw cryptoErrors.statement_invalid()
    return verifyStatement(
      ProceedingsSchema,
      'proceedings.v1',
      signed,
      signer,
      boundTo(ProceedingsRequestSchema, request, now),
    )
  }
