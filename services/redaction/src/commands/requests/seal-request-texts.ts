import {
  Action,
  encode,
  type MessageBuiltSchema,
  type MessageInitShape,
  messageBuilt,
  type Permit,
  type RequestStanding,
  timestampFromDate,
} from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { enterOnce } from '../../ports/access-log.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory, RecipientCertificate } from '../../ports/directory.ts'
import {
  openRequestText,
  requestKey,
  requestTextsOf,
  type SealedText,
  saveTextDelivery,
} from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { groundsOf, spendPermit } from '../permit.ts'
import { expiryOf, messageBytes } from '../seal-message.ts'
import { type PackageKey, sealToAgency } from '../seal-to-agency.ts'
import type { RequestTextDeps } from './deps.ts'

export interface SealDeps extends RequestTextDeps {
  readonly directory: Directory
  readonly packageKey: PackageKey
}

type Built = MessageInitShape<typeof MessageBuiltSchema> & { readonly messageId: string }

/** What leaves of a request, or why nothing of these does. */
export type SealedTexts =
  | { readonly built: readonly Built[] }
  | { readonly code: string; readonly texts: readonly SealedText[] }

/**
 * A request was signed: what it says goes to the other state's central authority, each text by itself, on one permit and an entry in the
 * log for each, sealed as a message between two agencies is. Asks other services, so outside of any transaction; throws only what is worth
 * trying again.
 */
export const sealRequestTexts =
  (deps: SealDeps) =>
  async (requestId: string): Promise<SealedTexts> => {
    const { store } = deps
    const standing = await deps.findRequest(requestId)
    const parties = standing && partiesOf(standing)
    if (parties === undefined) return { built: [] }
    const hashes = standing?.texts.map(({ sha256 }) => sha256) ?? []
    const texts = await store.read(reader => requestTextsOf(reader, requestId, hashes))
    if (texts.length === 0) return { built: [] }
    const { sender, recipient } = parties
    const asked = { requestId, sender, recipient, executingHub: recipient.hub, reader: undefined }
    const decision = await deps.permitEvidence(asked)
    if ('denial' in decision) return { code: decision.denial, texts }
    const certificate = await deps.directory.agencyCertificate(recipient)
    if (certificate === undefined) return { code: 'recipient_unknown', texts }
    await spendPermit(store, decision.permit)
    const built: Built[] = []
    for (const text of texts) built.push(await seal(deps, text, { ...parties, certificate, permit: decision.permit }))
    return { built }
  }

interface Sealing {
  readonly sender: Party
  readonly recipient: Party
  readonly certificate: RecipientCertificate
  readonly permit: Permit
}

async function seal(
  deps: SealDeps,
  text: SealedText,
  { sender: from, recipient: to, certificate, permit }: Sealing,
): Promise<Built> {
  const { keys, now, packageKey } = deps
  const { textId: messageId, requestId: referralId, field, madeAt: writtenAt } = text
  const { json } = openRequestText(await requestKey(keys, referralId), text)
  const at = now()
  const expiresAt = expiryOf(at)
  const { fingerprint: recipientFingerprint } = certificate
  const ids = { messageId, referralId, from, to, writtenAt, expiresAt, recipientFingerprint }
  const data = messageBytes(ids, { requestText: json })
  // Should it be broken off after this, the next try finds the entry there.
  await enterOnce(deps.append, {
    ...{ ...groundsOf(permit), categories: permit.categories, entryId: messageId, code: field },
    ...{ action: Action.REQUEST_TEXT_RELEASED, agency: from, referralId, recipient: to },
    occurredAt: timestampFromDate(at),
  })
  const sealed = await sealToAgency(data, certificate, await packageKey(certificate.profile))
  return { messageId, referralId, to, ...sealed, expiresAt: timestampFromDate(expiresAt) }
}

function partiesOf({ sender, recipient }: RequestStanding): { sender: Party; recipient: Party } | undefined {
  if (sender === undefined || recipient === undefined) return undefined
  return {
    sender: { hub: sender.hub, agencyId: sender.agencyId },
    recipient: { hub: recipient.hub, agencyId: recipient.agencyId },
  }
}

/** In the transaction of the news: it is on its way, or it is said why not. */
export async function tellSealed(
  { newId, now, log }: Pick<SealDeps, 'newId' | 'now' | 'log'>,
  tx: Transaction,
  requestId: string,
  sealed: SealedTexts,
): Promise<void> {
  if ('code' in sealed) {
    const { code, texts } = sealed
    for (const { textId } of texts) await saveTextDelivery(tx, { textId, delivery: 'refused', code })
    messages['request.not-sealed'](log, { requestId, code })
    return
  }
  for (const one of sealed.built) {
    const { messageId } = one
    await saveTextDelivery(tx, { textId: messageId, delivery: 'sent', code: '' })
    const meta = { id: newId(), aggregateId: messageId, aggregateVersion: 1, occurredAt: now() }
    tx.emit(encode(messageBuilt, one, { ...meta, correlationId: requestId }))
  }
}
