import {
  certificateName,
  type FileKeyStore,
  fingerprintOf,
  generateCertificate,
  type Profile,
  readPrivateKey,
  revoke,
} from '@amparo/crypto'
import { agencyKeys, nameOfKey } from '../../../services/redaction/src/commands/agency-key.ts'
import { UsageError } from '../usage-error.ts'

interface Of {
  readonly keyStore: Pick<FileKeyStore, 'readPrivateKey' | 'privateKeyNames' | 'savePrivateKey'>
  readonly hub: string
  readonly agencyId: string
}

/**
 * Draws another key for an agency beside those it has, and answers its certificate, armored. Nothing is encrypted to it before the
 * jurisdiction has certified it and the directory names it; what is, opens from then on.
 */
export async function drawAgencyKey({ keyStore, hub, agencyId }: Of, profile: Profile, days?: number): Promise<string> {
  if ((await agencyKeys(keyStore, agencyId)).length === 0) throw new UsageError(`the hub holds no key of ${agencyId}`)
  const userId = certificateName({ hub, use: 'agency', agencyId })
  const { certificate, privateKey, fingerprint } = await generateCertificate({
    ...{ userId, profile },
    ...(days !== undefined && { expiresInSeconds: days * 86_400 }),
  })
  await keyStore.savePrivateKey(nameOfKey(agencyId, fingerprint), privateKey)
  return certificate
}

/** The certificate, as the directory has it, with its revocation: it takes the place of the other in the next statement. */
export async function revokeAgencyKey(
  { keyStore, agencyId }: Of,
  certificate: string,
  reason: 'compromised' | 'retired',
): Promise<string> {
  const fingerprint = await fingerprintOf(certificate)
  for (const armored of await agencyKeys(keyStore, agencyId))
    if ((await readPrivateKey(armored)).getFingerprint() === fingerprint) return revoke(certificate, armored, reason)
  throw new UsageError(`the hub does not hold the key of that certificate for ${agencyId}`)
}
