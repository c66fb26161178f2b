import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { isRecord } from '../bytes.ts'
import { errors } from '../errors.ts'

/** A service's own key for statements to others of its hub. Ed25519. */
export interface SigningKey {
  /** RFC 7638 thumbprint. */
  readonly keyId: string
  readonly privateKey: KeyObject
}

export interface VerificationKey {
  readonly keyId: string
  readonly publicKey: KeyObject
}

/** Whose statements are believed. Each service's key speaks for that service only. */
export interface Trust {
  /** Throws statement_invalid for a service that is not in the file: it is then believed in nothing. */
  keyOf(service: string): VerificationKey
}

export function generateSigningKey(): { privateJwk: JsonWebKey; publicJwk: JsonWebKey; keyId: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicJwk = publicKey.export({ format: 'jwk' })
  return { privateJwk: privateKey.export({ format: 'jwk' }), publicJwk, keyId: thumbprint(publicJwk) }
}

/** Throws a TypeError, without the key in it, on anything but an Ed25519 private JWK. Takes the JWK or its JSON text. */
export function loadSigningKey(jwk: unknown): SigningKey {
  const key = ed25519(jwk)
  if (typeof key.d !== 'string') throw new TypeError('not an Ed25519 private JWK')
  return { keyId: thumbprint(key), privateKey: createPrivateKey({ key, format: 'jwk' }) }
}

/** From `{ "<service>": <public Ed25519 JWK>, ... }` or its JSON text. Throws a TypeError on anything else, so at start. */
export function loadTrust(trust: unknown): Trust {
  const parsed = typeof trust === 'string' ? (JSON.parse(trust) as unknown) : trust
  if (!isRecord(parsed)) throw new TypeError('not a trust file')
  const keys = new Map(Object.entries(parsed).map(([service, jwk]) => [service, verificationKey(jwk)]))
  return {
    keyOf(service) {
      const key = keys.get(service)
      if (key === undefined) throw errors.statement_invalid()
      return key
    },
  }
}

function verificationKey(jwk: unknown): VerificationKey {
  const { x, d } = ed25519(jwk)
  // A private key in a file that everybody reads is a leak, not a convenience.
  if (d !== undefined) throw new TypeError('a private key in the trust file')
  if (x === undefined) throw new TypeError('not an Ed25519 JWK')
  const key = { kty: 'OKP', crv: 'Ed25519', x }
  return { keyId: thumbprint(key), publicKey: createPublicKey({ key, format: 'jwk' }) }
}

function ed25519(jwk: unknown): JsonWebKey {
  const key: unknown = typeof jwk === 'string' ? JSON.parse(jwk) : jwk
  if (!isRecord(key) || key['kty'] !== 'OKP' || key['crv'] !== 'Ed25519') throw new TypeError('not an Ed25519 JWK')
  return key
}

/** RFC 7638: members in this order, no white space. */
const thumbprint = ({ crv, kty, x }: JsonWebKey): string => hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url')
