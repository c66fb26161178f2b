import { destructionAsked, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { answerOf, isAnswered, onwardOf, retainsWithin } from '../domain/recall.ts'
import { answerBody } from '../ports/hub-statement.ts'
import { keepHeld, lockRecall, onwardRecalls, settleRecall } from '../store/recalls.ts'
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

/**
 * What a holder wants destroyed lies in this hub once, also for those of it to whom it passed the person on, with what they wrote themselves. So
 * it is destroyed once each of them has answered; if one retains it, it stays, and what the holder said counts as stopped.
 */
export async function destroyUnlessRetained(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  recallId: string,
  at: Date,
): Promise<void> {
  const recall = await lockRecall(tx, recallId)
  if (recall?.state !== 'destroying') return
  const here = (await onwardRecalls(tx, recallId)).filter(({ holder }) => holder.hub === deps.hub)
  if (!here.every(isAnswered)) return
  if (retainsWithin(deps.hub, here)) {
    await keepHeld(tx, recallId)
    return settleIfAnswered(deps, tx, recallId, at)
  }
  const { referralId, from } = recall
  const id = deps.newId()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: at, correlationId: recallId }
  tx.emit(encode(destructionAsked, { recallId, referralId, fromHub: from.hub }, meta))
}

/** Who sent the referral hears of it, if it is of this hub; and so does whoever waited for it. */
export async function answered(
  deps: Pick<Deps, 'hub' | 'newId'>,
  tx: Transaction,
  recall: { readonly referralId: string; readonly from: AgencyRef; readonly holder: AgencyRef } & {
    readonly parentId: string | undefined
    readonly at: Date
  },
): Promise<void> {
  const { referralId, from, holder, parentId, at } = recall
  if (from.hub === deps.hub) tellAgency(deps, tx, { agencyId: from.agencyId, referralId, what: 'recall-answered', at })
  if (parentId === undefined) return
  // Each of them once: after the last one of this hub it is asked for, and by none of another hub again.
  if (holder.hub === deps.hub) await destroyUnlessRetained(deps, tx, parentId, at)
  await settleIfAnswered(deps, tx, parentId, at)
}
