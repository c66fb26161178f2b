import {
  AgencyMessageSchema,
  create,
  type DataCategory,
  type MessageBuiltSchema,
  type MessageInitShape,
  type Permit,
  SealedKind,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { saidBytes } from '../domain/contents.ts'
import { errors } from '../domain/errors.ts'
import type { MaskedText } from '../domain/message.ts'
import type { Report } from '../domain/report.ts'
import type { Inside } from '../domain/sealed-item.ts'
import type { Party } from '../ports/decision.ts'
import { keysOf, type Recipient, type RecipientCertificate } from '../ports/directory.ts'
import { hashOfText } from '../store/request-texts.ts'
import { labelsOf } from './permit.ts'
import { type PackageKey, sealToAgency, signerOfKey } from './seal-to-agency.ts'
import { heldByAgency, sealInside } from './sealed/seal-inside.ts'
import { MAX_CIPHERTEXT_BYTES, SEALING_OVERHEAD_BYTES } from './size.ts'

interface Ids {
  readonly messageId: string
  /** Or the request for evidence. */
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly writtenAt: Date
  readonly expiresAt: Date
}

export interface OutwardMessage extends Ids {
  /** Of the certificate that it is going to be encrypted to. */
  readonly recipientFingerprint: string
  /** On what it goes. Absent of a recall, which rests on no decision. */
  readonly permit?: Permit
}

/** A text, what was assessed, or what a request for evidence says in one field. */
export type Said =
  | { readonly masked: MaskedText }
  | { readonly report: Report; readonly categories: readonly DataCategory[] }
  /** `json`: the bytes that its hash is of. */
  | { readonly field: string; readonly json: string }

/** One of these, for its recipient's hub to open or for the agency alone; or that all there is of the person is to be destroyed. */
type OutwardContent = Said | { readonly sealed: Sealed } | { readonly erased: true }

interface Outside {
  readonly kind: SealedKind
  readonly categories?: DataCategory[]
  readonly field?: string
  readonly sha256?: string
}
type Sealed = Inside & Outside

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

function fieldsOf(content: OutwardContent) {
  if ('erased' in content || 'sealed' in content) return content
  if ('json' in content) return { requestText: utf8(content.json) }
  return 'masked' in content ? { content: json(content.masked) } : { assessment: json(content.report) }
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))

export type BuiltMessage = MessageInitShape<typeof MessageBuiltSchema> & {
  readonly messageId: string
  /** Of the ciphertext, hex. */
  readonly sha256: string
}

interface Outward {
  readonly ids: Ids
  readonly said: Said
  readonly permit: Permit
  readonly recipient: Recipient
}

interface SealedMessage {
  readonly built: BuiltMessage
  /** For the log, where no hub has the key. */
  readonly code: string | undefined
  /** Fingerprints of what it is sealed to (one, or two with a blank between), and of the key that signed it. */
  readonly keys: { readonly sealedTo: string; readonly signedBy: string }
}

/**
 * What one agency says to another of another hub, in the form that it alone opens where it holds its keys itself. Nothing has left by it: its
 * entry in the log comes between this and exchange, with `code` in it. Throws `message_over_limit`.
 */
export async function sealMessage(
  packageKey: PackageKey,
  { ids, said, permit, recipient }: Outward,
): Promise<SealedMessage> {
  const { messageId, referralId, from, to, expiresAt } = ids
  const { own, envelope } = recipient
  const content = own ? await sealedFor(own, packageKey, { ids, said, permit }) : said
  const data = messageBytes({ ...ids, permit, recipientFingerprint: envelope.fingerprint }, content)
  if (data.byteLength > MAX_CIPHERTEXT_BYTES - SEALING_OVERHEAD_BYTES) throw errors.message_over_limit()
  const signingKey = await packageKey(envelope.profile)
  const sealed = await sealToAgency(data, envelope, signingKey)
  const named = 'json' in said ? { field: said.field, textSha256: hashOfText(said.json) } : {}
  const built = { messageId, referralId, from, to, ...sealed, ...named, expiresAt: timestampFromDate(expiresAt) }
  const keys = { sealedTo: keysOf(recipient), signedBy: await signerOfKey(signingKey) }
  return { built, code: heldByAgency(recipient), keys }
}

/** Its hub is told what kind of thing it is, and by which name a request has it. */
async function sealedFor(
  recipient: RecipientCertificate,
  packageKey: PackageKey,
  { ids, said, permit }: Omit<Outward, 'recipient'>,
) {
  const { messageId: id, referralId, from, to, writtenAt: at } = ids
  const toSeal = { id, referralId, from, to, permit, content: bytesOf(said, ids, permit), recipient, at }
  const inside = await sealInside(packageKey, toSeal)
  return { sealed: { ...inside, ...outsideOf(said) } }
}

/** A text of a request for evidence goes as it is: the hash in its manifest is the one by which the request names it. */
function bytesOf(said: Said, { expiresAt: _, ...ids }: Ids, permit: Permit): Uint8Array {
  if ('json' in said) return utf8(said.json)
  const what = 'masked' in said ? { message: said.masked } : { report: said.report }
  return saidBytes({ ...ids, ...labelsOf(permit), said: what })
}

function outsideOf(said: Said): Outside {
  if ('masked' in said) return { kind: SealedKind.MESSAGE }
  if ('report' in said) return { kind: SealedKind.REPORT, categories: [...said.categories] }
  return { kind: SealedKind.REQUEST_TEXT, field: said.field, sha256: hashOfText(said.json) }
}
