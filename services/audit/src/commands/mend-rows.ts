import { Action } from '@amparo/contracts'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { HalfKeys } from '../store/open-keys.ts'
import { leafOf } from './append-entry.ts'
import { compareLeaves } from './compare-leaves.ts'
import { judgeAgain } from './judge-again.ts'
import { ownEntry } from './own-entry.ts'
import type { Sequencer } from './sequencer.ts'

export interface MendDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run'>
  readonly keys: Pick<HalfKeys, 'forReading'>
  readonly sequencer: Pick<Sequencer, 'append'>
  readonly now: Clock
}

/**
 * Of rows by which something was about to go for good, and that are other than the log says. An entry first, which a rule puts before auditors; then made
 * anew, and judged again. Throws log_differs: what has to be kept is for the next round to find.
 */
export async function mendRows(
  { hub, store, keys, sequencer, now }: MendDeps,
  differing: readonly number[],
): Promise<never> {
  const at = now()
  const code = `rows:${differing[0]}:${differing.length}`
  const name = `amparo/pruning-differs/${code}/${at.getTime()}`
  await sequencer.append(leafOf(ownEntry({ hub, name, action: Action.DESK_DIFFERS, code, at })))
  await store.run(async tx => {
    const all = [...differing]
    let behind = 0
    for (const index of differing) {
      if (index < behind) continue
      const again = await compareLeaves(tx, keys, index, 'changed')
      all.push(...again.differing)
      behind = again.end
    }
    await judgeAgain(tx, all, at)
  })
  throw errors.log_differs()
}
