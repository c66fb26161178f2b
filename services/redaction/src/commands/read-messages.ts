import { Action, DataCategory, dataCategories, type Permit, timestampFromDate } from '@amparo/contracts'

import { adopted } from '../domain/adopted.ts'
import { mayIncriminate } from '../domain/incriminating.ts'
import { knownOf } from '../domain/known-of.ts'
import { type FileRefusal, type MaskedText, type TextTerms, type WrittenText, withheldOf } from '../domain/message.ts'
import { withoutMarked } from '../domain/passages.ts'
import { type Texts, textsBy } from '../domain/redactor.ts'
import { NOTICE } from '../domain/view.ts'
import { type Profile, profileFor, type ViewPolicy, withheldBecause } from '../domain/view-policy.ts'
import type { RedactFileOf } from '../ports/documents.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { heardMessages, type Message, markOpened, openMessage, type SealedMessage } from '../store/messages.ts'
import { alike, allowanceOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { inTime } from './in-time.ts'
import { keepWaiting, type ReviewingDeps, type UnsafeText } from './keep-waiting.ts'
import { incriminatingFor, maskMessage, rebuilt, unsafeFile } from './mask-message.ts'
import { messages } from './messages.ts'
import { isSame, type OpenCase } from './open-case.ts'
import { type OpenToReadDeps, openToRead } from './open-to-read.ts'
import { groundsOf, sealOnPermit, spendPermit, stillGiven } from './permit.ts'
import { relationsTo } from './relations-to.ts'
import type { ReleaseDeps } from './release-view.ts'
import { AS_WRITTEN, WHOLE } from './shown-whole.ts'
import { tellOpened } from './tell-opened.ts'
import { takeViewRequest, type ViewCaller } from './view-request.ts'
import { withSurrogates } from './with-surrogates.ts'

export interface ReadMessagesDeps extends ReleaseDeps, AskPermitDeps, OpenToReadDeps, ReviewingDeps {
  readonly store: ReleaseDeps['store']
  /** The private half of the certificate that views and packages are signed with. */
  readonly signKey: () => Promise<string>
  readonly openHeld: OpenHeld
  readonly redactFileOf: RedactFileOf
}

export interface ReadMessages {
  /** Compact JWS, made for POST /message-views. */
  readonly request: string
  /** Older ones than this message. */
  readonly before: string | undefined
  readonly caller: ViewCaller
  readonly correlationId: string
}

const ROUTE = 'POST /message-views'
/** An answer may have 4 MiB, and what is masked grows. */
const PAGE = { limit: 50, bytes: 900_000 }

/**
 * What the two agencies of a referral wrote to each other, newest first, sealed to the reader: one's own as they were written,
 * the other's masked. In the same order as a view, and like it: what cannot be had or verified ends it, and nothing has left.
 */
export const readMessages =
  (deps: ReadMessagesDeps) =>
  async ({ request, before, caller, correlationId }: ReadMessages): Promise<string> => {
    const { store, append, now, newId, log } = deps
    const { referralId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const found = await openToRead(deps)(caller, referralId)
    const { own, other, share } = found
    const opened = await deps.openHeld(share.subjectId)
    const asked = { occasion: 'view', sender: other, recipient: own, held: opened.held } as const
    const permitted = () => askPermit(deps, found, { ...asked, caller, correlationId })
    const first = await permitted()
    const signingKey = await deps.signKey()
    const { subjectId } = share
    const { disclosure, categories } = allowanceOf(first)
    const policyReason = withheldBecause(deps.views, disclosure, 'narrative', 'messages')
    const of = { referralId, subjectId, before, ...PAGE }
    const isHeard = (message: SealedMessage) => !isSilent(message, { found, opened, permit: first, views: deps.views })
    const page = await store.read(reader => heardMessages(reader, of, isHeard))
    const mode = profileFor(deps.views, disclosure, categories)
    const { reviewsFor } = await deps.findReviews(subjectId, opened.key)
    const inForce = reviewsFor(mode, deps.views.hash)
    const { engine } = deps
    const redactFileOf = inTime(deps.redactFileOf)
    const reader = { subjectId, agency: own, referralId }
    const shown = await withSurrogates(store, reader, opened.key, surrogates => {
      const texts = textsBy(engine, deps.views.texts.profiles[mode], inForce, surrogates)
      const reading = { found, opened, permit: first, policyReason, views: deps.views, texts, redactFileOf }
      return Promise.all(page.messages.map(message => show(message, reading)))
    })
    for (const message of shown)
      if ('withheld' in message && message.withheld === 'redaction_failed')
        messages['message.withheld'](log, { messageId: message.messageId, referralId, correlationId })
    const place = { subjectId, referralId, protocol: found.standing }
    await keepWaiting(
      deps,
      place,
      shown.flatMap(message => unsafeIn(message, mode)),
    )
    // Documents may take longer to make than it lasts.
    const permit = await stillGiven(deps, first, async () => alike(await permitted(), first))
    await spendPermit(deps, permit)
    const receipt = await append({
      ...groundsOf(permit),
      ...loggedOf(shown, permit, policyReason),
      viewPolicyHash: deps.views.hash,
      entryId: newId(),
      action: Action.MESSAGES_READ,
      userId: caller.user,
      agency: own,
      authentication: caller.acr,
      referralId,
      subjectRef: share.shareId,
      relations: await relationsTo(deps, caller, opened.held),
      recipient: own,
      occurredAt: timestampFromDate(now()),
    })
    const auditEntry = { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash }
    const derivative = { derivativeOf: 'messages', mode, policyHash: deps.views.hash, madeAt: now().toISOString() }
    const view = { referralId, messages: shown, more: page.more, notice: NOTICE, derivative, auditEntry }
    const sealed = await sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
    const ids = shown.filter(one => !one.own && 'text' in one).map(({ messageId }) => messageId)
    await tellOpened(deps, markOpened, { ids, correlationId })
    const line = { referralId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['messages.read'](log, { ...line, correlationId })
    return sealed
  }

/** What of a message a person of its agency has to look at before anybody else reads it. */
function unsafeIn(message: Shown, profile: Profile): UnsafeText[] {
  const { messageId: sourceId, from: by, own } = message
  if (own) return []
  if ('attachments' in message)
    return withheldOf(message).flatMap(({ file, reason }) => unsafeFile({ sourceId, by, file, reason }, profile))
  if (!('withheld' in message) || message.withheld !== 'redaction_failed') return []
  return [{ source: 'message', sourceId, file: null, profile, by, why: 'redaction_failed' }]
}

interface Reading {
  readonly found: OpenCase
  readonly opened: OpenedHeld
  readonly permit: Permit
  /** Why the view policy shows this reader no messages. */
  readonly policyReason: string | undefined
  readonly views: ViewPolicy
  /** How it has texts masked for this reader. */
  readonly texts: Texts
  /** Of this answer's time. */
  readonly redactFileOf: RedactFileOf
}

type ShownContent =
  | ({ readonly own: true } & WrittenText)
  | ({ readonly own: false; readonly terms?: TextTerms; readonly review?: 'reviewed' | 'lapsed' } & (
      | MaskedText
      | WithheldText
    ))
/** No reason: a name for the gap would tell, and there is none for any message. Or sealed to the reader's agency, which holds its keys itself. */
type WithheldText = { readonly withheld?: string } | { readonly sealedTo: string }
type Shown = ReturnType<typeof headOf> & ShownContent

const headOf = ({ messageId, writtenAt, from, to }: Message) => ({
  messageId,
  writtenAt: writtenAt.toISOString(),
  from,
  to,
})

/** Field by field. What an agency wrote itself is no disclosure to it; all else rests on the permit. */
async function show(message: SealedMessage, reading: Reading): Promise<Shown> {
  const { found, opened, permit, policyReason, views, texts } = reading
  const head = headOf(message)
  // Its agency downloads it, and opens it there.
  if (message.sealedTo !== null) return { ...head, own: false, sealedTo: message.sealedTo }
  const content = openMessage(opened.key, message)
  if (isSame(message.from, found.own)) {
    // Only what was written here can be one's own.
    if (content.kind !== 'written') return { ...head, own: false, withheld: 'redaction_failed' }
    const { lang, text, attachments } = content.written
    const { delivery, deliveryCode: code } = message
    return { ...head, ...(delivery && { delivery, ...(code && { code }) }), own: true, lang, text, attachments }
  }
  if (!permit.categories.includes(DataCategory.NARRATIVE)) return { ...head, own: false, ...whyNot(permit) }
  if (policyReason !== undefined) return { ...head, own: false, withheld: policyReason }
  const redactFile = reading.redactFileOf(message.from)
  const adopting = { surrogates: texts.surrogates, from: message.from.hub }
  const masked =
    content.kind === 'received'
      ? await rebuilt(redactFile, content.masked, text => adopted(text, adopting))
      : await maskMessage(
          redactFile,
          content.written,
          knownOf(opened.held, texts.engine),
          texts,
          incriminatingFor(views, allowanceOf(permit), content.written),
        )
  if (masked === undefined) return { ...head, own: false, withheld: 'redaction_failed' }
  const state = content.kind === 'written' ? texts.reviews.of(withoutMarked(content.written))?.state : undefined
  const { lang, text, attachments } = masked
  const { terms } = content.kind === 'received' ? content : {}
  return { ...head, own: false, ...(terms && { terms }), ...(state && { review: state }), lang, text, attachments }
}

/** All of it was marked, for a reader who may not have what incriminates: as if it had never been written. */
function isSilent(
  message: SealedMessage,
  { found, opened, permit, views }: Pick<Reading, 'found' | 'opened' | 'permit' | 'views'>,
) {
  if (message.sealedTo !== null || isSame(message.from, found.own)) return false
  if (mayIncriminate(views, allowanceOf(permit))) return false
  const content = openMessage(opened.key, message)
  return (content.kind === 'written' ? withoutMarked(content.written) : content.masked.text) === ''
}

function whyNot({ withheld }: Permit): WithheldText {
  const line = withheld.find(({ category }) => category === DataCategory.NARRATIVE)
  return line?.silent ? {} : { withheld: line?.reason ?? 'outside_consent' }
}

/** For the log of access: what was shown, one's own as it was written, and of what was not, files among it, why. */
function loggedOf(shown: readonly Shown[], { withheld }: Permit, policyReason: string | undefined) {
  const others = shown.filter(message => !message.own)
  const own = shown.filter(message => message.own)
  const failed = others.some(message => 'withheld' in message && message.withheld === 'redaction_failed')
  const category = dataCategories.toEnum('narrative')
  return {
    categories: categoriesIn(own, others),
    withheld: [
      ...withheld
        .filter(line => line.category === category)
        .map(({ reason, silent }) => ({ category, reason, silent })),
      ...(failed ? [{ category, reason: 'redaction_failed', silent: false }] : []),
      ...[...new Set(others.flatMap(filesWithheld))].map(reason => ({ category, reason, silent: false })),
      ...(policyReason === undefined ? [] : [{ category, reason: policyReason, silent: false }]),
    ],
  }
}

const filesWithheld = (message: Shown): FileRefusal[] =>
  !message.own && 'attachments' in message ? withheldOf(message).map(({ reason }) => reason) : []

/** What one's own agency wrote is no disclosure to it, and is read all the same: the whole of it. */
function categoriesIn(own: readonly Shown[], others: readonly Shown[]): DataCategory[] {
  const files = own.some(message => 'attachments' in message && message.attachments.length > 0)
  const masked = others.some(message => 'text' in message) ? [DataCategory.NARRATIVE] : []
  return [...new Set([...masked, ...(own.length > 0 ? AS_WRITTEN : []), ...(files ? WHOLE : [])])]
}
