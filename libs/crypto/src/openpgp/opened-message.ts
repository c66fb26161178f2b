import { type KeyID, type Message, type PrivateKey, verify } from 'openpgp'
import { errors } from '../errors.ts'
import { CLOCK_SKEW_MS, MAX_MESSAGE_BYTES, strict, strictFull } from './config.ts'
import { readEncrypted } from './encrypted-message.ts'
import { type Certificate, type PrivateKeyInput, readCertificate, readPrivateKey } from './keys.ts'
import { type PinnedSigner, readPinned } from './pinned-signer.ts'

/** A message that is decrypted and whole. Nothing of it can be read before it is verified who signed it. */
export interface DecryptedMessage {
  /** Fingerprint of the primary key whose private half opened it. */
  readonly recipient: string
  /** Whether it says so. That it is true, `verified` makes sure of. */
  isSignedBy(certificate: Certificate): Promise<boolean>
  /** Throws certificate_not_trusted or message_refused: signed by another, twice, or not at all. */
  verified(signer: PinnedSigner, now: Date): Promise<VerifiedMessage>
}

export interface VerifiedMessage {
  readonly data: Uint8Array
  /** As the signer says. */
  readonly signedAt: Date
}

/**
 * Decrypts with whichever of these keys the message was made for. For exactly one: who else could open what is signed for one recipient
 * would be nobody's business to decide. Throws recipient_key_unknown, or message_refused if it is not whole. A sender learns by the
 * difference which keys there are, and the directory says that to everybody.
 */
export async function decryptFor(options: {
  readonly privateKeys: readonly PrivateKeyInput[]
  readonly message: string | Uint8Array
  /** Of the plaintext. */
  readonly maxBytes?: number
}): Promise<DecryptedMessage> {
  const maxBytes = options.maxBytes ?? MAX_MESSAGE_BYTES
  const message = await readEncrypted(options.message, maxBytes)
  const [recipient, ...others] = message.getEncryptionKeyIDs()
  if (recipient === undefined || others.length > 0) throw errors.message_refused()
  const keys = await Promise.all(options.privateKeys.map(one => readPrivateKey(one)))
  const key = keys.find(one => has(one, recipient))
  if (key === undefined) throw errors.recipient_key_unknown()
  const whole = await decrypted(message, key, maxBytes)
  return {
    recipient: key.getFingerprint(),
    isSignedBy: async certificate => {
      const signer = await readCertificate(certificate)
      return whole.getSigningKeyIDs().some(id => has(signer, id))
    },
    verified: (signer, now) => verified(whole, signer, { now, maxBytes }),
  }
}

async function decrypted(message: Message<Uint8Array>, key: PrivateKey, maxBytes: number) {
  try {
    const config = { ...strictFull(), ...strict(maxBytes) }
    return await message.decrypt([key], undefined, undefined, undefined, config)
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

async function verified(
  message: Awaited<ReturnType<typeof decrypted>>,
  signer: PinnedSigner,
  { now, maxBytes }: { readonly now: Date; readonly maxBytes: number },
): Promise<VerifiedMessage> {
  const verificationKeys = await readPinned(signer, now)
  try {
    const { data, signatures } = await verify({
      message,
      verificationKeys,
      // Makes the call itself fail on a bad signature, so that `data` cannot be reached without a good one.
      expectSigned: true,
      format: 'binary',
      date: new Date(now.getTime() + CLOCK_SKEW_MS),
      config: strict(maxBytes),
    })
    // expectSigned is content with any one good signature among several: a second signer's mark must not ride along.
    const [signature, ...others] = signatures
    if (signature === undefined || others.length > 0) throw new TypeError('not one signature')
    await signature.verified
    const signedAt = (await signature.signature).packets[0]?.created
    if (signedAt == null || !(data instanceof Uint8Array) || data.length > maxBytes)
      throw new RangeError('no such content')
    return { data, signedAt }
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

const has = (key: { getKeyIDs(): KeyID[] }, wanted: KeyID): boolean =>
  key.getKeyIDs().some(id => id.toHex() === wanted.toHex())
