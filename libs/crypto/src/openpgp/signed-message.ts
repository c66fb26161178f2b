import { decrypt, encrypt } from 'openpgp'
import { errors } from '../errors.ts'
import { CLOCK_SKEW_MS, MAX_MESSAGE_BYTES, strict } from './config.ts'
import { readEncrypted } from './encrypted-message.ts'
import { type Certificate, type PrivateKeyInput, readPrivateKey } from './keys.ts'
import { type PinnedSigner, readPinned } from './pinned-signer.ts'
import { checkedRecipient, literal } from './seal.ts'

/**
 * Signed inside, encrypted outside, as bytes. A signature says who wrote it, not to whom: the recipient, the purpose and
 * the expiry belong inside `data`, or the recipient could pass it on as if it had been meant for somebody else.
 */
export async function encryptAndSign(options: SignedTo): Promise<Uint8Array> {
  return encrypt({ ...(await signedTo(options)), format: 'binary' })
}

/** The same, as text. */
export async function encryptAndSignArmored(options: SignedTo): Promise<string> {
  return encrypt({ ...(await signedTo(options)), format: 'armored' })
}

interface SignedTo {
  readonly recipient: Certificate
  readonly signingKey: PrivateKeyInput
  readonly data: Uint8Array
}

const signedTo = async ({ recipient, signingKey, data }: SignedTo) => ({
  encryptionKeys: await checkedRecipient(recipient, data),
  signingKeys: await readPrivateKey(signingKey),
  message: await literal(data),
  config: strict(),
})

/**
 * Opens and verifies. Throws certificate_not_trusted if the signer's certificate is not a pinned one, message_refused for
 * anything else: not for this key, changed, unsigned, signed by another, signed twice, too large.
 */
export async function decryptAndVerify(options: {
  privateKey: PrivateKeyInput
  signer: PinnedSigner
  message: string | Uint8Array
  now: Date
  /** Of the plaintext. */
  maxBytes?: number
}): Promise<Uint8Array> {
  const maxBytes = options.maxBytes ?? MAX_MESSAGE_BYTES
  const verificationKeys = await readPinned(options.signer, options.now)
  const message = await readEncrypted(options.message, maxBytes)
  const decryptionKeys = await readPrivateKey(options.privateKey)
  try {
    const { data, signatures } = await decrypt({
      message,
      decryptionKeys,
      verificationKeys,
      // Makes the call itself fail on a bad signature, so that `data` cannot be reached without a good one.
      expectSigned: true,
      format: 'binary',
      date: new Date(options.now.getTime() + CLOCK_SKEW_MS),
      config: strict(maxBytes),
    })
    // expectSigned is content with any one good signature among several: a second signer's mark must not ride along.
    const [signature, ...others] = signatures
    if (signature === undefined || others.length > 0) throw new TypeError('not one signature')
    await signature.verified
    if (data.length > maxBytes) throw new RangeError('too large')
    return data
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}
