import { decryptAndVerify, encryptAndSign, generateCertificate, type Profile } from '@amparo/crypto'
import type { Sealer } from './sealer.ts'

/** As redaction does it: keys are read anew for each package. */
export async function ours(profile: Profile): Promise<Sealer> {
  const [recipient, signer] = await Promise.all(
    ['recipient', 'signer'].map(userId => generateCertificate({ userId, profile })),
  )
  if (recipient === undefined || signer === undefined) throw new TypeError('no keys')
  const { certificate, fingerprint } = signer
  return {
    seal: data => encryptAndSign({ recipient: recipient.certificate, signingKey: signer.privateKey, data }),
    open: message =>
      decryptAndVerify({
        ...{ privateKey: recipient.privateKey, message, now: new Date() },
        signer: { certificate, fingerprint },
      }),
    close: () => undefined,
  }
}
