import { Action } from '@amparo/contracts'
import { destroyedAfter, destroyedEntryOf } from '../store/destroyed.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import { type CustodyDeps, erasureCode, note } from './custody.ts'
import { messages } from './messages.ts'

export interface EraseKeysDeps extends CustodyDeps {
  readonly keysDatabase: Pick<KeysDatabase, 'erase' | 'findAll'>
}

const PAGE = 1_000

/**
 * Destroys what a restored backup of the database of keys brought back of people who were erased, here or at another hub's word, as the vault knows. The
 * log has it of each: whoever wrote that into the vault by hand would be seen.
 */
export const eraseKeysAgain =
  (deps: EraseKeysDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    const { store, keysDatabase, log } = deps
    let [after, count] = [undefined as string | undefined, 0]
    do {
      const ids: readonly string[] = await store.read(reader => destroyedAfter(reader, after, PAGE))
      for (const { id } of ids.length === 0 ? [] : await keysDatabase.findAll(ids)) {
        const entry = await store.read(reader => destroyedEntryOf(reader, id))
        if (entry === undefined) continue
        const { shareId: subjectRef, entryId, erasure } = entry
        const code = erasure === undefined ? 'recalled' : erasureCode(erasure)
        await note(deps, { action: Action.SUBJECT_ERASED, subjectRef, code, entryId })
        await keysDatabase.erase(id)
        count += 1
      }
      after = ids.length === PAGE ? ids.at(-1) : undefined
    } while (after !== undefined && !signal?.aborted)
    if (count > 0) messages['keys.erased-again'](log, { count })
  }
