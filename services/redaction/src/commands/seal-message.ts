import { AgencyMessageSchema, create, type Permit, timestampFromDate, toBinary } from '@amparo/contracts'
import type { MaskedText } from '../domain/message.ts'
import type { Report } from '../domain/report.ts'
import type { Party } from '../ports/decision.ts'

export interface OutwardMessage {
  readonly messageId: string
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly writtenAt: Date
  readonly expiresAt: Date
  /** Of the certificate that it is going to be encrypted to. */
  readonly recipientFingerprint: string
  /** On what it goes. Absent of a recall, which rests on no decision. */
  readonly permit?: Permit
}

/**
 * A text, what was assessed, what a request for evidence says in one field, or that all there is of the person is to be destroyed; never two
 * of them.
 */
export type OutwardContent =
  | { readonly masked: MaskedText }
  | { readonly report: Report }
  /** The bytes that its hash is of. */
  | { readonly requestText: string }
  | { readonly erased: true }

const LIFETIME_MS = 36 * 3_600_000

/** Until then the receiving hub takes in what goes now; the same as the last deadline of a delivery (retrieval). */
export const expiryOf = (at: Date): Date => new Date(at.getTime() + LIFETIME_MS)

/** Recipient, key, referral, purpose, basis, handling code and expiry stand inside what is signed, as in a package. */
export const messageBytes = (
  { writtenAt, expiresAt, permit, ...ids }: OutwardMessage,
  content: OutwardContent,
): Uint8Array =>
  toBinary(
    AgencyMessageSchema,
    create(AgencyMessageSchema, {
      ...ids,
      writtenAt: timestampFromDate(writtenAt),
      expiresAt: timestampFromDate(expiresAt),
      ...(permit && { purpose: permit.purpose, basis: permit.basis, handlingCode: permit.handlingCode }),
      ...fieldsOf(content),
    }),
  )

const fieldsOf = (content: OutwardContent) => {
  if ('erased' in content) return content
  if ('requestText' in content) return { requestText: new Uint8Array(Buffer.from(content.requestText, 'utf8')) }
  return 'masked' in content ? { content: json(content.masked) } : { assessment: json(content.report) }
}

const json = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value), 'utf8'))
