import { PermitSchema, type Signed, timestampFromDate } from '@amparo/contracts'
import { type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { AgencyType } from '../domain/codes.ts'
import type { Permission } from '../domain/disclosure.ts'
import type { Policy } from '../domain/policy.ts'
import type { BasisRecord } from '../domain/record.ts'
import { wires } from '../ports/codes.ts'
import { basisHash } from './basis-hash.ts'
import type { Question } from './question.ts'

interface PermitContent {
  readonly permitId: string
  readonly question: Question
  readonly permission: Permission
  /** On which it rests. */
  readonly record: BasisRecord
  /** Of the recipient, as the directory has it. */
  readonly recipientType: AgencyType | undefined
  readonly userId: string
  readonly issuedAt: Date
}

/** Believed for 30 s, once, by whoever asked exactly this. */
export const signPermit =
  ({ sign, policy }: { readonly sign: SigningKey; readonly policy: Policy }) =>
  ({ permitId, question, permission, record, recipientType, userId, issuedAt }: PermitContent): Signed =>
    signStatement(
      PermitSchema,
      {
        permitId,
        requestHash: question.hash,
        subjectId: question.stated.subjectId,
        referralId: question.referralId,
        recipient: question.recipient,
        ...(recipientType !== undefined && { recipientType: wires.agencyType.write(recipientType) }),
        userId,
        purpose: wires.purpose.write(permission.purpose),
        basis: wires.basis.write(permission.basis),
        basisId: permission.basisId,
        basisVersion: permission.basisVersion,
        basisHash: basisHash(record),
        categories: permission.categories.map(wires.category.write),
        withheld: permission.withheld.map(({ category, reason, silent }) => ({
          category: wires.category.write(category),
          reason,
          silent,
        })),
        codeNameOnly: permission.codeNameOnly,
        selfIncriminatingAgreed: permission.selfIncriminatingAgreed === true,
        judicialReview: permission.judicialReview === true,
        policyHash: policy.hash,
        handlingCode: wires.handlingCode.write(permission.handlingCode),
        instrumentId: permission.instrumentId,
        issuedAt: timestampFromDate(issuedAt),
        expiresAt: timestampFromDate(new Date(issuedAt.getTime() + STATEMENT_LIFETIME_MS)),
      },
      'permit.v1',
      sign,
    )
