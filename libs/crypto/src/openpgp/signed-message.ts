import { AppError } from '@amparo/kernel'
import { encrypt } from 'openpgp'
import { errors } from '../errors.ts'
import { strict } from './config.ts'
import { type Certificate, type PrivateKeyInput, readPrivateKey } from './keys.ts'
import { decryptFor } from './opened-message.ts'
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
  /** When it is signed, and at which both keys must be valid. Now if absent. */
  readonly date?: Date
}

const signedTo = async ({ recipient, signingKey, data, date = new Date() }: SignedTo) => ({
  encryptionKeys: await checkedRecipient(recipient, data, date),
  signingKeys: await readPrivateKey(signingKey),
  message: await literal(data),
  date,
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
  const { privateKey, signer, message, now, maxBytes } = options
  // Before a private key is used for a message of nobody's.
  await readPinned(signer, now)
  const opened = await decryptFor({
    privateKeys: [privateKey],
    message,
    ...(maxBytes !== undefined && { maxBytes }),
  }).catch((cause: unknown) => {
    throw cause instanceof AppError && cause.code === 'recipient_key_unknown'
      ? errors.message_refused({ cause })
      : cause
  })
  return (await opened.verified(signer, now)).data
}
