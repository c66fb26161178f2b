import type { Append } from '@amparo/asking'
import {
  Action,
  agencyTypes,
  DataCategory,
  denialError,
  encode,
  messageBuilt,
  messageStored,
  type Permit,
  timestampFromDate,
} from '@amparo/contracts'
import type { Replay, Transaction } from '@amparo/store'
import type { Engine, Surrogates } from '@amparo/text'
import { errors } from '../domain/errors.ts'
import { isKeptFrom, isToldOf } from '../domain/incriminating.ts'
import { knownOf } from '../domain/known-of.ts'
import { type FileRefusal, type MaskedText, type WrittenText, withheldOf } from '../domain/message.ts'
import { withoutMarked } from '../domain/passages.ts'
import { textsBy } from '../domain/redactor.ts'
import { type Profile, profileFor, type ViewPolicy, withheldBecause } from '../domain/view-policy.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { RedactFileOf } from '../ports/documents.ts'
import type { ExpiryOf } from '../ports/expiry.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { OpenedHeld, OpenHeld } from '../queries/open-held.ts'
import { addMessage } from '../store/messages.ts'
import { getOrAddRedaction } from '../store/redactions.ts'
import { mayLeave } from '../store/restrictions.ts'
import { alike, allowanceOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { demandSaid } from './demand-said.ts'
import { type DemandUseDeps, demandUse, hashesOf } from './demand-use.ts'
import { type Place, type ReviewingDeps, redactionIn } from './keep-waiting.ts'
import { incriminatingFor, maskMessage, unsafeFile, WITH_ALL } from './mask-message.ts'
import { checkSize, messageForm } from './message-form.ts'
import { messages } from './messages.ts'
import { checkRoom, type OpenCase, type OpenCaseDeps, openCase, refuseAbroad } from './open-case.ts'
import { groundsOf, spendPermit, stillGiven } from './permit.ts'
import { type RefuseMalwareDeps, refuseMalware } from './refuse-malware.ts'
import { type BuiltMessage, sealMessage } from './seal-message.ts'
import type { PackageKey } from './seal-to-agency.ts'
import { type SentForm, type TakeFormDeps, takeForm, useForm } from './take-form.ts'
import { withSurrogates } from './with-surrogates.ts'

export interface WriteMessageDeps
  extends TakeFormDeps,
    AskPermitDeps,
    OpenCaseDeps,
    ReviewingDeps,
    DemandUseDeps,
    RefuseMalwareDeps {
  readonly engine: Engine
  readonly store: TakeFormDeps['store']
  readonly openHeld: OpenHeld
  readonly append: Append
  readonly redactFileOf: RedactFileOf
  readonly views: ViewPolicy
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly expiryOf: ExpiryOf
}

export interface Written {
  readonly messageId: string
  /** Attachments that the other agency will not see, by their place; one that waits for a reviewer, with what it is called there. */
  readonly withheld: readonly { readonly file: number; readonly reason: FileRefusal; readonly redactionId?: string }[]
}

/**
 * One agency of a referral writes to the other. It is kept as it was written, under the person's key; the other agency reads it
 * masked. To another hub it goes masked, on a permit and after its entry in the log, and what may not go is not kept either, nor what may
 * not go yet (`identity_restricted`).
 */
export const writeMessage = (deps: WriteMessageDeps) => {
  const { hub, store, now, newId, log } = deps
  const take = takeForm(deps, 'POST /messages', messageForm)
  const find = openCase(deps)
  return async (sent: SentForm, replay: Replay): Promise<Written> => {
    const { caller, correlationId } = sent
    const form = await take(sent, replay)
    const { referralId, ...written } = form.data
    checkSize(written)
    const found = await find(caller, referralId)
    checkRoom(found)
    const { own, other, share } = found
    if (other.hub !== hub) await refuseAbroad(store, share.subjectId)
    const use = other.hub === hub ? 'pass-to-other-agency' : 'pass-to-other-state'
    await demandUse(deps, { caller, sha256: hashesOf(written), use, to: other, subjectRef: share.shareId })
    const opened = await deps.openHeld(share.subjectId)
    const permitted = () => permitFor(deps, { found, opened, sent })
    const permit = other.hub === hub ? undefined : await permitted()
    await demandSaidOfFiles(deps, { written, other, permit })
    // Whoever wrote it reads its files as they came, and so do their colleagues and who reviews them.
    const files = written.attachments.map(({ base64 }) => base64)
    await refuseMalware(deps, { agencyId: own.agencyId, files })
    // Now, so that whoever writes hears of it, and not whoever waits for the text.
    const profile = profileOf(deps.views, permit)
    const { reviewsFor } = await deps.findReviews(share.subjectId, opened.key)
    const inForce = reviewsFor(profile, deps.views.hash)
    const mask = (surrogates?: Surrogates) => {
      const texts = {
        ...textsBy(deps.engine, deps.views.texts.profiles[profile], inForce, surrogates),
        abroad: permit !== undefined,
      }
      const incriminating = permit ? incriminatingFor(deps.views, allowanceOf(permit), written) : WITH_ALL
      return maskMessage(deps.redactFileOf(own), written, knownOf(opened.held, deps.engine), texts, incriminating)
    }
    const reader = { subjectId: share.subjectId, agency: other, referralId }
    // What is masked only to see whether it can be is shown to nobody: no word of it is kept.
    const masked = await (permit ? withSurrogates(store, reader, opened.key, mask) : mask())
    if (masked === undefined) throw errors.message_not_redactable()
    // All of it was marked: for who reads there, there is no message.
    if (masked.text === '') throw errors.message_not_permitted()
    // Whoever does not read what incriminates hears nothing of it either: all other gaps have a reason.
    const unheard = permit === undefined && withoutMarked(written) === '' && !(await hears(deps, other))
    const at = now()
    const message = { messageId: newId(), referralId, from: own, to: other, writtenAt: at }
    const standing = permit && (await stillGiven(deps, permit, async () => alike(await permitted(), permit)))
    const built = standing && (await build(deps, { found, sent, message, masked, permit: standing }))
    if (built === undefined) await logWriting(deps, { found, sent, at })
    const answered = await store.run(async tx => {
      await useForm(tx, form, at)
      // One agency alone may open the person since.
      if (built && !(await mayLeave(tx, share.subjectId))) throw errors.identity_restricted()
      const kept = { ...message, subjectId: share.subjectId, delivery: built === undefined ? null : ('sent' as const) }
      await addMessage(tx, kept, { kind: 'written', user: caller.user, written }, opened.key)
      const meta = { id: newId(), aggregateId: message.messageId, aggregateVersion: 1, occurredAt: at, correlationId }
      const { messageId, from, to } = message
      if (!unheard) tx.emit(encode(messageStored, { messageId, referralId, from, to }, meta))
      if (built) tx.emit(encode(messageBuilt, built, { ...meta, id: newId(), aggregateVersion: 2 }))
      const place = { subjectId: share.subjectId, referralId, protocol: found.standing }
      return { messageId, withheld: await waiting(deps, tx, { place, masked, messageId, profile, by: own }) }
    }, replay)
    messages['message.written'](log, {
      messageId: message.messageId,
      referralId,
      agencyId: own.agencyId,
      correlationId,
    })
    return answered
  }
}

/** What is not shown, and what of it waits for a person to look at it. */
async function waiting(
  deps: WriteMessageDeps,
  tx: Transaction,
  { place, masked, messageId: sourceId, profile, by }: Withheld,
): Promise<Written['withheld']> {
  const lines: Written['withheld'][number][] = []
  for (const { file, reason } of withheldOf(masked)) {
    const [text] = unsafeFile({ sourceId, by, file, reason }, profile)
    const redactionId = text && (await getOrAddRedaction(tx, redactionIn(deps, place, text)))
    lines.push({ file, reason, ...(redactionId && { redactionId }) })
  }
  return lines
}

interface Withheld {
  readonly place: Place
  readonly masked: MaskedText
  readonly messageId: string
  readonly profile: Profile
  readonly by: Party
}

interface Writing {
  readonly found: OpenCase
  readonly sent: SentForm
  readonly at: Date
}

/** What leaves, on what, and under whose key alone. */
interface Leaving {
  readonly permit: GivenPermit
  readonly built: BuiltMessage
  readonly code: string | undefined
}

/** Where nothing leaves by it: what stands in the vault stands in the log. */
const logWriting = (deps: WriteMessageDeps, { found, sent, at }: Writing, leaving?: Leaving) =>
  deps.append({
    ...(leaving && {
      ...{ ...groundsOf(leaving.permit), viewPolicyHash: deps.views.hash, categories: [DataCategory.NARRATIVE] },
      ...{ packageId: leaving.built.messageId, packageHash: leaving.built.sha256 },
      ...(leaving.code && { code: leaving.code }),
    }),
    entryId: deps.newId(),
    action: Action.MESSAGE_WRITTEN,
    userId: sent.caller.user,
    agency: found.own,
    authentication: sent.caller.acr,
    referralId: found.standing.referralId,
    subjectRef: found.share.shareId,
    recipient: found.other,
    occurredAt: timestampFromDate(at),
  })

/** What another hub may be told. Throws `message_not_permitted` where that is no text. */
async function permitFor(
  deps: WriteMessageDeps,
  { found, sent, opened }: Omit<Writing, 'at'> & { readonly opened: OpenedHeld },
): Promise<GivenPermit> {
  const asked = { occasion: 'package', sender: found.own, recipient: found.other, held: opened.held } as const
  const permit = await askPermit(deps, found, { ...asked, caller: sent.caller, correlationId: sent.correlationId })
  // A text that nobody there may read does not go there.
  const unseen = withheldBecause(deps.views, allowanceOf(permit).disclosure, 'narrative', 'messages')
  if (!permit.categories.includes(DataCategory.NARRATIVE) || unseen) throw errors.message_not_permitted()
  return permit
}

interface Saying {
  readonly written: WrittenText
  readonly other: Party
  readonly permit: GivenPermit | undefined
}

/**
 * In files nothing can be marked: to police and prosecution they go where their sender says that nothing in them incriminates, or that the
 * person agreed; within the hub whether that holds is asked when they are read. Throws file_may_incriminate.
 */
async function demandSaidOfFiles(deps: WriteMessageDeps, { written, other, permit }: Saying): Promise<void> {
  if (written.attachments.length === 0 || written.incriminating === 'nothing') return
  if (permit) return demandSaid(permit, written.incriminating)
  if (written.incriminating === undefined && (await isKept(deps, other))) throw errors.file_may_incriminate()
}

/** From whom what incriminates the person is kept. An agency of which nothing is known is none that may read. */
async function isKept(deps: WriteMessageDeps, other: Party): Promise<boolean> {
  const reader = await readerIn(deps, other)
  return reader !== undefined && isKeptFrom({ reader })
}

async function hears(deps: WriteMessageDeps, other: Party): Promise<boolean> {
  const reader = await readerIn(deps, other)
  return reader !== undefined && isToldOf(deps.views, reader)
}

async function readerIn({ directory }: WriteMessageDeps, agency: Party) {
  const type = await directory.agencyType(agency)
  return type === undefined ? undefined : agencyTypes.toCode(type)
}

/** Within the hub a text is masked for its reader when it is read; here it is seen only whether it can be. */
function profileOf(views: ViewPolicy, permit: Permit | undefined): Profile {
  if (permit === undefined) return 'assistance'
  const { disclosure, categories } = allowanceOf(permit)
  return profileFor(views, disclosure, categories)
}

interface Building extends Omit<Writing, 'at'> {
  readonly message: { messageId: string; referralId: string; from: Party; to: Party; writtenAt: Date }
  readonly masked: MaskedText
  readonly permit: GivenPermit
}

/** For another hub: signed and encrypted to the other agency, then logged. Throws before anything has left. */
async function build(deps: WriteMessageDeps, building: Building): Promise<BuiltMessage> {
  const { found, sent, message, masked, permit } = building
  const recipient = await deps.directory.recipientOf(found.other)
  if (recipient === undefined) throw denialError('recipient_unknown')
  const ids = { ...message, expiresAt: deps.expiryOf(message.writtenAt) }
  const { built, code } = await sealMessage(deps.packageKey, { ids, said: { masked }, permit, recipient })
  await spendPermit(deps, permit)
  await logWriting(deps, { found, sent, at: message.writtenAt }, { permit, built, code })
  return built
}
