import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../bytes.ts'
import { errors } from '../errors.ts'
import { gcmDecrypt, gcmEncrypt } from './aes-gcm.ts'
import type { KeyStore } from './key-store.ts'
import { readSecret, secretDir, writeSecret } from './secret-file.ts'

const KEK_FILE = 'key-encryption-key'
const FORMAT = 1
const KEY_ID_BYTES = 16
const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/
const SUFFIX = '.openpgp'

/**
 * Keys in a folder of the hub's own machine. It protects database backups and a stolen database; it does not protect
 * against whoever runs the machine (docs/threat-model.md).
 */
export interface FileKeyStore extends KeyStore {
  /** An OpenPGP private key, armored. `name` is e.g. "seal", "sign", "agency-<id>". Never logged, never listed by content. */
  readPrivateKey(name: string): Promise<string | undefined>
  /** Replaces what is there under that name. */
  savePrivateKey(name: string, armored: string): Promise<void>
  privateKeyNames(): Promise<string[]>
}

/**
 * Opens the folder, and at the very first start makes it (0700) and a new key-encryption key (0600). Throws an Error if
 * either is open to others or the key is not one. Two processes that start at once end with the same key.
 *
 * @param mayDraw whether there is nothing yet that only a lost key could open; asked where there is no key
 */
export async function openFileKeyStore(
  dir: string,
  mayDraw = async (): Promise<boolean> => true,
): Promise<FileKeyStore> {
  await secretDir(dir)
  const path = join(dir, KEK_FILE)
  // Not tried where the key is there: the folder may be mounted read-only.
  const isThere = (await readdir(dir)).includes(KEK_FILE)
  if (!isThere && !(await mayDraw()))
    throw new Error('the key-encryption key is missing, and there is what only it opens: put it back')
  if (!isThere) await writeSecret(path, randomBytes(32).toString('base64'))
  const raw = Buffer.from(await readSecret(path), 'base64')
  if (raw.length !== 32) throw new Error('the key-encryption key is damaged')
  // A hash of 256 random bits gives nothing away, and says which key a wrapped key needs.
  const idBytes = new Uint8Array(
    hash('sha256', Buffer.concat([utf8('amparo/kek-id\0'), raw]), 'buffer').subarray(0, KEY_ID_BYTES),
  )
  const kek = createSecretKey(raw)
  raw.fill(0)
  return {
    keyId: Buffer.from(idBytes).toString('hex'),
    wrap: async dataKey => wrap(kek, idBytes, dataKey),
    unwrap: async wrapped => unwrap(kek, idBytes, wrapped),
    ...privateKeys(dir),
  }
}

/** One byte of format and the key's id in front, both authenticated. */
const header = (id: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(FORMAT), id])
const aad = (id: Uint8Array): Uint8Array => Buffer.concat([utf8('amparo/wrapped-key\0'), header(id)])

function wrap(kek: KeyObject, id: Uint8Array, dataKey: KeyObject): Uint8Array {
  const raw = dataKey.export()
  try {
    if (raw.length !== 32) throw new TypeError('a data key has 256 bits')
    return Buffer.concat([header(id), gcmEncrypt(kek, raw, aad(id))])
  } finally {
    raw.fill(0)
  }
}

function unwrap(kek: KeyObject, id: Uint8Array, wrapped: Uint8Array): KeyObject {
  try {
    const head = header(id)
    if (Buffer.compare(wrapped.subarray(0, head.length), head) !== 0) throw new TypeError('another key')
    const raw = gcmDecrypt(kek, wrapped.subarray(head.length), aad(id))
    const key = createSecretKey(raw)
    raw.fill(0)
    return key
  } catch (cause) {
    throw errors.record_unreadable({ cause })
  }
}

const privateKeys = (dir: string) => {
  const pathOf = (name: string) => {
    // A name comes from configuration or an agency id; it must never lead out of the folder.
    if (!NAME.test(name)) throw new TypeError('not a name of a key')
    return join(dir, `${name}${SUFFIX}`)
  }
  const names = async () =>
    (await readdir(dir)).filter(file => file.endsWith(SUFFIX)).map(file => file.slice(0, -SUFFIX.length))
  return {
    privateKeyNames: names,
    readPrivateKey: async (name: string) => {
      const path = pathOf(name)
      return (await names()).includes(name) ? readSecret(path) : undefined
    },
    savePrivateKey: async (name: string, armored: string) => {
      await writeSecret(pathOf(name), armored, { replace: true })
    },
  }
}
