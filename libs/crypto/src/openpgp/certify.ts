import { errors } from '../errors.ts'
import { strictFull } from './config.ts'
import { type Certificate, type PrivateKeyInput, readCertificate, readPrivateKey } from './keys.ts'
import { isRevoked } from './revoke.ts'

/** The jurisdiction's offline key vouches for the certificate's primary user id and key. Answers the certificate, armored. */
export async function certify(
  certificate: Certificate,
  jurisdictionPrivateKey: PrivateKeyInput,
  date = new Date(),
): Promise<string> {
  const key = await readCertificate(certificate)
  const certified = await key.signPrimaryUser(
    [await readPrivateKey(jurisdictionPrivateKey)],
    date,
    undefined,
    strictFull(),
  )
  return certified.armor()
}

/**
 * Throws certificate_not_trusted unless, at `now`, the certificate and the jurisdiction's are both valid (neither revoked
 * nor expired) and the jurisdiction's unrevoked certification covers the certificate's **primary** user id. With `userId`
 * that id must be exactly this one: an agency's certificate, though certified, is no seal certificate.
 */
export async function verifyCertifiedBy(
  certificate: Certificate,
  jurisdictionCertificate: Certificate,
  options: { now: Date; userId?: string },
): Promise<void> {
  const key = await readCertificate(certificate)
  const jurisdiction = await readCertificate(jurisdictionCertificate)
  const { now } = options
  try {
    // Its self signatures would count below as certifications by the jurisdiction.
    if (key.getFingerprint() === jurisdiction.getFingerprint()) throw new TypeError('the jurisdiction itself')
    const config = strictFull()
    await jurisdiction.verifyPrimaryKey(now, undefined, config)
    await key.verifyPrimaryKey(now, undefined, config)
    const { user } = await key.getPrimaryUser(now, undefined, config)
    if (options.userId !== undefined && user.userID?.userID !== options.userId) throw new TypeError('another use')
    const certifications = await user.verifyAllCertifications([jurisdiction], now, config)
    // null: somebody else's. One certification that is revoked or expired spoils the others of the same signer.
    const own = certifications.filter(c => c.valid !== null)
    if (own.length === 0 || own.some(c => c.valid !== true)) throw new TypeError('not certified')
  } catch (cause) {
    throw errors.certificate_not_trusted({ cause })
  }
}

/** Why a certificate is not to be used. Whoever has it revoked says so in the certificate itself. */
export type CertificateState = 'valid' | 'revoked' | 'expired' | 'not_trusted'

export interface CertificateStanding {
  readonly state: CertificateState
  /** Undefined: it does not expire, or that cannot be told. */
  readonly expiresAt: Date | undefined
  readonly createdAt: Date
}

/** When a certificate ends by itself. Undefined: it does not, or that cannot be told. Throws certificate_not_trusted for what is none. */
export async function endOf(certificate: Certificate): Promise<Date | undefined> {
  const end = await (await readCertificate(certificate)).getExpirationTime(undefined, strictFull())
  return end instanceof Date ? end : undefined
}

/** By which one can tell whether a certificate of the same key says something else by now: its subkeys, and when it ends. */
export async function shapeOf(certificate: Certificate): Promise<string> {
  const key = await readCertificate(certificate)
  const end = await endOf(key)
  const subkeys = key.subkeys.map(subkey => subkey.getFingerprint()).toSorted()
  return [end?.toISOString() ?? 'never', ...subkeys].join(' ')
}

/** Key ids (hex) of all but its owner who say whose it is; nothing is verified. Throws certificate_not_trusted for what is none. */
export async function certifiersOf(certificate: Certificate): Promise<string[]> {
  const { users } = await readCertificate(certificate)
  const words = users.flatMap(({ otherCertifications }) => otherCertifications)
  return [...new Set(words.map(({ issuerKeyID }) => issuerKeyID.toHex()))].toSorted()
}

/** What has become of a certificate: `verifyCertifiedBy`, and if that refuses it, why. Throws certificate_not_trusted for what is none. */
export async function standingOf(
  certificate: Certificate,
  jurisdictionCertificate: Certificate,
  options: { now: Date; userId?: string },
): Promise<CertificateStanding> {
  const key = await readCertificate(certificate)
  const revoked = await isRevoked(key)
  const expiresAt = revoked ? undefined : await endOf(key)
  const isExpired = expiresAt !== undefined && expiresAt <= options.now
  const why = revoked ? 'revoked' : isExpired ? 'expired' : 'not_trusted'
  const state = await verifyCertifiedBy(certificate, jurisdictionCertificate, options).then(
    () => 'valid' as const,
    () => why,
  )
  return { state, expiresAt, createdAt: key.getCreationTime() }
}

/**
 * The certificate as its owner made it, armored: without what others say of it. gpg 2.4 takes no certificate in which there is a
 * certification of OpenPGP v6, as a jurisdiction's is; its fingerprint stays the same.
 */
export async function asOwnerMade(certificate: Certificate): Promise<string> {
  const key = await readCertificate(certificate)
  for (const user of key.users) {
    user.otherCertifications = []
    user.revocationSignatures = []
  }
  return key.armor()
}

/** What of a certificate verifies signatures of its primary key, armored: without subkeys, of which nothing is looked at then. */
export async function signingPartOf(certificate: Certificate): Promise<string> {
  const key = await readCertificate(certificate)
  key.subkeys = []
  return key.armor(strictFull())
}

/** Whether a certificate is armored in the one way that this program does: nothing beside it, and no other line or checksum. */
export async function isPlainCertificate(certificate: string): Promise<boolean> {
  const read = await readCertificate(certificate).catch(() => undefined)
  return read?.armor(strictFull()) === certificate
}
