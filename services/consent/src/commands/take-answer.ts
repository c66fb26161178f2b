import { HolderAnswer, type RecallAnswer, timestampDate } from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { isSameAgency } from '../domain/agency.ts'
import { isAnswered, type OnwardHolder, RETAINING_BASES, RETAINING_REASONS, type Said } from '../domain/recall.ts'
import { wires } from '../ports/codes.ts'
import { answerIn, partyIn, type StatedBy } from '../ports/hub-statement.ts'
import { lockRecall, settleRecall, stopViews } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { answered } from './settle-recall.ts'

/** What the hub of a holder has signed of it. Only that hub is heard, and its final word once. */
export async function takeAnswer(
  deps: Pick<Deps, 'hub' | 'newId' | 'log' | 'now'>,
  tx: Transaction,
  { statementId, fromHub }: StatedBy,
  message: RecallAnswer,
): Promise<void> {
  const { recallId } = message
  const recall = isUuid(recallId) ? await lockRecall(tx, recallId) : undefined
  const holder = partyIn(message.holder)
  const isTheirs = recall?.holder.hub === fromHub && holder !== undefined && isSameAgency(recall.holder, holder)
  const said = saidIn(message)
  const onward = onwardIn(message)
  const isInterim = message.answer === HolderAnswer.VIEWS_STOPPED
  if (recall === undefined || !isTheirs || onward === undefined || (said === undefined && !isInterim)) {
    messages['statement.refused'](deps.log, { statementId, fromHub })
    return
  }
  const at = deps.now()
  if (isAnswered(recall)) return
  if (said === undefined) return stopViews(tx, recallId, at)
  await settleRecall(tx, { recallId, answer: said.answer, onward, at, statementId, said })
  await answered(deps, tx, { ...recall, at })
}

function saidIn({ answer, basis, reason, answeredAt }: RecallAnswer): Said | undefined {
  const code = answerIn(answer)
  if (code === undefined || answeredAt === undefined) return undefined
  const at = timestampDate(answeredAt)
  if (code !== 'retained') return { answer: code, at }
  const under = RETAINING_BASES.find(known => known === wires.basis.read(basis))
  const why = RETAINING_REASONS.find(known => known === reason)
  return under === undefined || why === undefined ? undefined : { answer: code, basis: under, reason: why, at }
}

/** Undefined if one of them cannot be read: a list is not made shorter. */
function onwardIn({ onward }: RecallAnswer): OnwardHolder[] | undefined {
  const read = onward.flatMap(({ holder, answer }) => {
    const [ref, code] = [partyIn(holder), answerIn(answer)]
    return ref === undefined || code === undefined ? [] : [{ ...ref, answer: code }]
  })
  return read.length === onward.length ? read : undefined
}
