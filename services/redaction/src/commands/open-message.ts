import {
  type AgencyMessage,
  AgencyMessageSchema,
  dataCategories,
  readForeign,
  type SealedItem,
  SealedKind,
  timestampDate,
} from '@amparo/contracts'
import { errors } from '../domain/errors.ts'
import type { MaskedText } from '../domain/message.ts'
import type { Report } from '../domain/report.ts'
import type { Inside, SealedSaid } from '../domain/sealed-item.ts'
import type { Party } from '../ports/decision.ts'
import { reportSchema } from '../store/assessments.ts'
import { maskedTextSchema } from '../store/message-content.schema.ts'
import { labelsOf } from './permit.ts'
import { isAddressed, type Opening, openCiphertext, type Received } from './received.ts'
import { checkInside } from './sealed/check-inside.ts'

export interface ReceivedMessage extends Received {
  readonly messageId: string
}

/** No text: what this hub has of the person is to be destroyed. */
export interface OpenedRecall {
  readonly kind: 'recall'
  readonly from: Party
}

export interface OpenedText {
  readonly kind: 'text'
  readonly from: Party
  readonly writtenAt: Date
  /** Undefined: an older hub does not say it. */
  readonly terms: MessageTerms | undefined
  readonly content:
    | { readonly masked: MaskedText }
    | { readonly report: Report }
    /** Of a request for evidence; its reader checks what it says. */
    | { readonly requestText: string }
    | { readonly sealed: SealedSaid }
}

/** On what it goes, as the sending hub decided and signed. */
export type MessageTerms = Parameters<typeof labelsOf>[0]

/** Of the plaintext: a larger one would keep its reader from the others, whose answer has to hold it too. */
const MAX_BYTES = 1_048_576

/** Opens and checks a message. Throws an AppError of the code with which it is refused; nothing of it is kept then. */
export async function openReceived(received: ReceivedMessage, opening: Opening): Promise<OpenedText | OpenedRecall> {
  const limits = { maxBytes: MAX_BYTES, unreadable: errors.message_unreadable }
  const opened = await openCiphertext(received, opening, limits)
  const { data, recipient } = opened
  const content = decoded(data)
  const from = checkAddress(content, received)
  if (content.recipientFingerprint !== recipient) throw errors.recipient_key_differs()
  const { writtenAt, expiresAt } = content
  if (expiresAt === undefined || timestampDate(expiresAt) <= opening.now) throw errors.message_expired()
  if (writtenAt === undefined || timestampDate(writtenAt) >= timestampDate(expiresAt)) throw errors.message_malformed()
  if (content.erased) return { kind: 'recall', from }
  // To an agency that holds its keys itself nothing comes that its hub could read.
  const inside = await checkInside(content.sealed, { id: content.messageId, opened, opening })
  return {
    ...{ kind: 'text', from, writtenAt: timestampDate(writtenAt) },
    ...{ terms: termsOf(content), content: contentOf(content, inside) },
  }
}

function decoded(data: Uint8Array): AgencyMessage {
  try {
    return readForeign(AgencyMessageSchema, data)
  } catch {
    // The cause is dropped: it could quote the plaintext.
    throw errors.message_malformed()
  }
}

function checkAddress(content: AgencyMessage, received: ReceivedMessage): Party {
  const { messageId, from } = content
  if (from === undefined || messageId !== received.messageId || !isAddressed(content, received))
    throw errors.message_not_for_us()
  return { hub: from.hub, agencyId: from.agencyId }
}

/** All of them, in codes that this version knows, or none. */
function termsOf({ purpose, basis, handlingCode }: AgencyMessage): MessageTerms | undefined {
  const terms = { purpose, basis, handlingCode }
  if (!Object.values(terms).some(Boolean)) return undefined
  try {
    labelsOf(terms)
  } catch {
    throw errors.message_malformed()
  }
  return terms
}

function contentOf(
  { content, assessment, requestText, sealed }: AgencyMessage,
  inside: Inside | undefined,
): OpenedText['content'] {
  try {
    const inClear = [content, assessment, requestText].filter(({ length }) => length > 0).length
    if (inClear > (sealed ? 0 : 1)) throw new TypeError('more than one of them')
    if (sealed && inside) return { sealed: { ...inside, ...saidOf(sealed) } }
    if (requestText.length > 0) return { requestText: text(requestText) }
    if (assessment.length === 0) return { masked: maskedTextSchema.parse(json(content)) }
    return { report: reportSchema.parse(json(assessment)) }
  } catch {
    throw errors.message_malformed()
  }
}

function saidOf({ kind, categories, field, sha256 }: SealedItem): Omit<SealedSaid, keyof Inside> {
  const known = KINDS[kind]
  if (known === undefined) throw new TypeError('of no kind')
  return { kind: known, categories: categories.map(category => dataCategories.toCode(category)), field, sha256 }
}

const KINDS: Readonly<Partial<Record<SealedKind, SealedSaid['kind']>>> = {
  [SealedKind.MESSAGE]: 'message',
  [SealedKind.REPORT]: 'report',
  [SealedKind.REQUEST_TEXT]: 'request_text',
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const json = (bytes: Uint8Array): unknown => JSON.parse(text(bytes))
