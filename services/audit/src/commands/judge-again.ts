import { DAY_MS } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { holdSweep, setSweep } from '../store/alerts.ts'
import { sizeOf } from '../store/leaves.ts'
import { firstTakenSince, takenOf } from '../store/minimum.ts'
import { LOOKED_BACK_MS } from './sweep.ts'

/**
 * Rules may have judged by rows that were other than the log says: whoever makes these anew has rules go again, in the same transaction,
 * over them and all behind them, and from a day before, since an entry is judged by what comes behind it on its referral, too. No further
 * than rules look back: what was changed is met within a day, and older entries are not put before rules that did not stand then. What
 * has to be judged again is judged as before: the same case is the same alert. Answers from where; undefined: nothing differed.
 */
export async function judgeAgain(tx: Transaction, differing: readonly number[], at: Date): Promise<number | undefined> {
  if (differing.length === 0) return undefined
  const takenAt = await takenOf(tx, Math.min(...differing))
  const since = Math.max(at.getTime() - LOOKED_BACK_MS, (takenAt?.getTime() ?? 0) - DAY_MS)
  const from = await firstTakenSince(tx, new Date(since), await sizeOf(tx))
  // Whoever goes through the log waits from here on until what was made anew stands.
  if (from < (await holdSweep(tx))) await setSweep(tx, from)
  return from
}
