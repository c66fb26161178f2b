import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  type Attestation,
  AttestationSchema,
  AttestRequestSchema,
  create,
  itemCodesIn,
  attest as question,
  type Signed,
  type StatedCodes,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

export interface AttestCommand {
  readonly caller: { readonly user: string; readonly agency: string; readonly token: string }
  readonly subjectRef: string
  readonly recipientHub: string
}
/** What must be known of a person, in yes and no, and the signed form in which consent wants it. */
export interface Attested {
  readonly subjectId: string
  readonly minor: boolean
  /** The reference is for reading one referral: nothing is said of the person, `minor` neither. */
  readonly received: boolean
  /** Under which what is known of them came to the agency; undefined: nobody else has said. */
  readonly itemCodes: StatedCodes | undefined
  readonly signed: Signed
}
/** Undefined: the caller's agency holds nobody under this reference. */
export type Attest = (command: AttestCommand) => Promise<Attested | undefined>

export const attestBy =
  (ask: Ask, { signer, now, newId }: Verifying): Attest =>
  async ({ caller, subjectRef, recipientHub }) => {
    const request = create(AttestRequestSchema, { nonce: newId(), token: caller.token, subjectRef, recipientHub })
    const { attestation: signed } = await ask(question, request)
    if (signed === undefined) return undefined
    const bound = boundTo(AttestRequestSchema, request, now)
    const stated = verifyStatement(AttestationSchema, 'attestation.v1', signed, signer, bound)
    if (!isAbout(stated, caller, subjectRef)) throw cryptoErrors.statement_invalid()
    const { subjectId, minor, received, itemCodes } = stated
    return { subjectId, minor, received, itemCodes: itemCodes && itemCodesIn(itemCodes), signed }
  }

const isAbout = (stated: Attestation, caller: AttestCommand['caller'], subjectRef: string): boolean =>
  stated.subjectRef === subjectRef && stated.agencyId === caller.agency && stated.userId === caller.user
