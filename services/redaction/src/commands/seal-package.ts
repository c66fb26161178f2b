import { hash } from 'node:crypto'
import {
  create,
  PackageSchema,
  type Permit,
  type Priority,
  type Protocol,
  type Purpose,
  type ServiceCategory,
  type SignedGrant,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { encryptAndSign } from '@amparo/crypto'
import type { PackageView } from '../domain/view.ts'
import type { Party } from '../ports/decision.ts'
import type { TrustedCertificate } from '../ports/directory.ts'

export interface PackageReferral {
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  /** The sender's share id. */
  readonly subjectRef: string
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose
  readonly services: readonly ServiceCategory[]
}

export interface PackageContent {
  readonly packageId: string
  readonly referral: PackageReferral
  readonly permit: Permit
  readonly grant: SignedGrant
  readonly view: PackageView
  readonly expiresAt: Date
}

/** Recipient, purpose, grant and expiry stand inside what is signed: who passes it on cannot change for whom it was. */
export async function sealPackage(content: PackageContent, recipient: TrustedCertificate, signingKey: string) {
  const { packageId, referral, permit, grant, view, expiresAt } = content
  const { referralId, from, to, protocol, priority, services } = referral
  const data = toBinary(
    PackageSchema,
    create(PackageSchema, {
      packageId,
      referralId,
      from,
      to,
      protocol,
      priority,
      purpose: permit.purpose,
      services: [...services],
      expiresAt: timestampFromDate(expiresAt),
      grant,
      view: new Uint8Array(Buffer.from(JSON.stringify(view), 'utf8')),
    }),
  )
  const ciphertext = await encryptAndSign({ recipient: recipient.armored, signingKey, data })
  return { ciphertext, sha256: hash('sha256', ciphertext, 'hex') }
}
