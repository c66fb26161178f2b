import { hash } from 'node:crypto'
import { AgencyMessageSchema, create, timestampFromDate, toBinary } from '@amparo/contracts'
import { encryptAndSign } from '@amparo/crypto'
import type { MaskedText } from '../domain/message.ts'
import type { Report } from '../domain/report.ts'
import type { Party } from '../ports/decision.ts'
import type { TrustedCertificate } from '../ports/directory.ts'

export interface OutwardMessage {
  readonly messageId: string
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly writtenAt: Date
  readonly expiresAt: Date
}

/** A text, or what was assessed; never both. */
export type OutwardContent = { readonly masked: MaskedText } | { readonly report: Report }

/** Recipient, referral and expiry stand inside what is signed, as in a package. */
export const messageBytes = ({ writtenAt, expiresAt, ...ids }: OutwardMessage, content: OutwardContent): Uint8Array =>
  toBinary(
    AgencyMessageSchema,
    create(AgencyMessageSchema, {
      ...ids,
      writtenAt: timestampFromDate(writtenAt),
      expiresAt: timestampFromDate(expiresAt),
      ...('masked' in content ? { content: json(content.masked) } : { assessment: json(content.report) }),
    }),
  )

const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value), 'utf8'))

export async function sealMessage(data: Uint8Array, recipient: TrustedCertificate, signingKey: string) {
  const ciphertext = await encryptAndSign({ recipient: recipient.armored, signingKey, data })
  return { ciphertext, sha256: hash('sha256', ciphertext, 'hex') }
}
