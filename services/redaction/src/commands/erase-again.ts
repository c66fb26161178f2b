import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import type { KeysDatabase } from '../store/keys-database.ts'
import { removeSubjects } from '../store/records.ts'
import { messages } from './messages.ts'

export interface EraseAgainDeps {
  readonly store: Pick<Store, 'run'>
  readonly keysDatabase: Pick<KeysDatabase, 'erasedAfter'>
  readonly log: Log
}

const PAGE = 1_000

/**
 * Removes what a restored backup of the vault brought back of people who were erased. Without their keys nothing of it opens; but what
 * finds people without opening them must not find them either. Before the service answers anybody, and now and then. Whose erasure was broken
 * off after the key is left to it: it has still to tell who else holds them.
 */
export const eraseAgain =
  ({ store, keysDatabase, log }: EraseAgainDeps) =>
  async (): Promise<void> => {
    let after: string | undefined
    let subjects = 0
    do {
      const ids: readonly string[] = await keysDatabase.erasedAfter(after, PAGE)
      if (ids.length > 0) subjects += await store.run(tx => removeSubjects(tx, ids))
      after = ids.length === PAGE ? ids.at(-1) : undefined
    } while (after !== undefined)
    if (subjects > 0) messages['erasure.repeated'](log, { subjects })
  }
