import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { pruneNews as prune } from '../store/news.ts'

const KEPT_MS = 30 * 24 * 3_600_000
const EVERY_MS = 3_600_000
const AT_ONCE = 1_000

/** News are a hint to look, so they are kept for 30 days. Once an hour, and then until all that is older is gone. */
export function pruneNews({ run, now }: { readonly run: UnitOfWork; readonly now: Clock }): () => Promise<boolean> {
  let next = 0
  return async () => {
    const at = now().getTime()
    if (at < next) return false
    const more = await run(tx => prune(tx, new Date(at - KEPT_MS), AT_ONCE))
    if (!more) next = at + EVERY_MS
    return more
  }
}
