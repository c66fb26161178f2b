import {
  create,
  dataCategories,
  type Fallback,
  PackageSchema,
  type Permit,
  type SignedGrant,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import type { Inside } from '../domain/sealed-item.ts'
import type { PackageView } from '../domain/view.ts'
import type { ReferralTerms } from '../store/known-referrals.ts'
import type { Actor } from './actor.ts'

export interface PackageReferral extends ReferralTerms {
  /** The sender's share id. */
  readonly subjectRef: string
  /** Of what this hub means by the version. Absent in what follows a referral that was taken in. */
  readonly protocolHash?: string
  /** It was made by phone or on paper first. */
  readonly fallback?: Fallback | undefined
  /** Who sends it, or completed it. Undefined of what was submitted before that was told. */
  readonly by?: Actor | undefined
}

interface SealedCategories extends Inside {
  /** Codes. */
  readonly categories: readonly string[]
}

export interface PackageContent {
  readonly packageId: string
  readonly referral: PackageReferral
  readonly permit: Permit
  readonly grant: SignedGrant
  readonly view: PackageView
  readonly expiresAt: Date
  /** Completes what an earlier package of the referral brought. */
  readonly supplement: boolean
  /** Of the person's record here. */
  readonly recordVersion: number
  /** Of the file by which the view was cut. */
  readonly viewPolicyHash: string
  /** Of the certificate that it is going to be encrypted to. */
  readonly recipientFingerprint: string
  readonly inside: SealedCategories | undefined
}

/** Recipient, key, purpose, basis, handling code and expiry stand inside what is signed: who passes it on cannot change for whom it was. */
export function packageBytes(content: PackageContent): Uint8Array {
  const { packageId, referral, permit, grant, expiresAt, supplement, recordVersion } = content
  // Beside the JSON, in which a hub that does not know it would take it for a mistake.
  const { accountWhole, ...view } = content.view
  const { viewPolicyHash, recipientFingerprint, inside } = content
  const { referralId, from, to, protocol, priority, services, protocolId, protocolVersion, quick, fallback } = referral
  const { protocolHash = '', itemCodes } = referral
  return toBinary(
    PackageSchema,
    create(PackageSchema, {
      ...{ packageId, referralId, from, to, protocol, protocolId, protocolVersion, quick, priority, grant, supplement },
      protocolHash,
      ...(fallback && { fallback }),
      ...(itemCodes && { itemCodes }),
      purpose: permit.purpose,
      ...{ basis: permit.basis, handlingCode: permit.handlingCode },
      ...{ recordVersion, viewPolicyHash, recipientFingerprint },
      services: [...services],
      expiresAt: timestampFromDate(expiresAt),
      view: new Uint8Array(Buffer.from(JSON.stringify(view), 'utf8')),
      ...(accountWhole !== undefined && { accountWhole }),
      ...(inside && {
        contents: inside.parcel,
        contentsSealedTo: inside.sealedTo,
        contentsCategories: inside.categories.map(code => dataCategories.toEnum(code)),
      }),
    }),
  )
}
