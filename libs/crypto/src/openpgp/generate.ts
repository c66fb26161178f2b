import { generateKey } from 'openpgp'
import { strict } from './config.ts'
import type { Profile } from './keys.ts'

/** What a certificate is for. The jurisdiction certifies this together with the key, so no key can stand in for another's use. */
export type CertificateUse =
  | 'jurisdiction'
  | 'redaction-seal'
  | 'redaction-sign'
  | 'redaction-sign-compatible'
  | 'consent-sign'
  | 'exchange-sign'
  | 'agency'
  | 'institution'

/** The user id of a certificate: "Amparo XA redaction-seal", or "Amparo XA agency <agency id>"; an institution's names its agency, too. */
export const certificateName = (of: { hub: string; use: CertificateUse; agencyId?: string }): string =>
  ['Amparo', of.hub, of.use, ...(of.agencyId === undefined ? [] : [of.agencyId])].join(' ')

export interface GeneratedCertificate {
  /** Armored public key. */
  readonly certificate: string
  /** Armored, without a passphrase: whoever stores it protects the file (see FileKeyStore). */
  readonly privateKey: string
  /** Lower-case hex. */
  readonly fingerprint: string
  /** Armored; published, it ends the certificate at once. Keep it apart from the private key. */
  readonly revocationCertificate: string
}

/**
 * A certificate with a signing primary key and an encryption subkey. `modern` is for keys whose peers all run this
 * software; `compatible` for keys that gpg 2.4 or an agency's own OpenPGP program must use.
 */
export async function generateCertificate(options: {
  /** Normally `certificateName(...)`. */
  userId: string
  profile: Profile
  /** Never expires if absent. */
  expiresInSeconds?: number
  /** Creation date; now if absent. */
  date?: Date
}): Promise<GeneratedCertificate> {
  const modern = options.profile === 'modern'
  const { publicKey, privateKey, revocationCertificate } = await generateKey({
    userIDs: { name: options.userId },
    ...(modern ? { type: 'curve25519' } : { type: 'ecc', curve: 'curve25519Legacy' }),
    ...(options.expiresInSeconds === undefined ? {} : { keyExpirationTime: options.expiresInSeconds }),
    ...(options.date === undefined ? {} : { date: options.date }),
    format: 'object',
    // aeadProtect makes the new key advertise SEIPDv2; it protects nothing else here, since there is no passphrase.
    config: { ...strict(), v6Keys: modern, aeadProtect: modern },
  })
  return {
    certificate: publicKey.armor(),
    privateKey: privateKey.armor(),
    fingerprint: publicKey.getFingerprint(),
    revocationCertificate,
  }
}
