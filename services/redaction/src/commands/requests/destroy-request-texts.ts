import { Action, timestampFromDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { enterOnce } from '../../ports/access-log.ts'
import { removeRequestFiles } from '../../store/request-files.ts'
import { markDiscarded, removeRequestTexts } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import type { RequestTextDeps } from './deps.ts'

interface Discarded {
  readonly requestId: string
  readonly agencyId: string
  /** The same for every try. */
  readonly entryId: string
}

/**
 * Nothing is written to it any more; then the log has it, then the key of what it said is destroyed: whatever is broken off, what is left
 * opens nothing. Its rows go with the news.
 */
export const destroyRequestKey =
  ({ hub, store, keys, append, now }: Pick<RequestTextDeps, 'hub' | 'store' | 'keys' | 'append' | 'now'>) =>
  async ({ requestId, agencyId, entryId }: Discarded): Promise<void> => {
    const at = now()
    await store.run(tx => markDiscarded(tx, requestId, at))
    const entry = { entryId, action: Action.REQUEST_TEXTS_DESTROYED, agency: { hub, agencyId }, referralId: requestId }
    await enterOnce(append, { ...entry, occurredAt: timestampFromDate(at) })
    await keys.destroy(requestId)
  }

export const removeDiscarded =
  ({ log }: Pick<RequestTextDeps, 'log'>) =>
  async ({ requestId, agencyId }: Omit<Discarded, 'entryId'>, tx: Transaction): Promise<void> => {
    await removeRequestTexts(tx, requestId)
    await removeRequestFiles(tx, requestId)
    messages['request.texts-destroyed'](log, { requestId, agencyId })
  }
