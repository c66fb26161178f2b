import { createMessage, decrypt, encrypt, type PublicKey } from 'openpgp'
import { errors } from '../errors.ts'
import { MAX_COMPATIBLE_BYTES, MAX_MESSAGE_BYTES, strict } from './config.ts'
import { readEncrypted } from './encrypted-message.ts'
import { type Certificate, type PrivateKeyInput, profileOf, readCertificate, readPrivateKey } from './keys.ts'

/**
 * Encrypts to one certificate, armored. It proves nothing about the sender: who may rely on the content is said by what is
 * inside (sealed-form.ts) or by a signature (signed-message.ts). The caller has verified the certificate.
 */
export async function sealTo(certificate: Certificate, data: Uint8Array): Promise<string> {
  const encryptionKeys = await checkedRecipient(certificate, data)
  return encrypt({ message: await literal(data), encryptionKeys, format: 'armored', config: strict() })
}

/** The same, as bytes: a large file is a third smaller so. */
export async function sealBytesTo(certificate: Certificate, data: Uint8Array): Promise<Uint8Array> {
  const encryptionKeys = await checkedRecipient(certificate, data)
  return encrypt({ message: await literal(data), encryptionKeys, format: 'binary', config: strict() })
}

/**
 * Opens what sealTo made, by whichever of the keys it was made for. Throws message_refused; nothing is answered before the whole of it
 * is authenticated.
 */
export async function unseal(
  privateKey: PrivateKeyInput | readonly PrivateKeyInput[],
  sealed: string | Uint8Array,
  options: { maxBytes?: number } = {},
): Promise<Uint8Array> {
  const maxBytes = options.maxBytes ?? MAX_MESSAGE_BYTES
  const message = await readEncrypted(sealed, maxBytes)
  const given = Array.isArray(privateKey) ? privateKey : [privateKey]
  const decryptionKeys = await Promise.all(given.map(one => readPrivateKey(one)))
  try {
    const { data } = await decrypt({ message, decryptionKeys, format: 'binary', config: strict(maxBytes) })
    if (data.length > maxBytes) throw new RangeError('too large')
    return data
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

/** No file name and no date of the file go along: both would tell about the content. */
export const literal = (data: Uint8Array) => createMessage({ binary: data, filename: '', date: new Date(0) })

/** Throws certificate_not_trusted if it has no usable encryption key, plaintext_too_large if the recipient could not open it. */
export async function checkedRecipient(
  certificate: Certificate,
  data: Uint8Array,
  date = new Date(),
): Promise<PublicKey> {
  const key = await readCertificate(certificate)
  const profile = await profileOf(key, date)
  if (data.length > (profile === 'modern' ? MAX_MESSAGE_BYTES : MAX_COMPATIBLE_BYTES))
    throw errors.plaintext_too_large()
  return key
}
