import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { create, MatchRequestSchema, type Purpose, match as question, type Signed } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Party } from './decision.ts'
import { type Denied, deniedBy, type GivenPermit, verifyPermit } from './given-permit.ts'

interface AskedOf {
  readonly token: string
  readonly userId: string
  readonly subjectId: string
  readonly attestation: Signed
}

export interface MatchCommand {
  readonly questionId: string
  readonly reason: string
  readonly purpose: Purpose
  readonly asker: Party
  readonly answerer: Party
  /** The custodian and the person; undefined in the answering hub. */
  readonly of: AskedOf | undefined
}

/** Throws when there is no answer, or one that does not verify: then nothing is asked, and nothing answered. */
export type PermitToMatch = (command: MatchCommand) => Promise<{ readonly permit: GivenPermit } | Denied>

export const permitToMatch =
  (ask: Ask, { signer, now, newId }: Verifying): PermitToMatch =>
  async ({ of, ...asked }) => {
    const about = of && { token: of.token, attestation: of.attestation }
    const request = create(MatchRequestSchema, { ...asked, ...about, nonce: newId() })
    const { decision } = await ask(question, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const permit = verifyPermit(decision.value, signer, boundTo(MatchRequestSchema, request, now))
    // The hash binds it to the request already; this holds should that ever be computed wrongly.
    const { hub, agencyId } = asked.answerer
    const isFor = permit.permitId !== '' && permit.referralId === asked.questionId && permit.recipient?.hub === hub
    const isOf = permit.subjectId === (of?.subjectId ?? '') && permit.userId === (of?.userId ?? '')
    if (!isFor || !isOf || permit.recipient?.agencyId !== agencyId) throw cryptoErrors.statement_invalid()
    return { permit }
  }
