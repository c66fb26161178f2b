import { hash } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { type Clock, uuidOf } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { rewrittenCode } from '../domain/rewritten.ts'
import type { Enter } from '../ports/own-log.ts'
import { rewrittenSince } from '../store/heads.ts'
import { tellOnce } from './tell-once.ts'

interface TellDeps {
  readonly store: Pick<Store, 'read'>
  readonly enter: Enter
  readonly now: Clock
}

/** What is older was told. */
const SINCE_MS = 28 * 24 * 3_600_000

/**
 * Puts into this log, once for each other beginning that is kept, that another log is not the one that this hub has signed as its witness, and after
 * the first how many more there were: a rule puts it before this hub's auditors. Whoever runs the other log knows it already, and may be who did it.
 */
export const tellRewritten =
  ({ store, enter, now }: TellDeps) =>
  async (): Promise<void> => {
    const found = await store.read(reader => rewrittenSince(reader, new Date(now().getTime() - SINCE_MS)))
    await tellOnce({ store, enter })(
      found.map(({ origin, previous, beginning, more }) => ({
        entryId: uuidOf(hash('sha256', `amparo/witnessed-rewritten/${origin}/${previous}/${hex(beginning)}`, 'hex')),
        ...{ action: Action.WITNESSED_REWRITTEN, code: rewrittenCode(origin, previous, more) },
      })),
    )
  }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
