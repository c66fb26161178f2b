import type { Caller } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import {
  type Answer,
  cannotSpeak,
  isAnswered,
  maySpeak,
  type Recall,
  type RetainingBasis,
  type RetainingReason,
} from '../domain/recall.ts'
import type { Directory } from '../ports/directory.ts'
import { findRecall, lockRecall, saveSaid } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { destroyUnlessRetained, settleIfAnswered } from './settle-recall.ts'

export interface AnswerRecall {
  readonly recallId: string
  readonly answer: Answer
  readonly basis?: RetainingBasis | undefined
  readonly reason?: RetainingReason | undefined
  readonly caller: Pick<Caller, 'user' | 'agency'>
  readonly replay: Replay
}

/**
 * A holder says what it has done. What came from another hub and is to be destroyed is so once redaction has destroyed it, when nobody of this
 * hub to whom it passed the person on retains it; an order that stands against that is its answer then. Throws recall_not_found for whoever is
 * not the holder, recall_answered.
 */
export const answerRecall =
  (deps: Deps & { readonly directory: Pick<Directory, 'findParty'> }) =>
  async (command: AnswerRecall): Promise<Recall> => {
    const { recallId, caller, replay } = command
    const { store, hub, log, now } = deps
    const known = await store.read(reader => findRecall(reader, recallId))
    if (known === undefined) throw errors.recall_not_found()
    const holderCannot = known.holder.hub === hub && cannotSpeak(await deps.directory.findParty(known.holder))
    const by = { hub, agencyId: caller.agency }
    if (!maySpeak(by, known, holderCannot)) throw errors.recall_not_found()
    const recall = await store.run(async tx => {
      const found = await lockRecall(tx, recallId)
      if (found === undefined) throw errors.recall_not_found()
      if (isAnswered(found) || found.said !== undefined || found.state === 'destroying') throw errors.recall_answered()
      await say(deps, tx, found, command, now())
      const next = await findRecall(tx, recallId)
      if (next === undefined) throw errors.recall_not_found()
      return next
    }, replay)
    messages['recall.said'](log, { recallId, agencyId: caller.agency, code: command.answer })
    return recall
  }

async function say(deps: Deps, tx: Transaction, recall: Recall, command: AnswerRecall, at: Date): Promise<void> {
  const { recallId, from } = recall
  const { answer, basis, reason, caller } = command
  const said = { answer, at, ...(answer === 'retained' && { basis, reason }) }
  const destroying = answer === 'destroyed' && from.hub !== deps.hub
  await saveSaid(tx, { recallId, said, by: caller.user, destroying })
  if (destroying) return destroyUnlessRetained(deps, tx, recallId, at)
  await settleIfAnswered(deps, tx, recallId, at)
}
