import {
  type EdgeMessage,
  EdgeMessageSchema,
  type MessageInitShape,
  type ReferralUpdate,
  readForeign,
  type SignedEdgeMessage,
  SignedEdgeMessageSchema,
  type StatementDelivery,
  timestampDate,
  timestampFromDate,
  toBytes,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import { agencyIdOf, isCode } from '../domain/codes.ts'
import { errors } from '../domain/errors.ts'

export type Body = NonNullable<MessageInitShape<typeof EdgeMessageSchema>['body']>
type ReceivedBody = Extract<EdgeMessage['body'], { value: unknown }>

interface Addressed {
  readonly messageId: string
  readonly fromHub: string
  readonly toHub: string
  readonly sentAt: Date
  readonly expiresAt: Date
}

export interface ReceivedMessage {
  readonly messageId: string
  readonly peer: string
  readonly sentAt: Date
  /** When it was sent, if it has no deadline. */
  readonly expiresAt: Date
  readonly body: ReceivedBody
}

/** The bytes that are signed, sent and sent again. */
export const encodeMessage = ({ sentAt, expiresAt, ...ids }: Addressed, body: Body): Uint8Array =>
  toBytes(EdgeMessageSchema, {
    ...ids,
    sentAt: timestampFromDate(sentAt),
    expiresAt: timestampFromDate(expiresAt),
    body,
  })

export const encodeSigned = (message: Uint8Array, signature: string): Uint8Array =>
  toBytes(SignedEdgeMessageSchema, { message, signature })

/** Throws edge_message_unreadable. */
export const decodeSigned = (bytes: Uint8Array): SignedEdgeMessage =>
  orUnreadable(() => readForeign(SignedEdgeMessageSchema, bytes))

/** Before anything of it is believed: it only says what else may be read beside it. */
export function isFilePart(bytes: Uint8Array): boolean {
  try {
    return readForeign(EdgeMessageSchema, decodeSigned(bytes).message).body.case === 'filePart'
  } catch {
    return false
  }
}

/**
 * Only a package, an agency's message, what redaction asks or answers, and a part of a file may be large: what is kept for years must not be
 * a place to put things.
 */
const LARGE: ReadonlySet<string> = new Set(['package', 'message', 'match', 'filePart'])
const MAX_SMALL_BYTES = 4_096
/** All steps of one side so far: a thousand of them, and a long case has some fifty. */
const MAX_UPDATE_BYTES = 262_144
/** A list of which grants stand: some ten thousand of them. */
const MAX_STATEMENT_BYTES = 262_144
/** What is asked, and all steps of one side so far. */
const MAX_REQUEST_BYTES = 262_144
/** The books of a day, or what was found of them. */
const MAX_LEDGER_BYTES = 262_144
/** Which parts of a file are not there; they come in order, so that there are few ranges. */
const MAX_ANSWER_BYTES = 262_144
const MAX_STEPS = 1_000
const HASH_OR_NONE = /^(?:[0-9a-f]{64})?$/

/**
 * What a message says whose signature is verified. Throws edge_message_unreadable; edge_message_not_for_us unless it came by the
 * way of the hub it says it is from, and is for this one.
 */
export function readMessage(bytes: Uint8Array, { peer, ownHub }: { peer: string; ownHub: string }): ReceivedMessage {
  const { messageId, fromHub, toHub, sentAt, expiresAt, body } = orUnreadable(() =>
    readForeign(EdgeMessageSchema, bytes),
  )
  if (fromHub !== peer || toHub !== ownHub) throw errors.edge_message_not_for_us()
  if (sentAt === undefined || body.case === undefined) throw errors.edge_message_unreadable()
  if (bytes.byteLength > maxBytes(body)) throw errors.edge_message_unreadable()
  if (body.case === 'statement' && !isStatement(body.value)) throw errors.edge_message_unreadable()
  if (body.case === 'fileAnswer' && !body.value.missing.every(isRange)) throw errors.edge_message_unreadable()
  if (body.case === 'referralUpdate' && !isReport(body.value, fromHub)) throw errors.edge_message_unreadable()
  if (![messageId, ...idsOf(body)].every(isUuid)) throw errors.edge_message_unreadable()
  const sent = timestampDate(sentAt)
  return { messageId, peer, sentAt: sent, expiresAt: expiresAt ? timestampDate(expiresAt) : sent, body }
}

function maxBytes({ case: kind }: ReceivedBody): number {
  if (LARGE.has(kind)) return Number.POSITIVE_INFINITY
  if (kind === 'statement') return MAX_STATEMENT_BYTES
  if (kind === 'evidenceRequest') return MAX_REQUEST_BYTES
  if (kind === 'ledger' || kind === 'ledgerAnswer') return MAX_LEDGER_BYTES
  if (kind === 'fileAnswer') return MAX_ANSWER_BYTES
  return kind === 'referralUpdate' ? MAX_UPDATE_BYTES : MAX_SMALL_BYTES
}

/** What it says and who signed it, consent knows. */
const isStatement = ({ signed }: StatementDelivery): boolean =>
  signed !== undefined && signed.statement.byteLength > 0 && signed.signature !== ''

const isRange = ({ first, last }: { readonly first: number; readonly last: number }): boolean =>
  // The range that ends behind it is kept.
  first <= last && last < 2 ** 31 - 1

/** Names, not texts. What they mean, and whether their data are what the protocol asks, `referral` knows. */
const isReport = ({ by, steps, protocolHash }: ReferralUpdate, fromHub: string): boolean =>
  by?.hub === fromHub &&
  agencyIdOf(by.agencyId) !== null &&
  HASH_OR_NONE.test(protocolHash) &&
  steps.length <= MAX_STEPS &&
  steps.every(({ step, at }) => isCode(step) && at !== undefined)

function idsOf(body: ReceivedBody): string[] {
  switch (body.case) {
    case 'package':
      return [body.value.referralId, body.value.packageId]
    case 'referralUpdate':
      return [body.value.referralId]
    case 'message':
      return [body.value.referralId, body.value.messageId]
    case 'statement':
      return [body.value.statementId]
    case 'evidenceRequest':
      return [body.value.requestId]
    case 'match':
      return [body.value.matchId]
    case 'file':
      return [body.value.deliveryId, body.value.referralId]
    case 'filePart':
    case 'fileQuestion':
      return [body.value.deliveryId]
    case 'fileAnswer':
      return [body.value.deliveryId, body.value.questionId]
    case 'ledger':
      return [body.value.fromId, body.value.toId]
    case 'ledgerAnswer':
      return [body.value.ledgerId]
    case 'evidence':
      return [body.value.evidenceId, body.value.aboutMessageId]
  }
}

/** Throws edge_message_unreadable for whatever cannot be read. */
export function orUnreadable<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw errors.edge_message_unreadable({ cause })
  }
}
