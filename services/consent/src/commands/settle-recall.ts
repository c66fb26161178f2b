import type { Transaction } from '@amparo/store'
import { answerOf, isAnswered, onwardOf } from '../domain/recall.ts'
import { answerBody } from '../ports/hub-statement.ts'
import { lockRecall, onwardRecalls, settleRecall } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { sayToHub, tellAgency } from './say-to-hub.ts'

/**
 * Once a holder of this hub has spoken, and everybody to whom it passed the person on, its answer counts: it is signed for the hub that
 * recalled, and whoever waits for this holder may be settled by it.
 */
export async function settleIfAnswered(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  recallId: string,
  at: Date,
): Promise<void> {
  const recall = await lockRecall(tx, recallId)
  if (recall === undefined || isAnswered(recall)) return
  const children = await onwardRecalls(tx, recallId)
  const answer = answerOf(recall, children)
  if (answer === undefined) return
  const onward = onwardOf(children)
  const statementId = await sayToHub(
    deps,
    tx,
    { toHub: recall.from.hub, at },
    answerBody(recall, { answer, onward, at }),
  )
  await settleRecall(tx, { recallId, answer, onward, at, statementId })
  await answered(deps, tx, { ...recall, at })
}

/** Who sent the referral hears of it, if it is of this hub; and so does whoever waited for it. */
export async function answered(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  recall: { readonly referralId: string; readonly from: { readonly hub: string; readonly agencyId: string } } & {
    readonly parentId: string | undefined
    readonly at: Date
  },
): Promise<void> {
  const { referralId, from, parentId, at } = recall
  if (from.hub === deps.hub) tellAgency(deps, tx, { agencyId: from.agencyId, referralId, what: 'recall-answered', at })
  if (parentId !== undefined) await settleIfAnswered(deps, tx, parentId, at)
}
