import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  DecideRequestSchema,
  denialError,
  Occasion,
  PermitSchema,
  priorities,
  protocols,
  purposes,
  decide as question,
  type Permit as SignedPermit,
  serviceCategories,
  timestampDate,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import type { Permit } from '../domain/permit.ts'
import { isSameParty, type Party } from '../domain/referral.ts'
import type { Attested } from './attestation.ts'

export interface DecideCommand {
  readonly caller: { readonly user: string; readonly token: string }
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly protocol: string
  readonly priority: string
  /** Undefined: what protocol and recipient imply. */
  readonly purpose: string | undefined
  readonly services: readonly string[]
  readonly attested: Attested
}
/** May the referral be sent, or opened again? Throws the denial's code. */
export type Decide = (command: DecideCommand) => Promise<Permit>

export const decideBy =
  (ask: Ask, { signer, now, newId }: Verifying): Decide =>
  async command => {
    const request = create(DecideRequestSchema, {
      nonce: newId(),
      occasion: Occasion.SUBMIT,
      token: command.caller.token,
      referralId: command.referralId,
      sender: command.from,
      recipient: command.to,
      protocol: protocols.toEnum(command.protocol),
      priority: priorities.toEnum(command.priority),
      ...(command.purpose !== undefined && { purpose: purposes.toEnum(command.purpose) }),
      services: command.services.map(code => serviceCategories.toEnum(code)),
      attestation: command.attested.signed,
    })
    const { decision } = await ask(question, request)
    if (decision.case === 'denial') {
      const { code, decisionId, draftId } = decision.value
      throw denialError(code, decisionId, draftId)
    }
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const bound = boundTo(DecideRequestSchema, request, now)
    const permit = verifyStatement(PermitSchema, 'permit.v1', decision.value, signer, bound)
    const { permitId: id, purpose, expiresAt } = permit
    if (!permits(permit, command) || expiresAt === undefined) throw cryptoErrors.statement_invalid()
    return { id, purpose: purposes.toCode(purpose), expiresAt: timestampDate(expiresAt) }
  }

/** The hash binds the permit to the request already; this holds should that ever be computed wrongly. */
const permits = (permit: SignedPermit, command: DecideCommand): boolean =>
  permit.permitId !== '' &&
  permit.referralId === command.referralId &&
  permit.subjectId === command.attested.subjectId &&
  permit.userId === command.caller.user &&
  permit.recipient !== undefined &&
  isSameParty(command.to, permit.recipient)
