import {
  create,
  type EdgeMessage,
  EdgeMessageSchema,
  fromBinary,
  type MessageInitShape,
  type SignedEdgeMessage,
  SignedEdgeMessageSchema,
  timestampDate,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { errors } from './errors.ts'

export type Body = NonNullable<MessageInitShape<typeof EdgeMessageSchema>['body']>

export interface Addressed {
  readonly messageId: string
  readonly fromHub: string
  readonly toHub: string
  readonly sentAt: Date
  readonly expiresAt: Date
}

/** The bytes that are signed, sent and sent again. */
export const encodeMessage = ({ sentAt, expiresAt, ...ids }: Addressed, body: Body): Uint8Array =>
  toBinary(
    EdgeMessageSchema,
    create(EdgeMessageSchema, {
      ...ids,
      sentAt: timestampFromDate(sentAt),
      expiresAt: timestampFromDate(expiresAt),
      body,
    }),
  )

export const encodeSigned = (message: Uint8Array, signature: string): Uint8Array =>
  toBinary(SignedEdgeMessageSchema, create(SignedEdgeMessageSchema, { message, signature }))

/** What is known of a message before its signature is verified. Throws edge_message_unreadable. */
export function decodeSigned(bytes: Uint8Array): { signed: SignedEdgeMessage; message: EdgeMessage } {
  try {
    const signed = fromBinary(SignedEdgeMessageSchema, bytes)
    return { signed, message: fromBinary(EdgeMessageSchema, signed.message) }
  } catch (cause) {
    throw errors.edge_message_unreadable({ cause })
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const uuidOf = (text: string): string => {
  if (!UUID.test(text)) throw errors.edge_message_unreadable()
  return text
}

/** It came by the way of the hub that it says it is from, and is for this one. */
export function checkAddress(message: EdgeMessage, { peer, ownHub }: { peer: string; ownHub: string }): void {
  uuidOf(message.messageId)
  if (message.fromHub !== peer || message.toHub !== ownHub) throw errors.edge_message_not_for_us()
}

/** Evidence is good for ever; what asks for something to be done has a deadline. */
export const isExpired = (message: EdgeMessage, now: Date): boolean =>
  message.body.case !== 'evidence' && (!message.expiresAt || timestampDate(message.expiresAt) < now)
