import { certificateName, fingerprintOf, signDetached, verifyCertifiedBy, verifyDetached } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { GrantSigner } from './directory.ts'

/** With the hub's own key. */
export type SignGrant = (grant: Uint8Array) => Promise<string>

export const grantSignerOf =
  (privateKey: string): SignGrant =>
  grant =>
    signDetached(grant, privateKey)

export interface SignedGrantBytes {
  readonly bytes: Uint8Array
  readonly signature: string
}

/**
 * Whether one of the hub's certificates for grants, certified by the jurisdiction that the directory names, made the signature.
 * Each certificate is for its use and hub alone: that stands in the certified user id.
 */
export async function isSignedBy(
  signed: SignedGrantBytes,
  hub: string,
  signers: readonly GrantSigner[],
  now: Date,
): Promise<boolean> {
  for (const signer of signers) if (await verifies(signed, hub, signer, now)) return true
  return false
}

async function verifies(signed: SignedGrantBytes, hub: string, signer: GrantSigner, now: Date): Promise<boolean> {
  const { certificate, fingerprint, jurisdiction, jurisdictionFingerprint } = signer
  try {
    if ((await fingerprintOf(jurisdiction)) !== jurisdictionFingerprint) return false
    await verifyCertifiedBy(certificate, jurisdiction, { now, userId: certificateName({ hub, use: 'consent-sign' }) })
    await verifyDetached({ ...signed, signer: { certificate, fingerprint }, now })
    return true
  } catch (error) {
    // The library refuses with AppErrors only; anything else is a fault here, not in the grant.
    if (error instanceof AppError) return false
    throw error
  }
}
