import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { uuidOf } from '@amparo/kernel'
import { lettersAndDigits } from '@amparo/text'
import { FEATURE_KINDS, type Feature, type FeatureKind } from '../domain/finding/features.ts'
import type { DataKeys } from './data-keys.ts'
import type { KeysDatabase } from './keys-database.ts'

/** Raised when a name becomes other features than before: what stands there is made anew then. */
const RULES_VERSION = 2

/**
 * Under these ids the key stands among the data keys, in turn: wrapped like them, rewrapped with them, in their database. They are no
 * people. Of two that are there the newer one counts; the older one still finds whom the newer one has not been used for yet.
 */
export const INDEX_KEY_IDS = ['00000000-0000-8000-8000-626c696e6401', '00000000-0000-8000-8000-626c696e6402'] as const

export interface Token {
  readonly kind: FeatureKind
  /** 16 bytes. */
  readonly token: Buffer
}

export interface IndexKey {
  readonly version: string
  tokenOf(feature: Feature): Token
  /** 16 bytes. However it is written: case, spaces and dashes make no difference. */
  codeNameToken(codeName: string): Buffer
  /** 16 bytes. Of the SHA-256 of a file, hex. */
  fileToken(sha256: string): Buffer
  /** What one user calls a person where no search has named them: a UUID that tells nothing, and that no other user sees. */
  pseudonymOf(subjectId: string, userId: string): string
}

export interface IndexKeys {
  /** By which somebody may be indexed, of one moment, the newest first; none while none was drawn. */
  known(): Promise<readonly IndexKey[]>
  /** By which people are indexed now. Drawn at the first use. */
  current(): Promise<IndexKey>
  /** By which they were before, while not everybody is indexed by the current one. */
  before(): Promise<IndexKey | undefined>
  /**
   * Draws another one if somebody was erased since the current one was drawn, and that is at least so long ago: then no backup of the
   * index tells of them, not even to who has the keys of now. Answers whether there is an older one to be destroyed.
   */
  turn(leastAgeMs: number): Promise<boolean>
  /** For good: what was indexed by it is of no use to anybody. */
  destroyBefore(): Promise<void>
}

type Keys = Pick<DataKeys, 'create' | 'get'>

export function indexKeys(keys: Keys, database: Pick<KeysDatabase, 'findAll' | 'drop' | 'erasedSince'>): IndexKeys {
  const [first, second] = INDEX_KEY_IDS
  // Unwrapped once, since it is used for every record and every search; the database says each time which ones there are.
  const opened = new Map<string, Promise<IndexKey>>()
  const open = ({ id, wrapped }: { readonly id: string; readonly wrapped: Uint8Array }): Promise<IndexKey> => {
    const name = Buffer.from(wrapped).toString('hex')
    const known = opened.get(name) ?? keys.get(id).then(indexKey)
    opened.set(name, known)
    known.catch(() => opened.delete(name))
    return known
  }
  /** The newest first. What is not there any more is forgotten here too. */
  const there = async () => {
    const found = await database.findAll(INDEX_KEY_IDS)
    const names = new Set(found.map(({ wrapped }) => Buffer.from(wrapped).toString('hex')))
    for (const name of opened.keys()) if (!names.has(name)) opened.delete(name)
    return found
  }
  const draw = async (id: string) => {
    // Another process may be quicker: its key is the one then.
    await keys.create(id).catch(() => undefined)
    return there()
  }
  return {
    known: async () => Promise.all((await there()).map(open)),
    current: async () => {
      const [newest] = await there()
      const [drawn] = newest ? [newest] : await draw(first)
      if (drawn === undefined) throw new TypeError('a key that was drawn is gone')
      return open(drawn)
    },
    before: async () => {
      const [, older] = await there()
      return older && open(older)
    },
    turn: async leastAgeMs => {
      const [newest, older] = await there()
      if (newest === undefined) return false
      if (older !== undefined) return true
      if (!(await database.erasedSince(newest.id, leastAgeMs))) return false
      return (await draw(newest.id === first ? second : first)).length > 1
    },
    destroyBefore: async () => {
      const [, older] = await there()
      if (older === undefined) return
      await database.drop(older.id)
      await there()
    },
  }
}

const TOKEN_BYTES = 16

/** A key a kind: a phone that is also a document has two tokens that nobody can match without the key. */
function indexKey(key: KeyObject): IndexKey {
  const derived = new Map(
    FEATURE_KINDS.map(kind => [kind, createSecretKey(hmac(key, `amparo/blind-index/${kind}`))] as const),
  )
  const id = hmac(key, 'amparo/blind-index-id').subarray(0, 8).toString('hex')
  const ofCodeNames = createSecretKey(hmac(key, 'amparo/code-name'))
  const ofFiles = createSecretKey(hmac(key, 'amparo/file-hash'))
  return {
    version: `${RULES_VERSION}.${id}`,
    pseudonymOf: (subjectId, userId) => uuidOf(hmac(key, `amparo/pseudonym/${userId}/${subjectId}`).toString('hex')),
    codeNameToken: codeName => hmac(ofCodeNames, lettersAndDigits(codeName)).subarray(0, TOKEN_BYTES),
    fileToken: sha256 => hmac(ofFiles, sha256).subarray(0, TOKEN_BYTES),
    tokenOf: ({ kind, value }) => {
      const own = derived.get(kind)
      if (own === undefined) throw new TypeError('a kind without a key')
      return { kind, token: hmac(own, value).subarray(0, TOKEN_BYTES) }
    },
  }
}

const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest()
