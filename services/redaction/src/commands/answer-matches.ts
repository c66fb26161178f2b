import type { Append } from '@amparo/asking'
import { Action, purposes, timestampFromDate } from '@amparo/contracts'
import { errors as cryptoErrors, type Evaluated, poprf } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { epochAt, epochEnd } from '../domain/matching/epoch.ts'
import type { KeyList } from '../domain/matching/key-list.ts'
import type { Refusal } from '../domain/matching/question.ts'
import { enterOnce } from '../ports/access-log.ts'
import type { Directory } from '../ports/directory.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { PermitToMatch } from '../ports/matching.ts'
import { endAsked, type WaitingAsked, waitingAsked } from '../store/match-asked.ts'
import { sealMatch, sendMatch } from './match-message.ts'
import { messages } from './messages.ts'
import type { isSetClosed, MatchSet, ownMatchSet } from './own-match-set.ts'
import { groundsOf, isFresh, spendPermit } from './permit.ts'
import type { PackageKey } from './seal-to-agency.ts'

export interface AnswerMatchesDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read' | 'statement'>
  readonly ownSet: ReturnType<typeof ownMatchSet>
  readonly isClosed: ReturnType<typeof isSetClosed>
  readonly permitToMatch: PermitToMatch
  readonly append: Append
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly matchKeys: KeyList
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

const AT_ONCE = 20

/** Answers what other hubs have asked, the oldest first. What cannot be answered now is tried again, until its epoch has ended. */
export const answerMatches =
  (deps: AnswerMatchesDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, hub, log } = deps
    for (const asked of await waitingAsked({ sql: store.statement }, hub, AT_ONCE)) {
      if (signal?.aborted) return
      const { questionId, from } = asked
      await answer(deps, asked).catch((error: unknown) =>
        messages['match.not-answered'](log, { questionId, fromHub: from.hub }, error),
      )
    }
  }

interface Made {
  readonly set: MatchSet
  readonly evaluated: Evaluated
  readonly permit: GivenPermit
}

async function answer(deps: AnswerMatchesDeps, asked: WaitingAsked): Promise<void> {
  const { store, now, newId, log } = deps
  const { questionId, from, epoch } = asked
  const at = now()
  const end = (state: 'answered' | 'refused' | 'lapsed', code: Refusal | null) => ({ questionId, state, code, at })
  const lapse = async (why: Refusal | null) => void (await store.run(tx => endAsked(tx, end('lapsed', why))))
  if (at >= epochEnd(epoch) && asked.code === null) return lapse(null)
  const certificate = (await deps.directory.recipientOf(from))?.envelope
  const isClosed = () => deps.isClosed({ peer: from.hub, epoch: asked.code === null ? epoch : epochAt(at) })
  const found = asked.code ?? (await evaluate(deps, asked))
  const made = (await isClosed()) ? CLOSED : found
  // An agency that is gone since is not answered, nor who asks a set that is closed; whether there was a question is in the log all the same.
  await enter(deps, asked, made, at)
  if (made === CLOSED) return lapse(asked.code)
  const code = typeof made === 'string' ? made : null
  if (certificate === undefined) return lapse(code)
  if (typeof made !== 'string') await spendPermit(deps, made.permit)
  const sealed = await sealMatch(bodyOf(deps, asked, made, at), certificate, deps.packageKey)
  // Also by whoever has said so while it was made, which for many people takes minutes.
  if (await isClosed()) return lapse(asked.code)
  const sent = await store.run(async tx => {
    if (!(await endAsked(tx, end(code === null ? 'answered' : 'refused', code)))) return false
    const expiresAt = code === null ? epochEnd(epoch) : new Date(at.getTime() + REFUSAL_KEPT_MS)
    sendMatch(tx, newId, { matchId: newId(), to: from, sealed, expiresAt, at })
    return true
  })
  if (sent) messages['match.answered'](log, { questionId, fromHub: from.hub, code: code ?? '' })
}

/**
 * Not said to whoever asks: it would tell that somebody who was in the set is not any more. As if this hub were away, so that nothing is refused
 * either.
 */
const CLOSED = 'match_set_closed'
type Outcome = Made | Refusal | typeof CLOSED

const REFUSAL_KEPT_MS = 24 * 3_600_000

async function evaluate(deps: AnswerMatchesDeps, asked: WaitingAsked): Promise<Made | Refusal> {
  const { questionId, reason, from: asker, to: answerer, epoch, elements } = asked
  const purpose = purposes.toEnum(asked.purpose)
  try {
    const permitted = () => deps.permitToMatch({ questionId, reason, purpose, asker, answerer, of: undefined })
    // Before the set is made, which may take longer than a permit lasts: for a hub that may not ask it is not.
    const first = await permitted()
    if ('denial' in first) return 'match_not_permitted'
    const set = await deps.ownSet({ peer: asker.hub, epoch })
    const evaluated = poprf(set.info).evaluateBlinded(set.key, elements)
    const decision = isFresh(first.permit, deps.now()) ? first : await permitted()
    return 'denial' in decision ? 'match_not_permitted' : { set, evaluated, permit: decision.permit }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'match_set_too_large') return 'match_set_too_large'
    if (error.code === cryptoErrors.evaluation_refused().code) return 'match_not_permitted'
    throw error
  }
}

/** Under one id, however often it is tried. */
function enter(deps: AnswerMatchesDeps, asked: WaitingAsked, made: Outcome, at: Date): Promise<void> {
  const { entryId, questionId: referralId, from: agency, to: recipient, caseHash, elements } = asked
  return enterOnce(deps.append, {
    ...{ entryId, action: Action.MATCH_EVALUATED, referralId, agency, recipient },
    caseHash: caseHash.toString('hex'),
    ...(typeof made === 'string' ? { purpose: purposes.toEnum(asked.purpose) } : groundsOf(made.permit)),
    ...{ code: typeof made === 'string' ? made : String(elements.length), occurredAt: timestampFromDate(at) },
  })
}

function bodyOf({ matchKeys }: AnswerMatchesDeps, asked: WaitingAsked, made: Made | Refusal, at: Date) {
  const { questionId, from: to, to: from, epoch, setHash } = asked
  const ids = { questionId, from, to, epoch, keysHash: matchKeys.hash, answeredAt: timestampFromDate(at) }
  const expiresAt = timestampFromDate(epochEnd(epoch))
  if (typeof made === 'string') return { case: 'answer' as const, value: { ...ids, code: made } }
  const { set, evaluated } = made
  return {
    case: 'answer' as const,
    value: {
      ...{ ...ids, expiresAt, publicKey: set.key.publicKey, elements: [...evaluated.elements], proof: evaluated.proof },
      ...{ setSha256: set.sha256, set: setHash === set.sha256 ? new Uint8Array() : set.entries },
    },
  }
}
