import { hash } from 'node:crypto'
import { type AgencyMessage, AgencyMessageSchema, fromBinary, timestampDate } from '@amparo/contracts'
import { decryptAndVerify } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'
import type { MaskedText } from '../domain/message.ts'
import type { Party } from '../ports/decision.ts'
import type { TrustedCertificate } from '../ports/directory.ts'
import { maskedTextSchema } from '../store/message-content.schema.ts'

/** What exchange says of a message. It is compared with what the sending vault has signed inside. */
export interface ReceivedMessage {
  readonly messageId: string
  readonly referralId: string
  readonly fromHub: string
  readonly to: Party
  readonly ciphertext: Uint8Array
  readonly sha256: string
}

export interface OpenedText {
  readonly from: Party
  readonly writtenAt: Date
  readonly masked: MaskedText
}

/** Of the plaintext: a larger one would keep its reader from the others, whose answer has to hold it too. */
const MAX_BYTES = 1_048_576

/** Opens and checks a message. Throws an AppError of the code with which it is refused; nothing of it is kept then. */
export async function openReceived(
  received: ReceivedMessage,
  { privateKey, signer, now }: { readonly privateKey: string; readonly signer: TrustedCertificate; readonly now: Date },
): Promise<OpenedText> {
  if (hash('sha256', received.ciphertext, 'hex') !== received.sha256) throw errors.message_unreadable()
  const pinned = { certificate: signer.armored, fingerprint: signer.fingerprint }
  const message = received.ciphertext
  const data = await decryptAndVerify({ privateKey, signer: pinned, message, now, maxBytes: MAX_BYTES }).catch(
    (cause: unknown) => {
      throw errors.message_unreadable({ cause })
    },
  )
  const content = decoded(data)
  const from = checkAddress(content, received)
  const { writtenAt, expiresAt } = content
  if (expiresAt === undefined || timestampDate(expiresAt) <= now) throw errors.message_expired()
  if (writtenAt === undefined || timestampDate(writtenAt) >= timestampDate(expiresAt)) throw errors.message_malformed()
  return { from, writtenAt: timestampDate(writtenAt), masked: maskedIn(content) }
}

function decoded(data: Uint8Array): AgencyMessage {
  try {
    return fromBinary(AgencyMessageSchema, data)
  } catch {
    // The cause is dropped: it could quote the plaintext.
    throw errors.message_malformed()
  }
}

/** One that was made for somebody else, or for another referral, is no less signed: it is refused all the same. */
function checkAddress({ messageId, referralId, from, to }: AgencyMessage, received: ReceivedMessage): Party {
  const same =
    messageId === received.messageId &&
    referralId === received.referralId &&
    from?.hub === received.fromHub &&
    to?.hub === received.to.hub &&
    to.agencyId === received.to.agencyId
  if (!same) throw errors.message_not_for_us()
  return { hub: from.hub, agencyId: from.agencyId }
}

function maskedIn({ content }: AgencyMessage): MaskedText {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return maskedTextSchema.parse(json)
  } catch {
    throw errors.message_malformed()
  }
}
