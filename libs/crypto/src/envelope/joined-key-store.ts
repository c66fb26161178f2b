import { errors } from '../errors.ts'
import type { KeyStore } from './key-store.ts'
import { keyIdOf } from './wrapped-key.ts'

/**
 * Several as one: new keys are drawn in the first; the others still unwrap, so that keys can move from them to the first, also while it is
 * away.
 */
export function joinKeyStores(first: KeyStore, ...others: readonly KeyStore[]): KeyStore {
  const all = [first, ...others]
  const holding = async (keyId: string): Promise<KeyStore> => {
    let away: unknown
    for (const store of all) {
      const ids = await store.keyIds().catch((error: unknown): readonly string[] => {
        away ??= error
        return []
      })
      if (ids.includes(keyId)) return store
    }
    throw away ?? errors.key_encryption_key_missing()
  }
  return {
    addKey: () => first.addKey(),
    keyIds: async () => (await Promise.all(all.map(store => store.keyIds()))).flat(),
    wrap: async (keyId, dataKey, context) => (await holding(keyId)).wrap(keyId, dataKey, context),
    unwrap: async (wrapped, context) => (await holding(keyIdOf(wrapped))).unwrap(wrapped, context),
    destroyKey: async keyId => {
      for (const store of all) await store.destroyKey(keyId)
    },
  }
}
