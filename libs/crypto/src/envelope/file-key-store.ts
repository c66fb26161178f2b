import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'
import { gcmDecrypt, gcmEncrypt } from './aes-gcm.ts'
import type { KeyStore } from './key-store.ts'
import { openPrivateKeys, type PrivateKeys } from './private-keys.ts'
import { destroySecret, readSecret, secretDir, unlessGone, writeSecret } from './secret-file.ts'
import { keyIdOf, newKeyIdOf, unwrapWith, type WrappingKey, wrapWith } from './wrapped-key.ts'

/** Of an installation's first key, whose id is not in its name; of a later one it is. */
const FIRST = 'key-encryption-key'
const FILE = /^key-encryption-key(?:-[0-9a-f]{32})?$/

/**
 * Keys in a folder of the hub's own machine. It protects database backups and a stolen database; it does not protect
 * against whoever runs the machine (docs/threat-model.md).
 */
export interface FileKeyStore extends KeyStore, PrivateKeys {}

/**
 * Opens the folder, and makes it (0700) if it is not there; a key is drawn only by `addKey` (0600). Throws an Error if folder or
 * key is open to others, or a key is damaged. With the key there nothing is written, so that the folder may be mounted read-only.
 */
export async function openFileKeyStore(dir: string): Promise<FileKeyStore> {
  await secretDir(dir)
  const keys = keysIn(dir)
  await keys.read()
  const get = async (keyId: string): Promise<WrappingKey> => {
    // Another process may have drawn it since.
    const found = keys.known.get(keyId) ?? (await keys.read()).get(keyId)
    if (found === undefined) throw errors.key_encryption_key_missing()
    return wrapping(found.key)
  }
  return {
    ...(await openPrivateKeys(dir)),
    addKey: async () => {
      const raw = randomBytes(32)
      const keyId = idOf(raw)
      const isFirst = (await keys.read()).size === 0
      const content = raw.toString('base64')
      raw.fill(0)
      // Two processes that start at once: the second one's key gets a name of its own.
      if (!isFirst || !(await writeSecret(join(dir, FIRST), content)))
        await writeSecret(join(dir, `${FIRST}-${keyId}`), content)
      await keys.read()
      return keyId
    },
    keyIds: async () => [...(await keys.read()).keys()].sort(),
    wrap: async (keyId, dataKey, context) => wrapWith(keyId, await get(keyId), dataKey, context),
    unwrap: async (wrapped, context) => unwrapWith(await get(keyIdOf(wrapped)), wrapped, context),
    destroyKey: async keyId => {
      const found = (await keys.read()).get(keyId)
      if (found === undefined) return
      await destroySecret(found.path)
      await keys.read()
    },
  }
}

interface Kept {
  readonly key: KeyObject
  readonly path: string
}

function keysIn(dir: string) {
  let known: ReadonlyMap<string, Kept> = new Map()
  const readOne = async (path: string): Promise<[string, Kept][]> => {
    const content = await readSecret(path).catch(unlessGone)
    // One that another process is destroying just now.
    if (content === undefined || content === '') return []
    const raw = Buffer.from(content, 'base64')
    if (raw.length !== 32) throw new Error('a key-encryption key is damaged')
    const kept: [string, Kept] = [idOf(raw), { key: createSecretKey(raw), path }]
    raw.fill(0)
    return [kept]
  }
  return {
    get known() {
      return known
    },
    read: async (): Promise<ReadonlyMap<string, Kept>> => {
      const files = (await readdir(dir)).filter(name => FILE.test(name))
      known = new Map((await Promise.all(files.map(name => readOne(join(dir, name))))).flat())
      return known
    },
  }
}

/** A hash of 256 random bits gives nothing away, and says which key a wrapped key needs. */
const idOf = (raw: Uint8Array): string =>
  newKeyIdOf(hash('sha256', Buffer.concat([utf8('amparo/kek-id\0'), raw]), 'buffer'))

const wrapping = (key: KeyObject): WrappingKey => ({
  encrypt: async (plaintext, aad) => gcmEncrypt(key, plaintext, aad),
  decrypt: async (sealed, aad) => gcmDecrypt(key, sealed, aad),
})
