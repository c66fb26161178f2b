import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasSoftHsm, useSoftHsm, wrapUnbound } from '@amparo/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { unwrapWith } from '../src/envelope/wrapped-key.ts'
import { errors } from '../src/errors.ts'
import { generateDataKey, joinKeyStores, openFileKeyStore } from '../src/index.ts'
import { CKA, CKO_SECRET_KEY } from '../src/pkcs11/constants.ts'
import { template, word, words } from '../src/pkcs11/layout.ts'
import { openToken } from '../src/pkcs11/token.ts'
import { openPkcs11KeyStore } from '../src/pkcs11.ts'
import { flipped, outcome } from './tampering.ts'

/** Whose key it is. */
const belongs = { purpose: 'vault', of: 's-1' }
const fails = async () => Promise.reject(errors.key_store_unavailable())
const CKA_VALUE = 0x11n
const CKR_ATTRIBUTE_SENSITIVE = 0x11
const root = mkdtempSync(join(tmpdir(), 'amparo-hsm-'))
afterAll(() => rmSync(root, { recursive: true }))

describe.skipIf(!hasSoftHsm)('a key store in an HSM', () => {
  const options = useSoftHsm()
  const open = () => openPkcs11KeyStore(options)
  /** Of this process, whoever opened them: with the last it is signed out. */
  const forgetSessions = async () => {
    const token = await openToken(options)
    await token.use(async call => {
      for (let session = 1n; session < 200n; session++) await call('C_CloseSession', session).catch(() => undefined)
    })
  }

  it('draws its keys in the token and gives back the same data key', async () => {
    const store = await open()
    const keyId = await store.addKey()
    expect(await store.keyIds()).toContain(keyId)
    const key = generateDataKey()
    const wrapped = await store.wrap(keyId, key, belongs)
    expect((await store.unwrap(wrapped, belongs)).equals(key)).toBe(true)
    expect(Buffer.from(wrapped).includes(key.export())).toBe(false)
  })

  it('wraps the same key into other bytes each time', async () => {
    const store = await open()
    const [keyId, key] = [await store.addKey(), generateDataKey()]
    expect(await store.wrap(keyId, key, belongs)).not.toEqual(await store.wrap(keyId, key, belongs))
  })

  it('does not unwrap what was changed, byte by byte', async () => {
    const store = await open()
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    for (let at = 17; at < wrapped.length; at++)
      expect(await outcome(() => store.unwrap(flipped(wrapped, at, 0), belongs))).toBe('record_unreadable')
    expect(await outcome(() => store.unwrap(flipped(wrapped, 5, 0), belongs))).toBe('key_encryption_key_missing')
    expect(await outcome(() => store.unwrap(wrapped.subarray(0, 40), belongs))).toBe('record_unreadable')
  })

  it('does not unwrap as the key of somebody else, or of another purpose', async () => {
    const store = await open()
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    for (const other of [
      { ...belongs, of: 's-2' },
      { ...belongs, purpose: 'log' },
    ])
      expect(await outcome(() => store.unwrap(wrapped, other))).toBe('record_unreadable')
  })

  it('does many at once, in the order of nobody', async () => {
    const store = await open()
    const keyId = await store.addKey()
    const keys = Array.from({ length: 50 }, generateDataKey)
    const opened = await Promise.all(
      keys.map(async key => store.unwrap(await store.wrap(keyId, key, belongs), belongs)),
    )
    expect(opened.every((key, n) => keys[n]?.equals(key))).toBe(true)
  })

  it('unwraps with an older key after a newer one was drawn, until the older one is destroyed', async () => {
    const store = await open()
    const [old, key] = [await store.addKey(), generateDataKey()]
    const wrapped = await store.wrap(old, key, belongs)
    const next = await store.addKey()
    const again = await store.wrap(next, await store.unwrap(wrapped, belongs), belongs)
    await store.destroyKey(old)
    await store.destroyKey(old)
    expect(await outcome(() => store.unwrap(wrapped, belongs))).toBe('key_encryption_key_missing')
    expect((await (await open()).unwrap(again, belongs)).equals(key)).toBe(true)
  })

  it('takes over what a file key wrapped, also before keys said whose they are', async () => {
    const dir = join(root, 'files')
    const files = await openFileKeyStore(dir)
    const [old, key] = [await files.addKey(), generateDataKey()]
    const wrapped = [await files.wrap(old, key, belongs), wrapUnbound(dir, old, key)]
    const both = joinKeyStores(await open(), files)
    const next = await both.addKey()
    expect(await files.keyIds()).toEqual([old])
    const moved = await Promise.all(wrapped.map(async one => both.wrap(next, await both.unwrap(one, belongs), belongs)))
    await both.destroyKey(old)
    expect(await files.keyIds()).toEqual([])
    for (const one of moved) expect((await both.unwrap(one, belongs)).equals(key)).toBe(true)
  })

  it('gives a key to nobody, whoever asks the token for its value', async () => {
    await (await open()).addKey()
    const token = await openToken(options)
    const read = token.use(async (call, session) => {
      const [like, found, count] = [template([[CKA.CLASS, CKO_SECRET_KEY]]), words(0n), words(0n)]
      await call('C_FindObjectsInit', session, like.bytes, 1n)
      await call('C_FindObjects', session, found, 1n, count)
      await call('C_FindObjectsFinal', session)
      const value = template([[CKA_VALUE, new Uint8Array(32)]])
      await call('C_GetAttributeValue', session, word(found), value.bytes, 1n)
    })
    await expect(read).rejects.toMatchObject({ rv: CKR_ATTRIBUTE_SENSITIVE })
  })

  it('goes on in a new session when the HSM has forgotten all, and opens what it wrapped before', async () => {
    const store = await open()
    const [keyId, key] = [await store.addKey(), generateDataKey()]
    const wrapped = await store.wrap(keyId, key, belongs)
    await forgetSessions()
    expect((await store.unwrap(wrapped, belongs)).equals(key)).toBe(true)
    await forgetSessions()
    expect(await store.keyIds()).toContain(keyId)
  })

  it('does not say of what is sound that it is unreadable while the HSM cannot tell', async () => {
    const wrapping = { encrypt: fails, decrypt: fails }
    const store = await open()
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    expect(await outcome(() => unwrapWith(wrapping, wrapped, belongs))).toBe('key_store_unavailable')
  })

  it('does not open without its module or its token', async () => {
    await expect(openPkcs11KeyStore({ ...options, tokenLabel: 'no such token' })).rejects.toThrow('label')
    await expect(openPkcs11KeyStore({ ...options, modulePath: join(root, 'none.so') })).rejects.toThrow()
  })
})
