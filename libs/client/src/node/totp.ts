import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

const STEP_MS = 30_000
/** A hub takes the code of the step to come too: its clock and ours may differ so much. */
const AHEAD = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32, in any case, with or without padding and spaces. Throws a TypeError on another character. */
function fromBase32(text: string): Uint8Array {
  let bits = ''
  for (const char of text.toUpperCase().replaceAll(/[\s=]/g, '')) {
    const value = BASE32.indexOf(char)
    if (value < 0) throw new TypeError('not base32')
    bits += value.toString(2).padStart(5, '0')
  }
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], byte => Number.parseInt(byte, 2))
}

/** RFC 4226, six digits, HMAC-SHA-1. */
function hotp(key: KeyObject, counter: number): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', key).update(message).digest()
  const offset = mac.readUInt8(mac.length - 1) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/**
 * Codes of RFC 6238 for one secret (base32). A code is accepted once: of two sign-ins within 30 seconds the second takes
 * the next code, and whoever comes after them waits until theirs is accepted, 30 seconds at most for each.
 */
export function createTotp(secret: string): (now: () => Date) => Promise<string> {
  const key = createSecretKey(fromBase32(secret))
  let last = -1
  return async now => {
    const at = now().getTime()
    const step = Math.max(Math.floor(at / STEP_MS), last + 1)
    last = step
    const early = (step - AHEAD) * STEP_MS - at
    if (early > 0) await new Promise(resolve => setTimeout(resolve, early))
    return hotp(key, step)
  }
}
