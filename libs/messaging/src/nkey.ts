import { createPrivateKey, createPublicKey, sign as signWith } from 'node:crypto'
import type { Authenticator } from '@nats-io/transport-node'

/**
 * A NATS user's key, read from its seed: an Ed25519 seed in base32 with two bytes before and a checksum after. Node's own
 * cryptography signs a hundred times faster than the broker's library, which every service and every start would wait for.
 */
export interface Nkey {
  /** As the server's configuration names the user. */
  readonly publicKey: string
  sign(text: string): Buffer
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** The text begins with SU because of these, and that of a public key with U. */
const SEED_OF_USER = [0x95, 0x00] as const
const USER = 0xa0
const SEED = 32
/** What stands before the seed in a private Ed25519 key (PKCS #8, RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Throws a TypeError, without the text, for what is no user's seed. */
export function readNkey(text: string): Nkey {
  const bytes = fromBase32(text.trim())
  const body = bytes.subarray(0, SEED_OF_USER.length + SEED)
  const isWhole = bytes.length === SEED_OF_USER.length + SEED + 2 && bytes.readUInt16LE(body.length) === checksum(body)
  if (!isWhole || SEED_OF_USER.some((byte, at) => body[at] !== byte)) throw new TypeError('no seed of a NATS user')
  const der = Buffer.concat([PKCS8, body.subarray(SEED_OF_USER.length)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const named = Buffer.concat([Buffer.of(USER), Buffer.from(x, 'base64url')])
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(checksum(named))
  return {
    publicKey: toBase32(Buffer.concat([named, sum])),
    sign: challenge => signWith(null, Buffer.from(challenge), key),
  }
}

/** Answers the server's challenge with the key of this seed. */
export function nkeyAuthentication(seed: string): Authenticator {
  const { publicKey, sign } = readNkey(seed)
  return nonce => ({ nkey: publicKey, sig: nonce ? sign(nonce).toString('base64') : '' })
}

/** CRC-16 as XMODEM has it. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 8
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return sum
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(five => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  if (!/^[A-Z2-7]*$/.test(text)) return Buffer.alloc(0)
  const bits = [...text].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map(eight => Number.parseInt(eight, 2)))
}
