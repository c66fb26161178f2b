import { enums, revokeKey } from 'openpgp'
import { errors } from '../errors.ts'
import { strict, strictFull } from './config.ts'
import { type Certificate, type PrivateKeyInput, readCertificate, readPrivateKey } from './keys.ts'

/** Whether its own key has revoked it. Whether a jurisdiction has ever vouched for it is another matter. */
export const isRevoked = async (certificate: Certificate): Promise<boolean> =>
  (await readCertificate(certificate)).isRevoked(undefined, undefined, undefined, strictFull())

/**
 * The certificate with a revocation by its own key: whoever is given it, by whatever program, uses it no more. For good, whatever the
 * reason. Throws certificate_not_trusted if the key is another's.
 */
export async function revoke(
  certificate: Certificate,
  privateKey: PrivateKeyInput,
  reason: 'compromised' | 'retired',
): Promise<string> {
  const [key, own] = [await readCertificate(certificate), await readPrivateKey(privateKey)]
  if (key.getFingerprint() !== own.getFingerprint()) throw errors.certificate_not_trusted()
  const { keyCompromised, keyRetired } = enums.reasonForRevocation
  const { publicKey } = await revokeKey({
    key: own,
    reasonForRevocation: { flag: reason === 'compromised' ? keyCompromised : keyRetired, string: '' },
    format: 'object',
    config: strict(),
  })
  // Onto the certificate as the jurisdiction has certified it, which the private key does not know.
  key.revocationSignatures = publicKey.revocationSignatures
  return key.armor()
}
