import type { Log } from '@amparo/observability'
import type { Reader, Store } from '@amparo/store'
import type { KeysDatabase } from '../store/keys-database.ts'
import { setKeysAfter } from '../store/match-sets.ts'
import { ownKeysAfter, subjectsAfter } from '../store/records.ts'
import { requestsAfter } from '../store/request-texts.ts'
import { messages } from './messages.ts'

export interface TellLostDeps {
  readonly store: Pick<Store, 'read'>
  readonly keysDatabase: Pick<KeysDatabase, 'lostOf'>
  readonly log: Log
}

const PAGE = 1_000

type KeysAfter = (reader: Reader, after: string | undefined, limit: number) => Promise<readonly string[]>

/** Who and what has a key of its own among the wrapped ones. Files, messages and letters stand under that of their person or request. */
const OWNERS = { subjects: subjectsAfter, requests: requestsAfter, versions: ownKeysAfter, sets: setKeysAfter }

/**
 * Tells of how many the key is not there though nobody erased them: so it is where the database of keys was put back from a backup that is
 * older than the vault, and else nobody would hear of it before each of them is needed. A key stands before whatever rests on it. Seal
 * subkeys stand beside their keys, in one backup; one that the directory knows and this hub does not is told by who draws them.
 */
export const tellLostKeys = ({ store, keysDatabase, log }: TellLostDeps) => {
  let told = ''
  const lostOf = async (keysAfter: KeysAfter, signal?: AbortSignal): Promise<number> => {
    let [lost, after] = [0, undefined as string | undefined]
    do {
      const ids = await store.read(reader => keysAfter(reader, after, PAGE))
      if (ids.length > 0) lost += (await keysDatabase.lostOf(ids)).length
      after = ids.length === PAGE ? ids.at(-1) : undefined
    } while (after !== undefined && !signal?.aborted)
    return lost
  }
  return async (signal?: AbortSignal): Promise<void> => {
    const lost = {
      subjects: await lostOf(OWNERS.subjects, signal),
      requests: await lostOf(OWNERS.requests, signal),
      versions: await lostOf(OWNERS.versions, signal),
      sets: await lostOf(OWNERS.sets, signal),
    }
    if (signal?.aborted) return
    // Each round finds them again.
    const now = Object.values(lost).join()
    if (now !== told && Object.values(lost).some(count => count > 0)) messages['keys.lost'](log, lost)
    told = now
  }
}
