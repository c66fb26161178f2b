import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { KeyStore } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { enterOnce } from '../ports/access-log.ts'
import { isUnreadable, keyContextOf } from '../store/data-keys.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
import type { Rewrapped, StoredKey } from '../store/wrapped-keys.ts'
import { messages } from './messages.ts'

export interface TendKeysDeps {
  readonly hub: string
  readonly keyStore: KeyStore
  readonly keysDatabase: KeysDatabase
  readonly append: Append
  readonly now: Clock
  readonly log: Log
}

const BATCH = 200
const EVENTS = 100

/**
 * What a rotation leaves to do: it stands in the access log; then all that older keys wrap, or that is wrapped in an older form, is
 * wrapped by the current one, in batches; then what wraps nothing and is to be kept no longer is destroyed. Can be broken off anywhere
 * and begun again, also by several at once: no wrapped key is replaced that is not the one that was read. What cannot be opened stays
 * as it is, and so does the key that it needs.
 */
export const tendKeys = (deps: TendKeysDeps) => {
  let told = 0
  return async (signal?: AbortSignal): Promise<void> => {
    await logEvents(deps)
    const unreadable = await rewrapAll(deps, signal)
    // Each round finds them again.
    if (unreadable > 0 && unreadable !== told) messages['keys.unreadable'](deps.log, { count: unreadable })
    told = unreadable
    await destroyOld(deps)
  }
}

async function logEvents({ hub, keysDatabase, append, now }: TendKeysDeps): Promise<void> {
  for (const { eventId, keyId, what } of await keysDatabase.unloggedEvents(EVENTS)) {
    await enterOnce(append, {
      // The event's own id: one that was broken off here is entered once.
      entryId: eventId,
      action: Action.KEY_CHANGED,
      agency: { hub, agencyId: '' },
      code: `key-encryption-key.${what}:${keyId}`,
      occurredAt: timestampFromDate(now()),
    })
    await keysDatabase.markLogged(eventId)
  }
}

/** Answers how many could not be opened. */
async function rewrapAll(deps: TendKeysDeps, signal: AbortSignal | undefined): Promise<number> {
  const { keyStore, keysDatabase, log } = deps
  let [done, unreadable] = [0, 0]
  let last: StoredKey | undefined
  while (!signal?.aborted) {
    const keyId = await keysDatabase.currentKeyId()
    const old = keyId === undefined ? [] : await keysDatabase.toWrapAnew(keyId, last, BATCH)
    if (keyId === undefined || old.length === 0) break
    last = old.at(-1)
    const keys: Rewrapped[] = []
    for (const key of old) {
      const after = await rewrapped(keyStore, keyId, key)
      if (after !== undefined) keys.push({ subjectId: key.subjectId, before: key.wrapped, after })
      else if (await stillStands(keysDatabase, key)) unreadable += 1
    }
    if (keys.length === 0) continue
    done += await keysDatabase.replace(keyId, keys)
    messages['keys.wrapped-anew'](log, { keyId, done })
  }
  return unreadable
}

/** What another instance wrapped anew meanwhile, or somebody erased, is no loss. */
const stillStands = async (keysDatabase: KeysDatabase, { subjectId, wrapped }: StoredKey): Promise<boolean> => {
  const now = await keysDatabase.find(subjectId)
  return now !== undefined && Buffer.compare(now, wrapped) === 0
}

async function rewrapped(keyStore: KeyStore, keyId: string, key: StoredKey): Promise<Uint8Array | undefined> {
  const context = keyContextOf(key.subjectId)
  const dataKey = await keyStore.unwrap(key.wrapped, context).catch((error: unknown) => {
    if (isUnreadable(error)) return undefined
    throw error
  })
  return dataKey && keyStore.wrap(keyId, dataKey, context)
}

async function destroyOld({ keyStore, keysDatabase, now, log }: TendKeysDeps): Promise<void> {
  const here = new Set(await keyStore.keyIds())
  for (const { keyId, state } of await keysDatabase.olderKeys()) {
    const isStruck = state === 'destroyed' || (state === 'retired' && (await keysDatabase.strike(keyId, now())))
    if (!isStruck || !here.has(keyId)) continue
    try {
      await keyStore.destroyKey(keyId)
      messages['keys.destroyed'](log, { keyId })
    } catch (error) {
      // Where the service may not write the folder, the operator's script does it.
      messages['keys.not-destroyed'](log, { keyId }, error)
    }
  }
}
