import { hash } from 'node:crypto'
import { AgencyMessageSchema, create, timestampFromDate, toBinary } from '@amparo/contracts'
import { encryptAndSign } from '@amparo/crypto'
import type { MaskedText } from '../domain/message.ts'
import type { Party } from '../ports/decision.ts'
import type { TrustedCertificate } from '../ports/directory.ts'

export interface OutwardMessage {
  readonly messageId: string
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly writtenAt: Date
  readonly expiresAt: Date
  readonly masked: MaskedText
}

/** Recipient, referral and expiry stand inside what is signed, as in a package. */
export const messageBytes = ({ writtenAt, expiresAt, masked, ...ids }: OutwardMessage): Uint8Array =>
  toBinary(
    AgencyMessageSchema,
    create(AgencyMessageSchema, {
      ...ids,
      writtenAt: timestampFromDate(writtenAt),
      expiresAt: timestampFromDate(expiresAt),
      content: new Uint8Array(Buffer.from(JSON.stringify(masked), 'utf8')),
    }),
  )

export async function sealMessage(data: Uint8Array, recipient: TrustedCertificate, signingKey: string) {
  const ciphertext = await encryptAndSign({ recipient: recipient.armored, signingKey, data })
  return { ciphertext, sha256: hash('sha256', ciphertext, 'hex') }
}
