import type { Append } from '@amparo/asking'
import { Action, timestampFromDate } from '@amparo/contracts'
import type { KeyStore } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import { enterOnce } from '../ports/access-log.ts'
import type { KeysDatabase } from '../store/keys-database.ts'
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
 * What a rotation leaves to do: it stands in the access log; then all that older keys wrap is wrapped by the current one, in batches;
 * then what wraps nothing and is to be kept no longer is destroyed. Can be broken off anywhere and begun again, also by several at
 * once: no wrapped key is replaced that is not the one that was read.
 */
export const tendKeys =
  (deps: TendKeysDeps) =>
  async (signal?: AbortSignal): Promise<void> => {
    await logEvents(deps)
    await rewrapAll(deps, signal)
    await destroyOld(deps)
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

async function rewrapAll(deps: TendKeysDeps, signal: AbortSignal | undefined): Promise<void> {
  const { keyStore, keysDatabase, log } = deps
  let done = 0
  while (!signal?.aborted) {
    const keyId = await keysDatabase.currentKeyId()
    const old = keyId === undefined ? [] : await keysDatabase.wrappedByOthers(keyId, BATCH)
    if (keyId === undefined || old.length === 0) break
    const keys = []
    for (const { subjectId, wrapped } of old)
      keys.push({ subjectId, before: wrapped, after: await keyStore.wrap(keyId, await keyStore.unwrap(wrapped)) })
    done += await keysDatabase.replace(keyId, keys)
    messages['keys.wrapped-anew'](log, { keyId, done })
  }
}

async function destroyOld({ keyStore, keysDatabase, now, log }: TendKeysDeps): Promise<void> {
  const here = new Set(await keyStore.keyIds())
  for (const { keyId, state } of await keysDatabase.listKeys()) {
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
