import { hash } from 'node:crypto'
import { type Denial, denialError, type Permit, PermitSchema, type Signed } from '@amparo/contracts'
import { type VerificationKey, verifyStatement } from '@amparo/crypto'

/** A permit as it was verified. */
export type GivenPermit = Permit & {
  /** SHA-256 of its bytes, as consent signed them, hex: every entry of what is disclosed on it names them. */
  readonly decisionHash: string
}

/** Throws as `verifyStatement` does. Whether it is for what was asked, the asker looks at. */
export function verifyPermit(
  signed: Signed,
  signer: VerificationKey,
  bound: { readonly now: Date; readonly requestHash: string },
): GivenPermit {
  const permit = verifyStatement(PermitSchema, 'permit.v1', signed, signer, bound)
  return { ...permit, decisionHash: hash('sha256', signed.payload, 'hex') }
}

export interface Denied {
  /** As whoever asked may be told. */
  readonly denial: string
  /** Code of consent's published table, by which this service acts. It is told nobody, and kept nowhere. */
  readonly rule: string
  /** Under which the decision is explained. */
  readonly decisionId: string
}

export const deniedBy = ({ code, rule, decisionId }: Denial): Denied => ({
  denial: code,
  rule: rule === '' ? code : rule,
  decisionId,
})

/** As whoever asked hears of it. */
export const refusalOf = ({ denial, decisionId }: Pick<Denied, 'denial' | 'decisionId'>) =>
  denialError(denial, decisionId)
