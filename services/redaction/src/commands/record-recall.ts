import type { Clock, NewId } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import { RETAINED_ON } from '../domain/erasure.ts'
import type { Delivery } from '../store/messages.ts'
import { settleRecall } from '../store/recalls.ts'
import { messages } from './messages.ts'

interface Deps {
  readonly now: Clock
  readonly newId: NewId
  readonly log: Log
}

/** On what a hub may keep a person whom another has erased; any other refusal is tried again. */
const RETAINED: readonly string[] = Object.values(RETAINED_ON)
const KEPT_AGAIN_MS = 7 * 86_400_000
const AGAIN_MS = 3_600_000

/** What another hub has signed of a recall. Until it has signed that nothing is left there, it is asked again; who keeps it, once a week. */
export const recordRecall =
  ({ now, newId, log }: Deps) =>
  async (tx: Transaction, settled: { messageId: string; delivery: Delivery; code: string }): Promise<void> => {
    const { messageId, delivery, code } = settled
    const at = (ms: number) => new Date(now().getTime() + ms)
    const isKept = delivery === 'refused' && RETAINED.includes(code)
    const again = { messageId: newId(), at: at(isKept ? KEPT_AGAIN_MS : AGAIN_MS), code: code || delivery }
    const isDone = delivery === 'delivered'
    const found = await settleRecall(tx, messageId, isDone ? { state: 'destroyed' } : { state: 'due', ...again })
    if (found === undefined) return
    const outcome = delivery === 'delivered' ? 'destroyed' : isKept ? 'retained' : delivery
    messages['recall.settled'](log, { ...found, outcome })
  }
