import type { PublicKey } from 'openpgp'
import { errors } from '../errors.ts'
import { strictFull } from './config.ts'
import { type Certificate, readCertificate } from './keys.ts'

/** Whose signature is expected: the certificate and, learnt another way, the fingerprints it may have. */
export interface PinnedSigner {
  readonly certificate: Certificate
  /** Lower-case hex, of the primary key. */
  readonly fingerprint: string | readonly string[]
}

/**
 * The signer's key, valid now. Checked at `now` although the library checks the time of signing: that time is the
 * signer's own claim, so a key that has expired or been withdrawn could still sign yesterday's date.
 */
export async function readPinned(signer: PinnedSigner, now: Date): Promise<PublicKey> {
  const key = await readCertificate(signer.certificate)
  const allowed = typeof signer.fingerprint === 'string' ? [signer.fingerprint] : signer.fingerprint
  try {
    if (!allowed.includes(key.getFingerprint())) throw new TypeError('another key than the pinned one')
    await key.verifyPrimaryKey(now, undefined, strictFull())
    return key
  } catch (cause) {
    throw errors.certificate_not_trusted({ cause })
  }
}
