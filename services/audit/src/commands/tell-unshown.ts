import { hash } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { rewrittenCode } from '../domain/rewritten.ts'
import type { Enter } from '../ports/own-log.ts'
import { unshownSince } from '../store/heads.ts'
import { tellOnce } from './tell-once.ts'

interface TellDeps {
  readonly store: Pick<Store, 'read'>
  readonly enter: Enter
  readonly now: Clock
}

const STANDING_MS = 3_600_000

/**
 * Puts into this log that another log has signed a later head, and nobody shows that it goes on from the last that this hub has signed as its
 * witness. One request with a wrong proof is anybody's, and says nothing; but a log that goes on shows it every ten seconds, which nobody else
 * can prevent. Once a day for each log, since whoever holds its key can go on for a while, and then not, as often as they like.
 */
export const tellUnshown =
  ({ store, enter, now }: TellDeps) =>
  async (): Promise<void> => {
    const found = await store.read(reader => unshownSince(reader, new Date(now().getTime() - STANDING_MS)))
    await tellOnce({ store, enter })(
      found.map(({ origin, previous, since }) => ({
        entryId: uuidOf(
          hash('sha256', `amparo/witnessed-unshown/${origin}/${since.toISOString().slice(0, 10)}`, 'hex'),
        ),
        ...{ action: Action.WITNESSED_UNSHOWN, code: rewrittenCode(origin, previous) },
      })),
    )
  }
