import type { KeyObject } from 'node:crypto'
import { decryptRecord, encryptRecord } from '@amparo/crypto'
import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const contextOf = (accountId: string) => ({ subjectId: accountId, kind: 'totp-secret', version: 1 })

/** For the database: bound to the account, so that a row cannot lend its secret to another. */
export const sealTotpSecret = (key: KeyObject, base32: string, accountId: string): Uint8Array =>
  encryptRecord(key, new TextEncoder().encode(base32), contextOf(accountId))

const open = (key: KeyObject, sealed: Uint8Array, accountId: string): string =>
  new TextDecoder().decode(decryptRecord(key, sealed, contextOf(accountId)))

/** Undefined: it was sealed with another key. */
export function openTotpSecret(key: KeyObject, sealed: Uint8Array, accountId: string): string | undefined {
  try {
    return open(key, sealed, accountId)
  } catch {
    return undefined
  }
}

/**
 * RFC 6238 with SHA-1 and six digits, which is what authenticator apps do; one step of clock difference either way. The
 * time step whose code it is; undefined if it is none.
 */
export function stepOfCode(
  code: string,
  { key, sealed, accountId, now }: { key: KeyObject; sealed: Uint8Array; accountId: string; now: Date },
): number | undefined {
  const secret = Secret.fromBase32(open(key, sealed, accountId))
  const timestamp = now.getTime()
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS })
  const token = code.replaceAll(/\s/g, '')
  const delta = /^\d{6}$/.test(token) ? totp.validate({ token, timestamp, window: 1 }) : null
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}
