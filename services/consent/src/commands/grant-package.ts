import { hash } from 'node:crypto'
import {
  create,
  GrantSchema,
  type SignedGrant,
  SignedGrantSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { type NewId, uuidOf } from '@amparo/kernel'
import type { Exclusion } from '../domain/agency.ts'
import type { Permission } from '../domain/disclosure.ts'
import type { OnwardTerms } from '../domain/onward.ts'
import { wires } from '../ports/codes.ts'
import { writeExclusion } from '../ports/exclusions.ts'
import type { SignGrant } from '../ports/grant-signature.ts'
import { writeOnward } from '../ports/onward-terms.ts'
import type { Question } from './question.ts'

export interface GrantPackage {
  readonly grantId: string
  readonly signed: SignedGrant
}

/** What the receiving hub may do with a package: this purpose, these categories, until its basis ends; and onward what the consent says. */
export const grantPackage =
  ({ signGrant, newId }: { readonly signGrant: SignGrant; readonly newId: NewId }) =>
  async (
    question: Question,
    permission: Permission & {
      readonly reportBack: boolean
      readonly onward: OnwardTerms | undefined
      readonly sheetHeld: boolean
      /** Of the hub to which it goes. */
      readonly excluded: readonly Exclusion[]
    },
    issuedAt: Date,
  ): Promise<GrantPackage> => {
    const grantId = newId()
    const grant = toBinary(
      GrantSchema,
      create(GrantSchema, {
        grantId,
        referralId: question.referralId,
        issuer: question.sender,
        recipient: question.recipient,
        basis: wires.basis.write(permission.basis),
        basisId: nameOf(permission.basisId, question.referralId),
        purposes: [wires.purpose.write(permission.purpose)],
        categories: permission.categories.map(wires.category.write),
        validFrom: timestampFromDate(issuedAt),
        validUntil: timestampFromDate(permission.standsUntil),
        onwardPermitted: false,
        handlingCode: wires.handlingCode.write(permission.handlingCode),
        instrumentId: permission.instrumentId,
        codeNameOnly: permission.codeNameOnly,
        reportBack: permission.reportBack,
        sheetHeld: permission.sheetHeld,
        excluded: permission.excluded.map(writeExclusion),
        ...(permission.onward && { onward: writeOnward(permission.onward) }),
      }),
    )
    return { grantId, signed: create(SignedGrantSchema, { grant, signature: await signGrant(grant) }) }
  }

/** The basis is one for all to whom the person is referred on it: by its own id two of them could tell that they have the same person. */
const nameOf = (basisId: string, referralId: string): string =>
  uuidOf(hash('sha256', `${basisId} ${referralId}`, 'hex'))
