import { createMessage, enums, readSignature, type Signature, sign, verify } from 'openpgp'
import { toHex } from '../bytes.ts'
import { errors } from '../errors.ts'
import { CLOCK_SKEW_MS, strict, strictFull } from './config.ts'
import { type PrivateKeyInput, readPrivateKey } from './keys.ts'
import { type PinnedSigner, readPinned } from './pinned-signer.ts'

const MAX_SIGNATURE = 16 * 1024

/** An armored signature over exactly these bytes. What they are for must be in the bytes. */
export async function signDetached(bytes: Uint8Array, privateKey: PrivateKeyInput): Promise<string> {
  const signingKeys = await readPrivateKey(privateKey)
  return sign({
    message: await createMessage({ binary: bytes }),
    signingKeys,
    detached: true,
    format: 'armored',
    config: strict(),
  })
}

/** Whether a detached signature is armored in the one way that `signDetached` does: nothing beside it, and no other line or checksum. */
export async function isPlainSignature(signature: string): Promise<boolean> {
  return (await readIfOne(signature))?.armor(strictFull()) === signature
}

/** Fingerprint of the key that a detached signature says it is by; it proves nothing. Undefined: it says none, or is none. */
export async function claimedSigner(signature: string): Promise<string | undefined> {
  const fingerprint = (await readIfOne(signature))?.packets[0]?.issuerFingerprint
  return fingerprint == null ? undefined : toHex(fingerprint)
}

/** Whether a detached signature says that it was made later than clocks may differ, for which it is refused. It proves nothing. */
export async function isSignedAhead(signature: string, now: Date): Promise<boolean> {
  const at = (await readIfOne(signature))?.packets[0]?.created
  return at != null && at.getTime() > now.getTime() + CLOCK_SKEW_MS
}

/** Undefined: it is none, or too large for one. */
const readIfOne = async (signature: string): Promise<Signature | undefined> =>
  signature.length > MAX_SIGNATURE
    ? undefined
    : readSignature({ armoredSignature: signature, config: strict() }).catch(() => undefined)

/** Throws certificate_not_trusted or message_refused. Answers nothing: there is no half-good signature. */
export async function verifyDetached(options: {
  bytes: Uint8Array
  signature: string
  signer: PinnedSigner
  now: Date
}): Promise<void> {
  const verificationKeys = await readPinned(options.signer, options.now)
  try {
    if (options.signature.length > MAX_SIGNATURE) throw new RangeError('too large')
    const signature = await readSignature({ armoredSignature: options.signature, config: strict() })
    const [packet, ...others] = signature.packets
    // A text signature ignores line ends, and other types cover no document at all.
    if (packet?.signatureType !== enums.signature.binary || others.length > 0) throw new TypeError('not one signature')
    const { signatures } = await verify({
      message: await createMessage({ binary: options.bytes }),
      signature,
      verificationKeys,
      expectSigned: true,
      format: 'binary',
      date: new Date(options.now.getTime() + CLOCK_SKEW_MS),
      config: strict(),
    })
    await signatures[0]?.verified
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}
