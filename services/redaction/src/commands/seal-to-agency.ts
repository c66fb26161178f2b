import { hash } from 'node:crypto'
import { encryptAndSign, type Profile, readPrivateKey } from '@amparo/crypto'
import type { RecipientCertificate } from '../ports/directory.ts'

/** The private half of the certificate that packages and messages to such a recipient are signed with. */
export type PackageKey = (profile: Profile) => Promise<string>

/** Fingerprint of a signing key. */
export const signerOfKey = async (signingKey: string): Promise<string> =>
  (await readPrivateKey(signingKey)).getFingerprint()

/** Signed, and encrypted in the profile that the recipient's certificate asks for. */
export async function sealToAgency(data: Uint8Array, { armored: recipient }: RecipientCertificate, signingKey: string) {
  const ciphertext = await encryptAndSign({ recipient, signingKey, data })
  return { ciphertext, sha256: hash('sha256', ciphertext, 'hex') }
}
