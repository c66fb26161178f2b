import { type Clock, DAY_MS } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { epochAt, isOpenEpoch } from '../domain/matching/epoch.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { endOverdue } from '../store/match-questions.ts'
import { ownSets, removeOwnSet, removePeerSets } from '../store/match-sets.ts'
import { messages } from './messages.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'statement'>
  readonly keysDatabase: Pick<KeysDatabase, 'drop'>
  readonly now: Clock
  readonly log: Log
}

/**
 * What an epoch leaves behind goes: its key first, so that nobody can be looked for in what is left of its set, here or in another hub, nor in
 * any backup. Questions that nobody answered are said to be that.
 */
export const endEpochs =
  ({ store, keysDatabase, now, log }: Deps) =>
  async (): Promise<void> => {
    const at = now()
    for (const { peer, epoch, keyId } of await ownSets({ sql: store.statement })) {
      if (isOpenEpoch(epoch, at)) continue
      await keysDatabase.drop(keyId)
      await store.run(tx => removeOwnSet(tx, { peer, epoch }))
    }
    const unanswered = await store.run(async tx => {
      const before = epochAt(new Date(at.getTime() - DAY_MS))
      await removePeerSets(tx, before)
      return endOverdue(tx, at)
    })
    for (const questionId of unanswered) messages['match.unanswered'](log, { questionId })
  }
