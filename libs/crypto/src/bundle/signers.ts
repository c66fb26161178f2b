import type { PublicKey } from 'openpgp'
import { strictFull } from '../openpgp/config.ts'
import { verifyDetached } from '../openpgp/detached.ts'
import { certificateName } from '../openpgp/generate.ts'
import { type Certificate, readCertificate } from '../openpgp/keys.ts'
import { readPinned } from '../openpgp/pinned-signer.ts'
import { BundleFault, type BundleFaultCode } from './faults.ts'

interface Party {
  readonly hub: string
  readonly agency: string
}

export interface Signed {
  readonly bytes: Uint8Array
  readonly signature: string
  readonly signer: string
  /** For whom it speaks; undefined where it speaks for nobody. */
  readonly by: Party | undefined
  readonly file: string
  /** When it was signed, if an authority that is believed has stated that. */
  readonly signedAt?: Date | undefined
  /** What it is if the signature does not hold. */
  readonly otherwise: BundleFaultCode
}

/** Believes what the certificates that were named have signed, as they stand at that moment; each for its own hub or agency alone. */
export async function signersOf(certificates: readonly Certificate[], at: Date) {
  const keys = new Map<string, PublicKey>()
  for (const certificate of certificates) {
    const key = await readCertificate(certificate)
    keys.set(key.getFingerprint(), key)
  }
  return async ({ bytes, signature, signer, by, file, signedAt, otherwise }: Signed): Promise<void> => {
    const key = keys.get(signer)
    if (key === undefined) throw new BundleFault('signer_unknown', { file })
    if (by && !(await speaksFor(key, by))) throw new BundleFault('signer_foreign', { file })
    const pinned = { certificate: key, fingerprint: signer }
    await readPinned(pinned, signedAt ?? at).catch((cause: unknown) => {
      throw new BundleFault('signer_not_valid', { file, cause })
    })
    await verifyDetached({ bytes, signature, signer: pinned, now: signedAt ?? at }).catch((cause: unknown) => {
      throw new BundleFault(otherwise, { file, cause })
    })
  }
}
export type Believe = Awaited<ReturnType<typeof signersOf>>

/** A hub signs for its agencies, whose keys it may hold; an agency for itself. */
async function speaksFor(key: PublicKey, { hub, agency }: Party): Promise<boolean> {
  const { user } = await key.getPrimaryUser(undefined, undefined, strictFull())
  return [
    certificateName({ hub, use: 'redaction-sign' }),
    certificateName({ hub, use: 'redaction-sign-compatible' }),
    certificateName({ hub, use: 'agency', agencyId: agency }),
  ].includes(user.userID?.userID ?? '')
}
