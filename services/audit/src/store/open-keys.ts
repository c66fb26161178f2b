import type { KeyObject } from 'node:crypto'
import { generateDataKey, type KeyStore, wrappingKeyId } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Reader, Store } from '@amparo/store'
import { NO_KEY } from '../domain/placement.ts'
import { destroyedAmong, insertKeys, keysById, keysNamed, newestKey, type WrappedHalfKey } from './half-keys.ts'

export interface HalfKey {
  readonly id: number
  readonly key: KeyObject
}

/** In the place of a key whose row was changed, so that it cannot be taken for one that was destroyed. */
export const CHANGED = 'changed'
/** By id. */
export type ReadKeys = ReadonlyMap<number, KeyObject | typeof CHANGED>

/** Keys under which halves of entries are kept: one a month for those of all actors, one for each name of a person. */
export interface HalfKeys {
  /**
   * Those of these names, drawn where there are none yet. Of a person who was erased, one that nobody keeps: what comes late says
   * who looked, and about whom to nobody.
   */
  forWriting(names: ReadonlySet<string>): Promise<ReadonlyMap<string, HalfKey>>
  /** Those that are still there. */
  forReading(reader: Reader, ids: Iterable<number>): Promise<ReadKeys>
  /** Of keys that are being destroyed. */
  forget(names: readonly string[]): void
}

/** So many are held open by whoever writes; beyond that the one that was not used for longest is left. */
const MOST_OPEN = 20_000

export function halfKeys(keyStore: KeyStore, { read, run }: Pick<Store, 'read' | 'run'>): HalfKeys {
  const open = new Map<string, HalfKey>()
  const unwrapped = async ({ id, name, wrapped }: WrappedHalfKey): Promise<[string, HalfKey]> => [
    name,
    { id, key: await keyStore.unwrap(wrapped) },
  ]
  const find = async (names: readonly string[]) =>
    new Map(await Promise.all((await read(reader => keysNamed(reader, names))).map(unwrapped)))
  const draw = async (names: readonly string[]) => {
    if (names.length === 0) return new Map<string, HalfKey>()
    const wrapper = await wrappingKey(keyStore, read)
    const drawn = await Promise.all(
      names.map(async name => ({ name, wrapped: await keyStore.wrap(wrapper, generateDataKey()) })),
    )
    await run(tx => insertKeys(tx, drawn))
    // As they stand: whoever was first counts.
    return find(names)
  }
  const load = async (names: readonly string[]): Promise<Map<string, HalfKey>> => {
    const found = await find(names)
    const missing = names.filter(name => !found.has(name))
    if (missing.length === 0) return found
    const gone = await read(reader => destroyedAmong(reader, missing))
    const drawn = await draw(missing.filter(name => !gone.has(name)))
    const kept = new Map([...found, ...drawn])
    for (const name of gone) kept.set(name, { id: NO_KEY, key: generateDataKey() })
    return kept
  }
  return {
    forWriting: async names => {
      const keys = new Map<string, HalfKey>()
      const missing: string[] = []
      for (const name of names) {
        const key = open.get(name)
        if (key === undefined) missing.push(name)
        else keys.set(name, key)
      }
      const loaded = missing.length === 0 ? [] : await load(missing)
      for (const [name, key] of loaded) keys.set(name, key)
      for (const [name, key] of keys) {
        // Last in the map is last used.
        open.delete(name)
        if (key.id !== NO_KEY) open.set(name, key)
      }
      for (const name of open.keys()) {
        if (open.size <= MOST_OPEN) break
        open.delete(name)
      }
      return keys
    },
    forReading: async (reader, ids) => {
      const rows = await keysById(reader, [...new Set(ids)])
      return new Map(await Promise.all(rows.map(async row => [row.id, await triedKey(keyStore, row)] as const)))
    },
    forget: names => {
      for (const name of names) open.delete(name)
    },
  }
}

/** What is said to be wrapped by another key than there is was changed too: those that there are stay (`settleKeys`). */
const WRONG = ['record_unreadable', 'key_encryption_key_missing']

const triedKey = (keyStore: KeyStore, { wrapped }: WrappedHalfKey): Promise<KeyObject | typeof CHANGED> =>
  keyStore.unwrap(wrapped).catch((error: unknown) => {
    if (error instanceof AppError && WRONG.includes(error.code)) return CHANGED
    throw error
  })

/**
 * Draws a key-encryption key where there is none yet. Throws when that is missing which the last key needs: with another one the log
 * would go on, and nobody could read what stands in it.
 */
export async function settleKeys(keyStore: KeyStore, { read }: Pick<Store, 'read'>): Promise<void> {
  const newest = await read(newestKey)
  const ids = await keyStore.keyIds()
  if (newest !== undefined && !ids.includes(wrappingKeyId(newest.wrapped)))
    throw new Error('the key-encryption key is missing, and there is what only it opens: put it back')
  if (ids.length === 0) await keyStore.addKey()
}

/** That which wrapped the last one, while it is there; before there is one, that which is there, or is drawn now. */
async function wrappingKey(keyStore: KeyStore, read: Store['read']): Promise<string> {
  const newest = await read(newestKey)
  const ids = await keyStore.keyIds()
  const last = newest && wrappingKeyId(newest.wrapped)
  if (last !== undefined && ids.includes(last)) return last
  return ids[0] ?? keyStore.addKey()
}
