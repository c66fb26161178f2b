import { randomBytes } from 'node:crypto'
import type { KeyStore } from '../envelope/key-store.ts'
import { keyIdOf, unwrapWith, type WrappingKey, wrapWith } from '../envelope/wrapped-key.ts'
import { errors } from '../errors.ts'
import { CKA, CKK_AES, CKM, CKO_SECRET_KEY } from './constants.ts'
import { type Cryptoki, CryptokiError } from './cryptoki.ts'
import { type Attribute, gcm, mechanism, pinned, template, word, words } from './layout.ts'
import { isAway, openToken, type Token, type TokenOptions } from './token.ts'

const LABEL = Buffer.from('amparo key-encryption key')
const ID_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const MAX_KEYS = 1_000

/**
 * Key-encryption keys in an HSM: drawn there, never outside of it (sensitive, not extractable), and used only to encrypt and decrypt
 * 32 bytes by AES-256-GCM in the token itself. Data keys are drawn here and are in this process's memory while they are used.
 */
export async function openPkcs11KeyStore(options: TokenOptions): Promise<KeyStore> {
  const token = worded(await openToken(options))
  const find = (keyId: string) => token.use((call, session) => findKey(call, session, keyId))
  const get = async (keyId: string): Promise<WrappingKey> => {
    if ((await find(keyId)) === undefined) throw errors.key_encryption_key_missing()
    return inToken(token, keyId)
  }
  return {
    addKey: async () => {
      const id = randomBytes(ID_BYTES)
      await token.use(async (call, session) => {
        const [how, what, handle] = [mechanism(CKM.AES_KEY_GEN), template(newKey(id)), words(0n)]
        await call('C_GenerateKey', session, how, what, BigInt(newKey(id).length), handle)
      })
      return id.toString('hex')
    },
    keyIds: () => token.use(listIds),
    wrap: async (keyId, dataKey, context) => wrapWith(keyId, await get(keyId), dataKey, context),
    unwrap: async (wrapped, context) => unwrapWith(await get(keyIdOf(wrapped)), wrapped, context),
    destroyKey: keyId =>
      token.use(async (call, session) => {
        const key = await findKey(call, session, keyId)
        if (key !== undefined) await call('C_DestroyObject', session, key)
      }),
  }
}

/** What the module answers is for the operator's log; callers hear that it cannot be done now. */
const worded = ({ use }: Token): Token => ({
  use: work =>
    use(work).catch((cause: unknown) => {
      throw cause instanceof CryptokiError ? errors.key_store_unavailable({ cause }) : cause
    }),
})

const newKey = (id: Uint8Array): readonly Attribute[] => [
  [CKA.CLASS, CKO_SECRET_KEY],
  [CKA.KEY_TYPE, CKK_AES],
  [CKA.VALUE_LEN, 32n],
  [CKA.TOKEN, true],
  [CKA.PRIVATE, true],
  [CKA.SENSITIVE, true],
  [CKA.EXTRACTABLE, false],
  [CKA.ENCRYPT, true],
  [CKA.DECRYPT, true],
  [CKA.LABEL, LABEL],
  [CKA.ID, id],
]

const OURS: readonly Attribute[] = [
  [CKA.CLASS, CKO_SECRET_KEY],
  [CKA.KEY_TYPE, CKK_AES],
  [CKA.LABEL, LABEL],
]

async function findObjects(call: Cryptoki, session: bigint, like: readonly Attribute[]): Promise<bigint[]> {
  const what = template(like)
  const [found, count] = [words(...Array<bigint>(MAX_KEYS).fill(0n)), words(0n)]
  await call('C_FindObjectsInit', session, what, BigInt(like.length))
  try {
    await call('C_FindObjects', session, found, BigInt(MAX_KEYS), count)
  } finally {
    await call('C_FindObjectsFinal', session)
  }
  return Array.from({ length: Number(word(count)) }, (_, n) => word(found, n))
}

const findKey = async (call: Cryptoki, session: bigint, keyId: string): Promise<bigint | undefined> =>
  (await findObjects(call, session, [...OURS, [CKA.ID, Buffer.from(keyId, 'hex')]]))[0]

async function listIds(call: Cryptoki, session: bigint): Promise<string[]> {
  const ids: string[] = []
  for (const object of await findObjects(call, session, OURS)) {
    const id = template([[CKA.ID, new Uint8Array(ID_BYTES)]])
    await call('C_GetAttributeValue', session, object, id, 1n)
    if (id.pointed[0] !== undefined) ids.push(id.pointed[0].toString('hex'))
  }
  return ids.sort()
}

/** HSMs call a tag that does not fit by many codes: what is no word of the HSM's own state is one of the bytes. */
const unlessUnreadable = (how: 'Encrypt' | 'Decrypt') => (cause: unknown) => {
  throw how === 'Decrypt' && cause instanceof CryptokiError && !isAway(cause)
    ? errors.record_unreadable({ cause })
    : cause
}

/** Nonce, ciphertext, tag: what the file store makes too. The nonce is random, as there (see aes-gcm.ts). */
const inToken = (token: Token, keyId: string): WrappingKey => {
  const run = (how: 'Encrypt' | 'Decrypt', nonce: Uint8Array, data: Uint8Array, aad: Uint8Array, size: number) =>
    token.use(async (call, session) => {
      const key = await findKey(call, session, keyId)
      if (key === undefined) throw errors.key_encryption_key_missing()
      const params = gcm(CKM.AES_GCM, nonce, aad)
      const [input, output] = [pinned(data), Buffer.alloc(size + TAG_BYTES)]
      const length = words(BigInt(output.length))
      try {
        await call(`C_${how}Init`, session, params, key)
        await call(`C_${how}`, session, input, BigInt(input.length), output, length).catch(unlessUnreadable(how))
        if (Number(word(length)) !== size) throw new TypeError('an answer of another length')
        return Buffer.from(output.subarray(0, size))
      } finally {
        input.fill(0)
        if (how === 'Decrypt') output.fill(0)
      }
    })
  return {
    encrypt: async (plaintext, aad) => {
      const nonce = randomBytes(NONCE_BYTES)
      return Buffer.concat([nonce, await run('Encrypt', nonce, plaintext, aad, plaintext.length + TAG_BYTES)])
    },
    decrypt: (sealed, aad) => {
      const [nonce, rest] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)]
      return run('Decrypt', nonce, rest, aad, rest.length - TAG_BYTES)
    },
  }
}
