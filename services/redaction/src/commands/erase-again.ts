import type { Log } from '@amparo/observability'
import type { Store, Transaction } from '@amparo/store'
import { forgetIndex } from '../store/blind-index.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { removeCovered, removeSubjects } from '../store/records.ts'
import { messages } from './messages.ts'

export interface EraseAgainDeps {
  readonly store: Pick<Store, 'run'>
  readonly keysDatabase: Pick<KeysDatabase, 'erasedAfter'>
  readonly log: Log
}

const PAGE = 1_000

/**
 * Removes what a restored backup of the vault brought back of people who were erased, or of a package that was let go of by itself. Without their keys nothing of it opens; but what
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
      if (ids.length > 0) subjects += await store.run(tx => removeAll(tx, ids))
      after = ids.length === PAGE ? ids.at(-1) : undefined
    } while (after !== undefined)
    if (subjects > 0) messages['erasure.repeated'](log, { subjects })
  }

async function removeAll(tx: Transaction, keyIds: readonly string[]): Promise<number> {
  const subjects = await removeCovered(tx, keyIds)
  for (const subjectId of subjects) await forgetIndex(tx, subjectId)
  return subjects.length + (await removeSubjects(tx, keyIds))
}
