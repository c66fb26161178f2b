import { Action, timestampFromDate } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Reader, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { SealedSaid } from '../domain/sealed-item.ts'
import type { Directory } from '../ports/directory.ts'
import type { Forms } from '../queries/assessed.ts'
import { rulesOf } from '../queries/protocol-rules.ts'
import { addAssessment, findAssessment } from '../store/assessments.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { addMessage, findMessage, saveDelivery } from '../store/messages.ts'
import { findRequestText, type NamedText, saveTextDelivery, saveTextSent } from '../store/request-texts.ts'
import type { AgencyKeyStore } from './agency-key.ts'
import { isSame } from './open-case.ts'
import { type OpenedText, openReceived, type ReceivedMessage } from './open-message.ts'
import type { Patience } from './patience.ts'
import { labelsOf } from './permit.ts'
import { openingFor, orRefused, refuseSuspendedSender } from './received.ts'
import { type TakeTextDeps, takeRequestText } from './requests/take-request-text.ts'
import { type TakeRecallDeps, takeRecall } from './take-recall.ts'

export interface TakeInMessageDeps extends TakeRecallDeps, TakeTextDeps {
  readonly keys: DataKeys
  readonly keyStore: AgencyKeyStore
  readonly directory: Directory
  readonly forms: Forms
  readonly now: Clock
  readonly patience: Patience
}

export type TakenIn =
  | {
      readonly kind: 'opened'
      readonly text: OpenedText
      /** Of a text of a request for evidence. */
      readonly named?: NamedText
      readonly keep: (tx: Transaction) => Promise<void>
    }
  | { readonly kind: 'recalled'; readonly keep: (tx: Transaction) => Promise<void> }
  | { readonly kind: 'refused'; readonly code: string }
  /** It came before, and was stored. */
  | { readonly kind: 'seen' }

/**
 * A message from another hub: of a referral that this hub has with that agency, signed by that hub's redaction, for this agency,
 * new and in time; then it is in the log, and may be kept. Throws only what is worth trying again.
 */
export const takeInMessage =
  (deps: TakeInMessageDeps) =>
  (received: ReceivedMessage, receivedAt: Date): Promise<TakenIn> =>
    orRefused(() => deps.patience.taking(() => take(deps, received, receivedAt)))

async function take(deps: TakeInMessageDeps, received: ReceivedMessage, receivedAt: Date): Promise<TakenIn> {
  const { hub, store, now, newId } = deps
  const { messageId, referralId, fromHub, to } = received
  if (to.hub !== hub || fromHub === hub) throw errors.message_not_for_us()
  const known = await store.read(reader => originOf(reader, messageId))
  if (known !== undefined) {
    if (known.hub !== fromHub || known.referralId !== referralId) throw errors.message_id_reused()
    return { kind: 'seen' }
  }
  const opening = await openingFor(deps, received)
  if (opening === undefined) throw errors.message_not_for_us()
  const text = await openReceived(received, opening)
  // That the person was erased is heard of whomever.
  if (text.kind === 'text') await refuseSuspendedSender(deps, text.from)
  const ofRequest = text.kind === 'text' ? requestTextIn(text.content) : undefined
  if (text.kind === 'text' && ofRequest !== undefined) {
    const { from, terms } = text
    const came = { received, receivedAt, from, terms, text: ofRequest }
    return { kind: 'opened', text, ...(await takeRequestText(deps, came)) }
  }
  const referral = await store.read(reader => findKnownReferral(reader, referralId))
  if (text.kind === 'recall') {
    const { from } = text
    return { kind: 'recalled', keep: await takeRecall(deps, { received, from, referral, at: now() }) }
  }
  if (referral === undefined) deps.patience.awaitReferral(receivedAt)
  if (referral === undefined || !isBetween(referral, text.from, to)) throw errors.message_referral_unknown()
  const { terms } = text
  if (terms && terms.purpose !== referral.purpose) throw errors.message_terms_differ()
  if (isReport(text.content)) checkReport(deps, referral, text.from)
  const key = await deps.keys.get(referral.subjectId)
  await deps.append({
    ...(terms && { purpose: terms.purpose, basis: terms.basis }),
    entryId: newId(),
    action: Action.PACKAGE_TAKEN_IN,
    agency: to,
    referralId,
    subjectRef: referral.shareId,
    recipient: to,
    occurredAt: timestampFromDate(now()),
  })
  const { from, writtenAt, content } = text
  const ids = { referralId, subjectId: referral.subjectId }
  const keep = async (tx: Transaction): Promise<void> => {
    if ('requestText' in content) throw new TypeError('taken in before')
    if (!('report' in content)) {
      const message = { ...ids, messageId, from, to, writtenAt, delivery: null }
      const labels = terms && labelsOf(terms)
      const kept =
        'sealed' in content
          ? content
          : ({ kind: 'received', masked: content.masked, ...(labels && { terms: labels }) } as const)
      await addMessage(tx, message, kept, key)
      return
    }
    const { form, version, answers } = content.report
    const made = { assessmentId: messageId, form, version, by: from, at: writtenAt, compartment: false, received: true }
    await addAssessment(tx, { ...ids, ...made }, { user: '', answers }, key)
  }
  return { kind: 'opened', text, keep }
}

type Content = OpenedText['content']

const requestTextIn = (content: Content): string | SealedSaid | undefined => {
  if ('requestText' in content) return content.requestText
  return 'sealed' in content && content.sealed.kind === 'request_text' ? content.sealed : undefined
}

const isReport = (content: Content): boolean =>
  'report' in content || ('sealed' in content && content.sealed.kind === 'report')

/** Whether it is here already, and from where. */
async function originOf(reader: Reader, id: string): Promise<{ hub: string; referralId: string } | undefined> {
  const message = await findMessage(reader, id)
  if (message !== undefined) return { hub: message.from.hub, referralId: message.referralId }
  const assessment = await findAssessment(reader, id)
  if (assessment !== undefined) return { hub: assessment.by.hub, referralId: assessment.referralId }
  const ofRequest = await findRequestText(reader, id)
  return ofRequest && { hub: ofRequest.by.hub, referralId: ofRequest.requestId }
}

/** Only the recipient reports, on what this hub knows to be no compartment. */
function checkReport({ forms }: TakeInMessageDeps, referral: KnownReferral, from: OpenedText['from']): void {
  if (!isSame(referral.to, from) || rulesOf(forms, referral).compartment) throw errors.message_referral_unknown()
}

/** Either way round: the one that sent the referral writes, or the one that received it answers. */
const isBetween = ({ from, to }: KnownReferral, one: OpenedText['from'], other: ReceivedMessage['to']): boolean =>
  (isSame(from, one) && isSame(to, other)) || (isSame(to, one) && isSame(from, other))

/** What became of one of ours. */
export const recordDelivery = saveDelivery
export const recordTextDelivery = saveTextDelivery
/** It goes again. */
export const recordTextSent = saveTextSent
