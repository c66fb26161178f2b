import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import { fromStrictBase64, isKeyName, type Note, type NoteSignature } from './note.ts'

/** C2SP signed-note: how a key signs. */
export const NoteAlgorithm = {
  /** The text itself: a log signs its own head. */
  ED25519: 1,
  /** C2SP tlog-cosignature, with the time: a witness has seen this head, and that nothing before it was changed. */
  COSIGNATURE: 4,
} as const
export type NoteAlgorithm = (typeof NoteAlgorithm)[keyof typeof NoteAlgorithm]

export interface NoteKey {
  readonly name: string
  readonly algorithm: NoteAlgorithm
  readonly keyId: Uint8Array
  readonly publicKey: KeyObject
}

const TIME_BYTES = 8
const SIGNATURE_BYTES = 64

/** From `<name>+<hash>+<key>` (a "vkey"). Throws a TypeError on anything else, also on a hash of another key. */
export function readNoteKey(text: string): NoteKey {
  const [name = '', id = '', ...rest] = text.split('+')
  // The key is base64, in which a "+" may stand too.
  const key = fromStrictBase64(rest.join('+'))
  const algorithm = Object.values(NoteAlgorithm).find(known => known === key[0])
  if (!isKeyName(name) || algorithm === undefined || key.length !== 33)
    throw new TypeError('not the key of a log or a witness')
  const keyId = keyIdOf(name, key)
  if (keyId.toString('hex') !== id) throw new TypeError('not the key of a log or a witness')
  const publicKey = createPublicKey({ key: jwkOf(key.subarray(1)), format: 'jwk' })
  return { name, algorithm, keyId, publicKey }
}

/** The other way round. */
export const noteKeyText = ({ name, algorithm, keyId, publicKey }: NoteKey): string =>
  `${name}+${hex(keyId)}+${Buffer.concat([Uint8Array.of(algorithm), rawOf(publicKey)]).toString('base64')}`

export function noteKeyOf(name: string, algorithm: NoteAlgorithm, key: KeyObject): NoteKey {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return {
    name,
    algorithm,
    keyId: keyIdOf(name, Buffer.concat([Uint8Array.of(algorithm), rawOf(publicKey)])),
    publicKey,
  }
}

const keyIdOf = (name: string, typeAndKey: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typeAndKey]), 'buffer').subarray(0, 4)
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
const jwkOf = (raw: Uint8Array) => ({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') })
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export interface Signed {
  /** When a witness says that it signed, in seconds since 1970. A log's own signature has none. */
  readonly time: number | undefined
}

/**
 * Whether the key signed the note; undefined: there is no signature by it. Throws a TypeError if there is one that does not hold:
 * then the whole note is to be refused.
 */
export function signedBy({ text, signatures }: Note, key: NoteKey): Signed | undefined {
  const found = signatures.filter(({ name, keyId }) => name === key.name && hex(keyId) === hex(key.keyId))
  const [first] = found.map(({ signature }) => verified(text, signature, key))
  return first
}

function verified(text: string, bytes: Uint8Array, { algorithm, publicKey, name }: NoteKey): Signed {
  const timed = algorithm === NoteAlgorithm.COSIGNATURE
  const time = timed && bytes.length >= TIME_BYTES ? Buffer.from(bytes).readBigUInt64BE() : undefined
  // Beyond what a number holds exactly, two times would be one.
  if (time !== undefined && time > Number.MAX_SAFE_INTEGER)
    throw new TypeError(`${name} signed at no time that there is`)
  const signature = bytes.subarray(timed ? TIME_BYTES : 0)
  const message = Buffer.from(timed ? cosigned(text, time ?? 0n) : text)
  if (signature.length !== SIGNATURE_BYTES || !verify(null, message, publicKey, signature))
    throw new TypeError(`the signature of ${name} does not hold`)
  return { time: time === undefined ? undefined : Number(time) }
}

const cosigned = (text: string, time: bigint) => `cosignature/v1\ntime ${time}\n${text}`

/** `now` counts only for a witness. */
export function signNote(text: string, key: NoteKey, privateKey: KeyObject, now: Date): NoteSignature {
  const { name, keyId, algorithm } = key
  if (algorithm === NoteAlgorithm.ED25519) return { name, keyId, signature: sign(null, Buffer.from(text), privateKey) }
  const time = BigInt(Math.floor(now.getTime() / 1_000))
  const stamp = Buffer.alloc(TIME_BYTES)
  stamp.writeBigUInt64BE(time)
  return { name, keyId, signature: Buffer.concat([stamp, sign(null, Buffer.from(cosigned(text, time)), privateKey)]) }
}
