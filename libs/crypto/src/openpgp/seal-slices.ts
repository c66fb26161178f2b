import { decryptSessionKeys, encryptSessionKey, enums, generateSessionKey } from 'openpgp'
import { errors } from '../errors.ts'
import { strict } from './config.ts'
import { type Container, seipd1, seipd2 } from './container.ts'
import { readEncrypted } from './encrypted-message.ts'
import { type Certificate, type PrivateKeyInput, readPrivateKey } from './keys.ts'
import { inOne, packetHeader, readPacket, TAG } from './packet.ts'
import { checkedRecipient, sealBytesTo, unseal } from './seal.ts'

/** Packet header, format, no name, no date; other programs may have written a name. */
const LITERAL_HEAD_BYTES = 6 + 6
const BINARY = 0x62
const AES256_BYTES = 32
/** So much more than what is inside takes a room in which a message is opened: headers, a name, a tag for each 256 KiB of 64 MiB. */
export const ROOM_FOR_HEADERS = 8 * 1024

/**
 * The same message as sealBytesTo makes, in slices, without a copy of the whole: for messages of many MiB. The keys are OpenPGP.js's work,
 * the container is ours. A recipient whose certificate asks for another cipher than AES-256 gets what the library makes.
 */
export async function sealSlicesTo(certificate: Certificate, data: Uint8Array): Promise<Iterable<Uint8Array>> {
  const encryptionKeys = await checkedRecipient(certificate, data)
  const sessionKey = await generateSessionKey({ encryptionKeys, config: strict() })
  const container = sessionKey.aeadAlgorithm === undefined ? seipd1 : seipd2
  if (sessionKey.algorithm !== 'aes256' || !['gcm', undefined].includes(sessionKey.aeadAlgorithm))
    return [await sealBytesTo(certificate, data)]
  const keys = await encryptSessionKey({ ...sessionKey, encryptionKeys, format: 'binary', config: strict() })
  return concatenated([keys], container.seal(sessionKey.data, [literalHead(data.byteLength), data]))
}

function* concatenated(...all: readonly Iterable<Uint8Array>[]): Generator<Uint8Array> {
  for (const one of all) yield* one
}

function literalHead(bytes: number): Buffer {
  return Buffer.concat([packetHeader(TAG.literal, LITERAL_HEAD_BYTES - 6 + bytes), Buffer.of(BINARY, 0, 0, 0, 0, 0)])
}

/**
 * Opens what sealSlicesTo or sealBytesTo made, into `room`, in which it may lie itself, without another copy where the cipher is ours. Throws message_refused unless the
 * whole of it is authentic: what lies in `room` counts only once this has answered.
 */
export async function unsealInto(
  privateKeys: readonly PrivateKeyInput[],
  sealed: Uint8Array,
  room: Buffer,
): Promise<Uint8Array> {
  const decryptionKeys = await Promise.all(privateKeys.map(readPrivateKey))
  try {
    const { keys, container } = afterKeys(sealed)
    const [beginning = new Uint8Array()] = container.parts
    const message = await readEncrypted(headOf(keys, beginning))
    const [key, ...others] = await decryptSessionKeys({ message, decryptionKeys, config: strict() })
    if (key === undefined || others.length > 0) throw new RangeError('no such key')
    const ours = containerOf(key.data, beginning)
    // Where it came in pieces they are moved together in `room`: from here on nobody reads `sealed`.
    if (ours) return literalIn(room.subarray(0, ours.open(key.data, inOne(container.parts, room), room)))
    const opened = await unseal(decryptionKeys, sealed, { maxBytes: room.byteLength })
    room.set(opened)
    return room.subarray(0, opened.byteLength)
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

/** Undefined for the ciphers that only a key which asks for them gets: AES-128, or OCB. */
function containerOf({ byteLength }: Uint8Array, [version, , mode]: Uint8Array): Container | undefined {
  if (byteLength !== AES256_BYTES) return undefined
  if (version === 1) return seipd1
  return mode === enums.aead.ocb ? undefined : seipd2
}

/** A message with no more of it than its beginning, of which OpenPGP.js reads the keys: for who cannot open the message, and asks for whom it is. Throws a RangeError. */
export function beginningOf(sealed: Uint8Array): Uint8Array {
  const { keys, container } = afterKeys(sealed)
  return headOf(keys, container.parts[0] ?? new Uint8Array())
}

function afterKeys(sealed: Uint8Array) {
  for (let at = 0; ; ) {
    const container = readPacket(sealed, at)
    if (container.tag === TAG.container) {
      if (container.end !== sealed.byteLength) throw new RangeError('more than one')
      return { keys: sealed.subarray(0, at), container }
    }
    if (container.tag !== TAG.sessionKey) throw new RangeError('another kind of message')
    at = container.end
  }
}

function headOf(keys: Uint8Array, body: Uint8Array): Uint8Array {
  const beginning = body.subarray(0, 64)
  return Buffer.concat([keys, packetHeader(TAG.container, beginning.byteLength), beginning])
}

function literalIn(plain: Buffer): Uint8Array {
  const { tag, parts, end } = readPacket(plain)
  const body = inOne(parts, plain)
  const start = 2 + (body[1] ?? 0) + 4
  if (tag !== TAG.literal || end !== plain.length || start > body.byteLength) throw new RangeError('not one content')
  return body.subarray(start)
}
