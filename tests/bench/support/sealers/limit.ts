import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { Sealer } from './sealer.ts'

const [POINT, NONCE, TAG, SIGNATURE] = [44, 12, 16, 64]

/**
 * The same four steps with nothing around them: an X25519 key for this one package, HKDF, AES-256-GCM, Ed25519 inside. No format, no
 * certificate, no expiry, and so no other program that reads it: what OpenPGP costs is the distance to this.
 */
export function limit(): Sealer {
  const [recipient, signer] = [generateKeyPairSync('x25519'), generateKeyPairSync('ed25519')]
  const keyFor = (own: KeyObject, other: KeyObject, point: Uint8Array) => {
    const shared = diffieHellman({ privateKey: own, publicKey: other })
    return createSecretKey(Buffer.from(hkdfSync('sha256', shared, point, 'package', 32)))
  }
  return {
    seal: data => {
      const once = generateKeyPairSync('x25519')
      const point = once.publicKey.export({ type: 'spki', format: 'der' })
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', keyFor(once.privateKey, recipient.publicKey, point), nonce)
      const body = Buffer.concat([
        cipher.update(sign(null, data, signer.privateKey)),
        cipher.update(data),
        cipher.final(),
      ])
      return Buffer.concat([point, nonce, cipher.getAuthTag(), body])
    },
    open: sealed => {
      const bytes = Buffer.from(sealed)
      const point = bytes.subarray(0, POINT)
      const once = createPublicKey({ key: point, type: 'spki', format: 'der' })
      const key = keyFor(recipient.privateKey, once, point)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(POINT, POINT + NONCE))
      decipher.setAuthTag(bytes.subarray(POINT + NONCE, POINT + NONCE + TAG))
      const plain = Buffer.concat([decipher.update(bytes.subarray(POINT + NONCE + TAG)), decipher.final()])
      const data = plain.subarray(SIGNATURE)
      if (!verify(null, data, signer.publicKey, plain.subarray(0, SIGNATURE))) throw new Error('not signed')
      return data
    },
    close: () => undefined,
  }
}
