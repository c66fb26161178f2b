import { hash } from 'node:crypto'
import type { Append } from '@amparo/asking'
import { Action, type MatchAnswer, timestampFromDate } from '@amparo/contracts'
import { poprf } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import { type Store, storeErrors, type Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { publicInput } from '../domain/matching/epoch.ts'
import { isSet, membersOf } from '../domain/matching/match-set.ts'
import { isRefusal } from '../domain/matching/question.ts'
import type { DataKeys } from '../store/data-keys.ts'
import {
  endQuestion,
  findWaiting,
  type MatchEnd,
  type MatchSecret,
  openSecret,
  type WaitingQuestion,
} from '../store/match-questions.ts'
import { findPeerSet, keepPeerSet, type PeerSet } from '../store/match-sets.ts'

interface Deps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly keys: Pick<DataKeys, 'get'>
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

export interface TakenAnswer {
  readonly questionId: string
  readonly toHub: string
  /** hit, no_hit, or why it is neither. */
  readonly code: string
  /** False if it had ended meanwhile. */
  readonly keep: (tx: Transaction) => Promise<boolean>
}

/**
 * What another hub answers: by its proof and its set a hit or none, which is in the access log before a custodian sees it. Undefined where
 * nobody waits for it. One that is not proven, or not made with the key and set of its epoch, is no answer, and is said to be none.
 */
export const takeAnswer =
  (deps: Deps) =>
  async (answer: MatchAnswer, fromHub: string): Promise<TakenAnswer | undefined> => {
    const { hub, store, append, now, newId } = deps
    const question = await store.read(reader => findWaiting(reader, answer.questionId))
    if (question === undefined || !isOf(answer, question, { fromHub, hub })) return undefined
    const at = now()
    if (at >= question.dueAt) return undefined
    const found = await resultOf(deps, question, answer)
    const { questionId, shareId: subjectRef, to, agencyId } = question
    await append({
      ...{ entryId: newId(), action: Action.MATCH_RESULT, referralId: questionId, subjectRef, recipient: to },
      ...{ code: found.code, agency: { hub, agencyId }, occurredAt: timestampFromDate(at) },
    })
    const keep = async (tx: Transaction): Promise<boolean> => {
      // Another answer was quicker, with another set: it is held against that one when it comes again.
      if (found.set !== undefined && !(await keepPeerSet(tx, found.set, at))) throw storeErrors.database_unavailable()
      return endQuestion(tx, { questionId, at, ...found.end })
    }
    return { questionId, toHub: to.hub, code: found.code, keep }
  }

function isOf(answer: MatchAnswer, question: WaitingQuestion, { fromHub, hub }: { fromHub: string; hub: string }) {
  const { from, to, epoch, keysHash, code } = answer
  return (
    question.to.hub === fromHub &&
    from?.agencyId === question.to.agencyId &&
    to?.hub === hub &&
    to.agencyId === question.agencyId &&
    // A refusal may be just that: that the other hub has another list, or another day.
    (code !== '' || (epoch === question.epoch && keysHash === question.keysHash))
  )
}

interface Result {
  readonly code: string
  readonly end: Pick<MatchEnd, 'state' | 'code' | 'matched'>
  /** Of the epoch, where it is to be kept. */
  readonly set?: PeerSet
}

const refused = (code: string): Result => ({ code, end: { state: 'refused', code, matched: null } })

async function resultOf(deps: Deps, question: WaitingQuestion, answer: MatchAnswer): Promise<Result> {
  // A code that a newer hub knows is a refusal all the same; it is not told in that hub's words.
  if (answer.code !== '') return refused(isRefusal(answer.code) ? answer.code : 'match_not_permitted')
  try {
    const set = await setOf(deps, question, answer)
    const { elements } = openSecret(question, await deps.keys.get(question.subjectId))
    const matched = matchedBy({ elements }, answer, set, publicInput(deps.hub, question.to.hub, question.epoch))
    const code = matched.length > 0 ? 'hit' : 'no_hit'
    return { code, end: { state: 'answered', code: null, matched }, set }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
    return refused(error.code)
  }
}

/** The set of the epoch, the first time or as it is known: under one key, and the same for whatever is asked. Throws match_answer_differs. */
async function setOf({ store }: Deps, { to, epoch }: WaitingQuestion, answer: MatchAnswer): Promise<PeerSet> {
  const known = await store.read(reader => findPeerSet(reader, { peer: to.hub, epoch }))
  const { publicKey, setSha256: sha256, set: entries } = answer
  if (known !== undefined) {
    if (known.sha256 !== sha256 || !known.publicKey.equals(publicKey)) throw errors.match_answer_differs()
    return known
  }
  if (hash('sha256', entries, 'hex') !== sha256 || !isSet(entries)) throw errors.match_answer_differs()
  return { peer: to.hub, epoch, publicKey: Buffer.from(publicKey), sha256, entries: Buffer.from(entries) }
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** By which keys the person is in the set. Throws evaluation_refused. */
function matchedBy({ elements }: MatchSecret, answer: MatchAnswer, set: PeerSet, info: Uint8Array): string[] {
  const outputs = poprf(info).finish(
    elements.map(({ text }) => bytes(text)),
    elements.map(({ blind, element }) => ({ blind: bytes(blind), element: bytes(element) })),
    { elements: answer.elements, proof: answer.proof },
    set.publicKey,
  )
  const isMember = membersOf(set.entries)
  // Of a made-up one nothing is told, should it ever agree.
  const keys = elements.flatMap(({ key }, index) => {
    const output = outputs[index]
    return key !== null && output !== undefined && isMember(output) ? [key] : []
  })
  return [...new Set(keys)]
}
