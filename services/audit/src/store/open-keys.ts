import type { KeyObject } from 'node:crypto'
import { generateDataKey, type KeyContext, type KeyStore, wrappingKeyId } from '@amparo/crypto'
import { AppError } from '@amparo/kernel'
import type { Reader, Store, Transaction } from '@amparo/store'
import { type KeyOf, NO_KEY } from '../domain/placement.ts'
import { type DestroyedNames, hashOfName } from '../ports/destroyed-names.ts'
import { insertKeys, keysById, keysNamed, newestKey, type WrappedHalfKey } from './half-keys.ts'

/** Held open by whoever writes. */
export interface HalfKey extends KeyOf {
  readonly key: KeyObject
}

/** One that is not stored yet. */
export interface DrawnKey {
  readonly key: KeyOf
  readonly name: string
  readonly wrapped: Uint8Array
}

/** Of keys that are being stored. */
export type KeyIds = ReadonlyMap<KeyOf, number>

export const idIn = (ids: KeyIds, key: KeyOf): number => key.id ?? ids.get(key) ?? NO_KEY

/** In the place of a key whose row was changed, so that it cannot be taken for one that was destroyed. */
export const CHANGED = 'changed'
/** By id. */
export type ReadKeys = ReadonlyMap<number, KeyObject | typeof CHANGED>

export const drawnOf = (keys: Iterable<KeyOf>): DrawnKey[] =>
  [...new Set(keys)].flatMap(key =>
    key.id === undefined && key.wrapped ? [{ key, name: key.name, wrapped: key.wrapped }] : [],
  )

/** Keys under which halves of entries are kept: one a month for those of all actors, one for each name of a person. */
export interface HalfKeys {
  /**
   * Those of these names, drawn where there are none yet; these are stored with what is first written under them. Of a person who was
   * erased, one that nobody keeps: what comes late says who looked, and about whom to nobody. One call at a time.
   */
  forWriting(names: ReadonlySet<string>): Promise<ReadonlyMap<string, HalfKey>>
  /** Begins to look for what will be written under these: `forWriting` waits for what is on its way, and asks no more. */
  expect(names: readonly string[]): Promise<void>
  /** One that is not stored yet, and not held open. */
  draw(name: string): Promise<HalfKey>
  /** Stores what of these is not yet. Throws when another one was under the same name: what was sealed is sealed with the wrong one. */
  store(tx: Transaction, keys: Iterable<KeyOf>): Promise<KeyIds>
  /** That they stand there: the transaction has ended well. */
  stored(ids: KeyIds): void
  /** Those that are still there. */
  forReading(reader: Reader, ids: Iterable<number>): Promise<ReadKeys>
  /** Keys of these names are about to be destroyed: a restored database will not bring them back. */
  destroying(names: readonly string[]): Promise<void>
  /** Of keys that are being destroyed, or of which it is not known whether they were stored. */
  forget(names: Iterable<string>): void
}

/** So many are held open by whoever writes; beyond that the one that was not used for longest is left. */
const MOST_OPEN = 20_000
/** With fewer it does not matter which was used when. */
const WIDE = MOST_OPEN / 2

export function halfKeys(keyStore: KeyStore, { read }: Pick<Store, 'read'>, destroyed: DestroyedNames): HalfKeys {
  const open = new Map<string, HalfKey>()
  /** It stays the same for as long as the service runs. */
  let wrapper: Promise<string> | undefined
  const draw = async (name: string): Promise<HalfKey> => {
    wrapper ??= wrappingKey(keyStore, read)
    const key = generateDataKey()
    try {
      return { name, key, id: undefined, wrapped: await keyStore.wrap(await wrapper, key, keyContextOf(name)) }
    } catch (error) {
      wrapper = undefined
      throw error
    }
  }
  const load = async (names: readonly string[]): Promise<HalfKey[]> => {
    const found = await read(reader => keysNamed(reader, names))
    return Promise.all(
      found.map(async ({ name, kept, destroyed }) => {
        if (kept !== undefined) return { name, id: kept.id, key: await unwrapped(keyStore, kept) }
        return destroyed ? { name, id: NO_KEY, key: generateDataKey() } : draw(name)
      }),
    )
  }
  /** On their way. One that is forgotten meanwhile is not kept open. */
  const coming = new Map<string, Promise<HalfKey>>()
  const lookFor = (names: readonly string[]): void => {
    const found = load(names).then(keys => new Map(keys.map(key => [key.name, key])))
    for (const name of names) {
      const arrived = () => coming.get(name) === one && coming.delete(name)
      const one = found.then(keys => {
        const key = keys.get(name)
        if (key === undefined) throw new RangeError('a key of the log is missing')
        if (arrived() && key.id !== NO_KEY) open.set(name, key)
        return key
      })
      one.catch(arrived)
      coming.set(name, one)
    }
  }
  const unknown = (names: Iterable<string>) => [...names].filter(name => !open.has(name) && !coming.has(name))
  return {
    forWriting: async names => {
      const missing = unknown(names)
      if (missing.length > 0) lookFor(missing)
      const keys = new Map<string, HalfKey>()
      const awaited: Promise<HalfKey>[] = []
      for (const name of names) {
        const [key, one] = [open.get(name), coming.get(name)]
        if (one !== undefined) awaited.push(one)
        if (key === undefined) continue
        keys.set(name, key)
        if (open.size < WIDE) continue
        // Last in the map is last used.
        open.delete(name)
        open.set(name, key)
      }
      for (const key of await Promise.all(awaited)) keys.set(key.name, key)
      for (const name of open.keys()) {
        if (open.size <= MOST_OPEN) break
        open.delete(name)
      }
      return keys
    },
    expect: async names => {
      const missing = unknown(names)
      if (missing.length > 0) lookFor(missing)
      // Who writes hears of it.
      await Promise.allSettled(missing.map(name => coming.get(name)))
    },
    draw,
    store: async (tx, keys) => {
      const fresh = drawnOf(keys)
      if (fresh.length === 0) return new Map()
      const there = new Map((await insertKeys(tx, fresh)).map(key => [key.name, key]))
      return new Map(
        fresh.map(({ key, name, wrapped }) => {
          const kept = there.get(name)
          if (kept && Buffer.compare(kept.wrapped, wrapped) !== 0)
            throw new RangeError('a key of the log was drawn twice')
          return [key, kept?.id ?? NO_KEY]
        }),
      )
    },
    stored: ids => {
      for (const [key, id] of ids) {
        key.id = id
        if (id === NO_KEY && open.get(key.name) === key) open.delete(key.name)
      }
    },
    forReading: async (reader, ids) => {
      const rows = await keysById(reader, [...new Set(ids)])
      return new Map(await Promise.all(rows.map(async row => [row.id, await triedKey(keyStore, row)] as const)))
    },
    destroying: names => destroyed.add(names.map(hashOfName)),
    forget: names => {
      for (const name of names) {
        open.delete(name)
        coming.delete(name)
      }
    },
  }
}

/** By which a wrapped key is known to be of that name: were it put under another, it would outlive the end of that one. */
export const keyContextOf = (name: string): KeyContext => ({ purpose: 'access-log', of: name })

const unwrapped = (keyStore: KeyStore, { name, wrapped }: WrappedHalfKey): Promise<KeyObject> =>
  keyStore.unwrap(wrapped, keyContextOf(name))

/** What is said to be wrapped by another key than there is was changed too: those that there are stay (`settleKeys`). */
const WRONG = ['record_unreadable', 'key_encryption_key_missing']

const triedKey = (keyStore: KeyStore, kept: WrappedHalfKey): Promise<KeyObject | typeof CHANGED> =>
  unwrapped(keyStore, kept).catch((error: unknown) => {
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
