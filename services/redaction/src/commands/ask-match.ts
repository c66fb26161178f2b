import { hash, randomBytes } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, denialError, purposes, timestampFromDate } from '@amparo/contracts'
import { poprf, type SigningKey } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Replay, Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Held } from '../domain/held.ts'
import { epochAt, epochEnd, publicInput } from '../domain/matching/epoch.ts'
import type { KeyList } from '../domain/matching/key-list.ts'
import { type MatchText, matchTextsOf } from '../domain/matching/match-texts.ts'
import {
  ELEMENTS,
  isOverQuota,
  type MATCH_REASONS,
  type MatchQuestion,
  type MatchQuota,
} from '../domain/matching/question.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import { refusalOf } from '../ports/given-permit.ts'
import type { PermitToMatch } from '../ports/matching.ts'
import { attestationOf } from '../queries/attestation.ts'
import { refuseSearching } from '../queries/enforcement.ts'
import type { OpenHeld } from '../queries/open-held.ts'
import { isInCompartment, type Protocols } from '../queries/protocol-rules.ts'
import { isExcluded, type Reading } from '../store/excluded.ts'
import { addQuestion, askedLately, holdQuestions, type MatchSecret } from '../store/match-questions.ts'
import { findPeerSet } from '../store/match-sets.ts'
import { findShare, type Share } from '../store/shares.ts'
import type { Custodian } from './custody.ts'
import { isStillHeld } from './hold-current.ts'
import { sealMatch, sendMatch } from './match-message.ts'
import { messages } from './messages.ts'
import { refuseRestricted } from './open-case.ts'
import { groundsOf, spendPermit } from './permit.ts'
import type { PackageKey } from './seal-to-agency.ts'

export interface AskMatchDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly openHeld: OpenHeld
  readonly forms: Protocols
  readonly directory: Directory
  readonly permitToMatch: PermitToMatch
  readonly sign: SigningKey
  readonly append: Append
  readonly packageKey: PackageKey
  readonly matchKeys: KeyList
  readonly matchQuota: MatchQuota
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface AskMatch {
  readonly subjectRef: string
  readonly to: Party
  readonly purpose: string
  readonly reason: (typeof MATCH_REASONS)[number]
  readonly reference: string
  readonly caller: Custodian & { readonly token: string }
  readonly correlationId: string
}

/**
 * Asks another hub whether it knows a person of this one, without telling it who. In the access log before anything leaves. Throws
 * `not_found` for whom no agency of the hub has, or who is in a compartment or excludes the one who asks; the denial's code; `match_nothing_to_ask`; `match_quota_reached`; `record_changed`.
 */
export const askMatch =
  (deps: AskMatchDeps) =>
  async (asked: AskMatch, replay: Replay): Promise<MatchQuestion> => {
    const { hub, store, now, newId, directory, log } = deps
    const { caller, to, reason, reference, subjectRef } = asked
    const share = await personAsked(deps, asked, await refuseSearching(deps, caller))
    const opened = await deps.openHeld(share.subjectId)
    const { key, held } = opened
    if (held.kind !== 'form') throw denialError('onward_not_permitted')
    const texts = matchTextsOf(held.form, deps.matchKeys).slice(0, ELEMENTS)
    if (texts.length === 0) throw errors.match_nothing_to_ask()
    const at = now()
    if (isOverQuota(deps.matchQuota, await store.read(reader => askedLately(reader, to.hub, at))))
      throw errors.match_quota_reached()
    const certificate = (await directory.recipientOf(to))?.envelope
    if (certificate === undefined) throw denialError('recipient_unknown')
    const questionId = newId()
    const permit = await permitted(deps, { ...asked, questionId, share, held })
    const question: MatchQuestion = {
      ...{ questionId, subjectId: share.subjectId, shareId: share.shareId, agencyId: caller.agency, to, reason },
      ...{ askedBy: caller.user, purpose: asked.purpose, reference, epoch: epochAt(at), keysHash: deps.matchKeys.hash },
      ...{ state: 'asked', code: null, matched: null, askedAt: at, dueAt: epochEnd(epochAt(at)), answeredAt: null },
    }
    const from = { hub, agencyId: caller.agency }
    const caseSalt = randomBytes(16)
    const caseHash = caseHashOf(caseSalt, reference)
    await deps.append({
      ...{ entryId: newId(), action: Action.MATCH_ASKED, code: `${reason}:${reference}`, referralId: questionId },
      ...{ subjectRef, recipient: to, agency: from, userId: caller.user, authentication: caller.acr },
      ...{ ...groundsOf(permit), caseHash: caseHash.toString('hex'), occurredAt: timestampFromDate(at) },
    })
    await spendPermit(deps, permit)
    const secret = blinded(texts, publicInput(hub, to.hub, question.epoch))
    const known = await store.read(reader => findPeerSet(reader, { peer: to.hub, epoch: question.epoch }))
    const body = bodyOf(question, { from, secret, caseHash, setSha256: known?.sha256 ?? '' })
    const sealed = await sealMatch(body, certificate, deps.packageKey)
    const stored = await store.run(async tx => {
      await holdQuestions(tx, to.hub)
      if (isOverQuota(deps.matchQuota, await askedLately(tx, to.hub, at))) throw errors.match_quota_reached()
      // What was decided is of what was held then: by now they may fear that state.
      if (!(await isStillHeld(tx, { ...opened, subjectId: share.subjectId }))) throw errors.record_changed()
      await addQuestion(tx, question, { secret, caseSalt, key })
      sendMatch(tx, newId, { matchId: questionId, to, sealed, expiresAt: question.dueAt, at })
      return question
    }, replay)
    const line = { questionId: stored.questionId, toHub: to.hub, agencyId: caller.agency, userId: caller.user }
    messages['match.asked'](log, { ...line, code: reason, correlationId: asked.correlationId })
    return stored
  }

/** By a name that an agency of this hub has for the person. */
async function personAsked(
  { hub, store, forms }: AskMatchDeps,
  { subjectRef, caller }: Pick<AskMatch, 'subjectRef' | 'caller'>,
  reading: Reading,
): Promise<Share> {
  const share = await store.read(async reader => {
    const found = await findShare(reader, subjectRef)
    if (found === undefined || found.agency.hub !== hub) return undefined
    if (await isExcluded(reader, found.subjectId, reading)) return undefined
    return (await isInCompartment(forms, reader, found.subjectId)) ? undefined : found
  })
  if (share === undefined) throw httpErrors.not_found()
  await refuseRestricted(store, share.subjectId, { hub, agencyId: caller.agency })
  return share
}

type Permitted = AskMatch & { readonly questionId: string; readonly share: Share; readonly held: Held }

async function permitted({ hub, permitToMatch, sign, now, newId }: AskMatchDeps, asked: Permitted) {
  const { questionId, share, held, caller, to, reason } = asked
  const { token, user: userId } = caller
  const about = { share, held, userId, nonce: newId(), recipientHub: to.hub, ownHub: hub }
  const decision = await permitToMatch({
    ...{ questionId, reason, purpose: purposes.toEnum(asked.purpose), answerer: to },
    asker: { hub, agencyId: caller.agency },
    of: { token, userId, subjectId: share.subjectId, attestation: attestationOf(about, sign, now()) },
  })
  if ('denial' in decision) throw refusalOf(decision)
  return decision.permit
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Made up to a fixed number with random texts, which nobody has: how many keys are known of the person is not told. */
function blinded(texts: readonly MatchText[], info: Uint8Array): MatchSecret {
  const suite = poprf(info)
  const all = Array.from({ length: ELEMENTS }, (_, index) => {
    const own = texts[index]
    const bytes = own === undefined ? randomBytes(32) : Buffer.from(own.text, 'utf8')
    const { blind, element } = suite.blind(bytes)
    return { key: own?.key ?? null, text: base64(bytes), blind: base64(blind), element: base64(element) }
  })
  return { elements: all }
}

/** Salted: numbers of matters can be guessed. */
const caseHashOf = (salt: Buffer, reference: string): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(reference, 'utf8')]), 'buffer')

interface Sealing {
  readonly from: Party
  readonly secret: MatchSecret
  readonly caseHash: Buffer
  /** Of the set that this hub has of the epoch already. */
  readonly setSha256: string
}

const bodyOf = (q: MatchQuestion, { from, secret, caseHash, setSha256 }: Sealing) => ({
  case: 'question' as const,
  value: {
    ...{ questionId: q.questionId, from, to: q.to, epoch: q.epoch, keysHash: q.keysHash, reason: q.reason },
    ...{ askedAt: timestampFromDate(q.askedAt), expiresAt: timestampFromDate(q.dueAt) },
    ...{ purpose: purposes.toEnum(q.purpose), setSha256 },
    caseHash: new Uint8Array(caseHash),
    elements: secret.elements.map(({ element }) => new Uint8Array(Buffer.from(element, 'base64'))),
  },
})
