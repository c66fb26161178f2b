import { generateSessionKey, type PrivateKey, type PublicKey, readKeys, readPrivateKeys } from 'openpgp'
import { errors } from '../errors.ts'
import { strict, strictFull } from './config.ts'

/** An OpenPGP certificate (public key), armored or already read. Reading once saves about a millisecond a use. */
export type Certificate = string | PublicKey
export type PrivateKeyInput = string | PrivateKey

/** v6, SEIPDv2 with GCM; or v4 curve25519Legacy, SEIPDv1, which gpg 2.4 can read. */
export type Profile = 'modern' | 'compatible'

const MAX_ARMORED_KEY = 64 * 1024

/**
 * Exactly one public key. Throws certificate_not_trusted on a private key, on two keys (which one would be pinned?), on a
 * malformed or a very large one.
 */
export async function readCertificate(certificate: Certificate): Promise<PublicKey> {
  if (typeof certificate !== 'string') return certificate.toPublic()
  try {
    if (certificate.length > MAX_ARMORED_KEY) throw new RangeError('too large')
    // The library reads the first armored block and passes over the rest; another program might read the last.
    if (certificate.split('-----BEGIN ').length !== 2) throw new TypeError('not one armored block')
    const [key, ...others] = await readKeys({ armoredKeys: certificate, config: strict() })
    if (key === undefined || others.length > 0 || key.isPrivate()) throw new TypeError('not one public key')
    return key
  } catch (cause) {
    throw errors.certificate_not_trusted({ cause })
  }
}

/** Exactly one private key without a passphrase. Throws message_refused: without it nothing opens. */
export async function readPrivateKey(privateKey: PrivateKeyInput): Promise<PrivateKey> {
  if (typeof privateKey !== 'string') return privateKey
  try {
    const [key, ...others] = await readPrivateKeys({ armoredKeys: privateKey, config: strict() })
    if (key === undefined || others.length > 0 || !key.isDecrypted()) throw new TypeError('not one usable private key')
    return key
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

/** Lower-case hex: 64 digits of a v6 certificate, 40 of a v4 one. */
export const fingerprintOf = async (certificate: Certificate): Promise<string> =>
  (await readCertificate(certificate)).getFingerprint()

/**
 * Which profile a message to this certificate is made in. The library decides from the features in the certificate's own,
 * verified self signature; asking it for a session key that is thrown away tells what it decided. Throws
 * certificate_not_trusted if it has no encryption key that is valid now.
 */
export async function profileOf(certificate: Certificate, now: Date): Promise<Profile> {
  try {
    const key = await readCertificate(certificate)
    await key.getEncryptionKey(undefined, now, undefined, strictFull())
    const probe = await generateSessionKey({ encryptionKeys: key, date: now, config: strict() })
    return probe.aeadAlgorithm === undefined ? 'compatible' : 'modern'
  } catch (cause) {
    throw errors.certificate_not_trusted({ cause })
  }
}
