import type { PublicKey } from 'openpgp'
import { errors } from '../errors.ts'
import { strictFull } from './config.ts'
import { type Certificate, readCertificate } from './keys.ts'

/** Whose signature is expected: the certificate and, learnt another way, the fingerprints it may have. */
export interface PinnedSigner {
  /** Any of these, where its owner may be changing keys. */
  readonly certificate: Certificate | readonly Certificate[]
  /** Lower-case hex, of the primary key. */
  readonly fingerprint: string | readonly string[]
}

/**
 * The signer's keys that are valid now: one at least. Checked at `now` although the library checks the time of signing: that time is the
 * signer's own claim, so a key that has expired or been withdrawn could still sign yesterday's date.
 */
export async function readPinned(signer: PinnedSigner, now: Date): Promise<PublicKey[]> {
  const allowed = typeof signer.fingerprint === 'string' ? [signer.fingerprint] : signer.fingerprint
  const keys = await Promise.all([signer.certificate].flat().map(certificate => readCertificate(certificate)))
  try {
    if (!keys.every(key => allowed.includes(key.getFingerprint())))
      throw new TypeError('another key than the pinned one')
    const checks = await Promise.allSettled(keys.map(key => key.verifyPrimaryKey(now, undefined, strictFull())))
    const valid = keys.filter((_, i) => checks[i]?.status === 'fulfilled')
    if (valid.length === 0) throw new TypeError('none is valid now', { cause: checks })
    return valid
  } catch (cause) {
    throw errors.certificate_not_trusted({ cause })
  }
}
