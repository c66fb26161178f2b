import { Action, encode, messageBuilt, timestampFromDate } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { MOST_CODE } from '../../ports/access-log.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory, Recipient } from '../../ports/directory.ts'
import { requestExpiryOf } from '../../ports/expiry.ts'
import type { GivenPermit } from '../../ports/given-permit.ts'
import { openRequestText, type SealedText, saveTextSent, type TextSent } from '../../store/request-texts.ts'
import { groundsOf } from '../permit.ts'
import { type BuiltMessage, sealMessage } from '../seal-message.ts'
import type { PackageKey } from '../seal-to-agency.ts'
import type { RequestTextDeps } from './deps.ts'

export interface SealDeps extends RequestTextDeps {
  readonly directory: Directory
  readonly packageKey: PackageKey
}

export interface Built {
  readonly message: BuiltMessage
  /** As what it goes, to which key, and signed with which. */
  readonly sent: TextSent
  /** Has it in the log, before it may leave. Should it be broken off after that, the next try is other bytes, with an entry of their own. */
  readonly enter: () => Promise<unknown>
}

interface Sealing {
  readonly from: Party
  readonly to: Party
  readonly recipient: Recipient
  readonly permit: GivenPermit
  /** Who wrote it a moment ago. Absent: it was signed before. */
  readonly writer?: { readonly user: string; readonly acr: string }
  /** Under which id it goes. Default: its own. */
  readonly sentAs?: string
}

/** In the transaction of what says so: it is on its way. */
export async function tellBuilt(
  { newId, now }: Pick<SealDeps, 'newId' | 'now'>,
  tx: Transaction,
  requestId: string,
  built: readonly Built[],
): Promise<void> {
  for (const { message, sent } of built) {
    await saveTextSent(tx, sent)
    const meta = { id: newId(), aggregateId: sent.sentAs, aggregateVersion: 1, occurredAt: now() }
    tx.emit(encode(messageBuilt, message, { ...meta, correlationId: requestId }))
  }
}

/** What is sealed to an agency's own key is a little larger than what the text was measured by. */
export async function orTooLarge<T>(work: () => Promise<T>): Promise<T | { readonly code: string }> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code === errors.message_over_limit().code) return { code: error.code }
    throw error
  }
}

/** For the other central authority, as a message is. Throws `message_over_limit`. */
export async function sealText(
  { keys, now, newId, packageKey, append }: SealDeps,
  text: SealedText,
  { from, to, recipient, permit, writer, sentAs }: Sealing,
): Promise<Built> {
  const { textId, requestId: referralId, field, madeAt: writtenAt } = text
  const messageId = sentAs ?? textId
  const { json } = openRequestText(await keys.get(referralId), text)
  const at = now()
  const ids = { messageId, referralId, from, to, writtenAt, expiresAt: requestExpiryOf(at) }
  const sealed = await sealMessage(packageKey, { ids, said: { field, json }, permit, recipient })
  const enter = () =>
    append({
      ...{ ...groundsOf(permit), categories: permit.categories, entryId: newId(), code: codeOf(field, sealed.code) },
      ...{ packageId: messageId, packageHash: sealed.built.sha256 },
      ...{ action: Action.REQUEST_TEXT_RELEASED, agency: from, referralId, recipient: to },
      ...(writer && { userId: writer.user, authentication: writer.acr }),
      occurredAt: timestampFromDate(at),
    })
  return { message: sealed.built, sent: { textId, sentAs: messageId, ...sealed.keys }, enter }
}

/** Of two that do not fit, the key: that is the disclosure. */
const codeOf = (field: string, key: string | undefined): string =>
  key === undefined ? field : `${key}:${field}`.slice(0, MOST_CODE)
