import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** Keys for three purposes, so that none can stand in for another. */
export interface Secrets {
  /** For the signatures of cookies. */
  readonly cookies: string
  /** For the hashes under which wrong tries are counted. */
  readonly attempts: KeyObject
  /** For the TOTP secrets in the database. */
  readonly totp: KeyObject
}

const BYTES = 32

/** From one file: 32 random bytes, in base64. Throws a TypeError if it holds less. */
export function deriveSecrets(base64: string): Secrets {
  const root = Buffer.from(base64, 'base64')
  if (root.length < BYTES) throw new TypeError('the cookie key has 256 bits')
  // RFC 5869; the info names the purpose.
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', root, '', `amparo/accounts/${purpose}`, BYTES))
  return {
    cookies: derive('cookies').toString('base64url'),
    attempts: createSecretKey(derive('attempts')),
    totp: createSecretKey(derive('totp')),
  }
}
