import { enums, type Message, readMessage } from 'openpgp'
import { errors } from '../errors.ts'
import { MAX_MESSAGE_BYTES, strict } from './config.ts'

/** Each session key packet may cost a private-key operation; a message to one hub needs one. */
const MAX_RECIPIENTS = 8

const tagOf = (packet: object): number => ('tag' in packet ? Number(packet.tag) : tagOfClass(packet.constructor))
const tagOfClass = (packetClass: object): number => ('tag' in packetClass ? Number(packetClass.tag) : -1)

/**
 * Reads a message and refuses every shape but one: session keys for public keys, then one integrity-protected container.
 * So no password is ever tried (which would run Argon2 with the sender's cost), nothing unprotected is opened, and nothing
 * merely signed or stored in clear passes for something sealed. Throws message_refused.
 */
export async function readEncrypted(
  message: string | Uint8Array,
  maxBytes = MAX_MESSAGE_BYTES,
): Promise<Message<Uint8Array>> {
  try {
    // Base64 makes it a third longer; the rest is armor and packet headers.
    if (message.length > maxBytes * 1.4 + 64 * 1024) throw new RangeError('too large')
    const config = { ...strict(maxBytes), ignoreUnsupportedPackets: false }
    const read =
      typeof message === 'string'
        ? await readMessage({ armoredMessage: message, config })
        : await readMessage({ binaryMessage: message, config })
    const tags = [...read.packets].map(tagOf)
    const last = tags.pop()
    const keysOnly = tags.every(tag => tag === enums.packet.publicKeyEncryptedSessionKey)
    if (last !== enums.packet.symEncryptedIntegrityProtectedData || !keysOnly)
      throw new TypeError('another kind of message')
    if (tags.length === 0 || tags.length > MAX_RECIPIENTS) throw new RangeError('recipients')
    return read as Message<Uint8Array>
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}
