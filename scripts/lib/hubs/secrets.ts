import { randomBytes, randomInt } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Base32 without the characters that people confuse. 80 bits in four groups of four: long enough, and can be typed. */
export const newPassword = (): string => {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const letter = () => alphabet[randomInt(alphabet.length)] ?? ''
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-')
}

/** 160 bits, RFC 4648 base32: what RFC 6238 asks of a TOTP secret. */
export const newTotpSecret = (): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return Array.from(randomBytes(32), byte => alphabet[byte & 31]).join('')
}

export const newDatabasePassword = (): string => randomBytes(24).toString('base64url')

/** 0600 in a 0700 folder; on disk whole, or what was there before: a full disk or a kill leaves no half of a key. */
export function writePrivate(path: string, content: string | object): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.part`
  rmSync(part, { force: true })
  const file = openSync(part, 'wx', 0o600)
  try {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(part, path)
}
