import {
  Action,
  type MessageBuiltSchema,
  type MessageInitShape,
  type Permit,
  timestampFromDate,
} from '@amparo/contracts'
import { enterOnce } from '../../ports/access-log.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory, RecipientCertificate } from '../../ports/directory.ts'
import { openRequestText, requestKey, type SealedText, type TextSent } from '../../store/request-texts.ts'
import { groundsOf } from '../permit.ts'
import { expiryOf, messageBytes } from '../seal-message.ts'
import { type PackageKey, sealToAgency, signerOfKey } from '../seal-to-agency.ts'
import type { RequestTextDeps } from './deps.ts'

export interface SealDeps extends RequestTextDeps {
  readonly directory: Directory
  readonly packageKey: PackageKey
}

export interface Built {
  readonly message: MessageInitShape<typeof MessageBuiltSchema> & { readonly messageId: string }
  /** As what it goes, to which key, and signed with which. */
  readonly sent: TextSent
}

interface Sealing {
  readonly sender: Party
  readonly recipient: Party
  readonly certificate: RecipientCertificate
  readonly permit: Permit
  /** Who wrote it a moment ago. Absent: it was signed before. */
  readonly writer?: { readonly user: string; readonly acr: string }
  /** Under which id it goes. Default: its own. */
  readonly sentAs?: string
}

/** Logged, then sealed to the other central authority as a message is. */
export async function sealText(
  deps: SealDeps,
  text: SealedText,
  { sender: from, recipient: to, certificate, permit, writer, sentAs }: Sealing,
): Promise<Built> {
  const { keys, now, packageKey } = deps
  const { textId, requestId: referralId, field, madeAt: writtenAt } = text
  const messageId = sentAs ?? textId
  const { json } = openRequestText(await requestKey(keys, referralId), text)
  const at = now()
  const expiresAt = expiryOf(at)
  const { fingerprint: recipientFingerprint } = certificate
  const ids = { messageId, referralId, from, to, writtenAt, expiresAt, recipientFingerprint, permit }
  const data = messageBytes(ids, { requestText: json })
  // Should it be broken off after this, the next try finds the entry there.
  await enterOnce(deps.append, {
    ...{ ...groundsOf(permit), categories: permit.categories, entryId: messageId, code: field },
    ...{ action: Action.REQUEST_TEXT_RELEASED, agency: from, referralId, recipient: to },
    ...(writer && { userId: writer.user, authentication: writer.acr }),
    occurredAt: timestampFromDate(at),
  })
  const signingKey = await packageKey(certificate.profile)
  const sealed = await sealToAgency(data, certificate, signingKey)
  return {
    message: { messageId, referralId, from, to, ...sealed, expiresAt: timestampFromDate(expiresAt) },
    sent: { textId, sentAs: messageId, sealedTo: recipientFingerprint, signedBy: await signerOfKey(signingKey) },
  }
}
