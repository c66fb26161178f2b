import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  DecideRequestSchema,
  type Occasion,
  type Priority,
  type Protocol,
  type Purpose,
  decide as question,
  type ServiceCategory,
  type Signed,
  type SignedGrant,
} from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import { type Denied, deniedBy, type GivenPermit, verifyPermit } from './given-permit.ts'

export interface Party {
  readonly hub: string
  readonly agencyId: string
}

export interface DecideCommand {
  readonly occasion: Occasion
  /** Empty where nobody waits for the answer. */
  readonly token: string
  /** Undefined where nobody reads yet. */
  readonly userId: string | undefined
  readonly referralId: string
  readonly sender: Party
  readonly recipient: Party
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly services: readonly ServiceCategory[]
  readonly subjectId: string
  readonly attestation: Signed
  /** What the recipient found out, back to the sender. */
  readonly report?: boolean
}

export type Decision =
  | {
      readonly permit: GivenPermit
      readonly grant: SignedGrant | undefined
    }
  | Denied

/** Throws when there is no answer, or one that does not verify: then nothing goes out. */
export type Decide = (command: DecideCommand) => Promise<Decision>

export const decideBy =
  (ask: Ask, { signer, now, newId }: Verifying): Decide =>
  async ({ subjectId, userId, services, attestation, report = false, ...rest }) => {
    const request = create(DecideRequestSchema, {
      ...rest,
      report,
      services: [...services],
      attestation,
      nonce: newId(),
    })
    const { decision, grant } = await ask(question, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const permit = verifyPermit(decision.value, signer, boundTo(DecideRequestSchema, request, now))
    if (!isFor(permit, { ...rest, subjectId, userId })) throw cryptoErrors.statement_invalid()
    return { permit, grant }
  }

type Subject = Pick<DecideCommand, 'referralId' | 'recipient' | 'subjectId' | 'userId'>

/** The hash binds it to the request already; this holds should that ever be computed wrongly. */
const isFor = (permit: GivenPermit, { referralId, recipient, subjectId, userId }: Subject): boolean =>
  permit.permitId !== '' &&
  permit.referralId === referralId &&
  permit.subjectId === subjectId &&
  (userId === undefined || permit.userId === userId) &&
  permit.recipient?.hub === recipient.hub &&
  permit.recipient.agencyId === recipient.agencyId
