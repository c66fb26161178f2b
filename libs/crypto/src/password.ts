import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's parameters for scrypt: N = 2^17, r = 8, p = 1; about 0.3 s and 128 MiB a guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 }
const KEY_BYTES = 32

/** "scrypt$<N>$<r>$<p>$<salt>$<key>", the last two base64url. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** False for a wrong password and for a stored hash that is none; takes as long either way. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt = '', key = ''] = stored.split('$')
  const cost = scheme === 'scrypt' ? { ...COST, N: Number(N), r: Number(r), p: Number(p) } : COST
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost)
  const expected = Buffer.from(key, 'base64url')
  return expected.length === KEY_BYTES && timingSafeEqual(derived, expected)
}

function derive(password: string, salt: Uint8Array, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    // NFKC, so that a password typed on another keyboard is the same password (RFC 8265).
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )
}
