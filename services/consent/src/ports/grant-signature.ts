import {
  certificateName,
  claimedSigner,
  fingerprintOf,
  readPrivateKey,
  signDetached,
  standingOf,
  verifyCertifiedBy,
  verifyDetached,
} from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { GrantSigner } from './directory.ts'

/** With the hub's own key. */
export type SignGrant = (grant: Uint8Array) => Promise<string>

/** The key is read each time, so that one that was replaced signs nothing more. `before`: what is done first, with its fingerprint. */
export const grantSignerOf =
  (privateKey: () => string, before: (fingerprint: string) => Promise<void>): SignGrant =>
  async grant => {
    const key = await readPrivateKey(privateKey())
    await before(key.getFingerprint())
    return signDetached(grant, key)
  }

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

/** With another key it may be taken; why it cannot be with this one. */
export type GrantFault = 'grant_invalid' | 'grant_signer_unknown' | 'grant_signer_revoked' | 'grant_signer_expired'

/**
 * Why a grant is not believed; undefined: it is signed as `isSignedBy` demands. What has become of a key is told apart from a signature that
 * does not hold, since the sender has another key then and can grant anew.
 */
export async function grantFault(
  signed: SignedGrantBytes,
  hub: string,
  signers: readonly GrantSigner[],
  now: Date,
): Promise<GrantFault | undefined> {
  if (await isSignedBy(signed, hub, signers, now)) return undefined
  const by = await claimedSigner(signed.signature)
  if (by === undefined) return 'grant_invalid'
  const signer = signers.find(({ fingerprint }) => fingerprint === by)
  if (signer === undefined) return 'grant_signer_unknown'
  const userId = certificateName({ hub, use: 'consent-sign' })
  const { state } = await standingOf(signer.certificate, signer.jurisdiction, { now, userId })
  return state === 'revoked' || state === 'expired' ? `grant_signer_${state}` : 'grant_invalid'
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
