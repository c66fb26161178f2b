import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { uuidOf } from '@amparo/kernel'
import { FEATURE_KINDS, type Feature, type FeatureKind } from '../domain/finding/features.ts'
import type { DataKeys } from './data-keys.ts'

/** Raised when a name becomes other features than before: what stands there is made anew then. */
const RULES_VERSION = 1

/** Under this id the key stands among the data keys: wrapped like them, rewrapped with them, in their database. It is no person. */
export const INDEX_KEY_ID = '00000000-0000-8000-8000-626c696e6401'

export interface Token {
  readonly kind: FeatureKind
  /** 16 bytes. */
  readonly token: Buffer
}

export interface IndexKey {
  readonly version: string
  tokenOf(feature: Feature): Token
  /** What one user calls a person where no search has named them: a UUID that tells nothing, and that no other user sees. */
  pseudonymOf(subjectId: string, userId: string): string
}

/** Drawn at the first use. Held in memory from then on: it is used for every record and every search. */
export const indexKeys = (keys: DataKeys): (() => Promise<IndexKey>) => {
  let loaded: Promise<IndexKey> | undefined
  return () => {
    loaded ??= load(keys).then(indexKey)
    loaded.catch(() => {
      loaded = undefined
    })
    return loaded
  }
}

async function load(keys: DataKeys): Promise<KeyObject> {
  if (await keys.has(INDEX_KEY_ID)) return keys.get(INDEX_KEY_ID)
  // Another process may be quicker: its key is the one then.
  return keys.create(INDEX_KEY_ID).catch(() => keys.get(INDEX_KEY_ID))
}

const TOKEN_BYTES = 16

/** A key a kind: a phone that is also a document has two tokens that nobody can match without the key. */
function indexKey(key: KeyObject): IndexKey {
  const derived = new Map(
    FEATURE_KINDS.map(kind => [kind, createSecretKey(hmac(key, `amparo/blind-index/${kind}`))] as const),
  )
  const id = hmac(key, 'amparo/blind-index-id').subarray(0, 8).toString('hex')
  return {
    version: `${RULES_VERSION}.${id}`,
    pseudonymOf: (subjectId, userId) => uuidOf(hmac(key, `amparo/pseudonym/${userId}/${subjectId}`).toString('hex')),
    tokenOf: ({ kind, value }) => {
      const own = derived.get(kind)
      if (own === undefined) throw new TypeError('a kind without a key')
      return { kind, token: hmac(own, value).subarray(0, TOKEN_BYTES) }
    },
  }
}

const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest()
