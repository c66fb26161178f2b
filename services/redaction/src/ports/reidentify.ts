import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { create, reidentify as question, ReidentifyRequestSchema, type Signed } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Party } from './decision.ts'
import { type Denied, deniedBy, type GivenPermit, verifyPermit } from './given-permit.ts'

export interface AskToReidentify {
  readonly token: string
  readonly userId: string
  readonly requestId: string
  readonly reason: string
  readonly confirmedBy: string
  readonly recipient: Party
  readonly subjectId: string
  readonly attestation: Signed
}

/** Throws when there is no answer, or one that does not verify: then nobody is told. */
export type PermitToReidentify = (asked: AskToReidentify) => Promise<{ readonly permit: GivenPermit } | Denied>

export const permitToReidentify =
  (ask: Ask, { signer, now, newId }: Verifying): PermitToReidentify =>
  async ({ userId, subjectId, ...asked }) => {
    const request = create(ReidentifyRequestSchema, { ...asked, nonce: newId() })
    const { decision } = await ask(question, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const permit = verifyPermit(decision.value, signer, boundTo(ReidentifyRequestSchema, request, now))
    // The hash binds it to the request already; this holds should that ever be computed wrongly.
    const isFor = permit.permitId !== '' && permit.referralId === asked.requestId && permit.subjectId === subjectId
    if (!isFor || permit.userId !== userId) throw cryptoErrors.statement_invalid()
    return { permit }
  }
