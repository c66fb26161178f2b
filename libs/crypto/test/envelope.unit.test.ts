import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wrapUnbound } from '@amparo/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decryptRecord, encryptRecord, errors, generateDataKey, joinKeyStores, openFileKeyStore } from '../src/index.ts'
import { anyFlip, flipped, outcome } from './tampering.ts'

const context = { subjectId: 's-1', kind: 'narrative', version: 3 }
const plaintext = new TextEncoder().encode('what was said')

describe('a record', () => {
  const key = generateDataKey()
  const sealed = encryptRecord(key, plaintext, context)

  it('opens where it belongs', () => {
    expect(decryptRecord(key, sealed, context)).toEqual(plaintext)
    expect(sealed.length).toBe(plaintext.length + 29)
  })

  it('is different bytes each time', () => {
    expect(encryptRecord(key, plaintext, context)).not.toEqual(sealed)
  })

  it('has a nonce of its own, however many there are', () => {
    const nonces = Array.from({ length: 2_000 }, () => encryptRecord(key, plaintext, context).subarray(1, 13))
    expect(new Set(nonces.map(nonce => Buffer.from(nonce).toString('hex'))).size).toBe(2_000)
  })

  it.each([
    ['of another subject', { ...context, subjectId: 's-2' }],
    ['of another kind', { ...context, kind: 'identity' }],
    ['of an earlier version', { ...context, version: 2 }],
    ['whose id and kind are cut elsewhere', { ...context, subjectId: 's-1","narrative', kind: '' }],
  ])('does not open as one %s', async (_, other) => {
    expect(await outcome(() => decryptRecord(key, sealed, other))).toBe('record_unreadable')
  })

  it('does not open with another key', async () => {
    expect(await outcome(() => decryptRecord(generateDataKey(), sealed, context))).toBe('record_unreadable')
  })

  it('does not open with any bit turned over, nor cut short', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlip(sealed.length), async ([at, bit]) => {
        expect(await outcome(() => decryptRecord(key, flipped(sealed, at, bit), context))).toBe('record_unreadable')
        expect(await outcome(() => decryptRecord(key, sealed.subarray(0, at), context))).toBe('record_unreadable')
      }),
    )
  })

  it('of any bytes and any context comes back as it was', () => {
    const contexts = fc.record({ subjectId: fc.string(), kind: fc.string(), version: fc.nat() })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), contexts, (bytes, where) => {
        expect(decryptRecord(key, encryptRecord(key, bytes, where), where)).toEqual(new Uint8Array(bytes))
      }),
    )
  })
})

/** Whose key it is. */
const belongs = { purpose: 'vault', of: 's-1' }

describe('a key store in a folder', () => {
  let root: string
  let dir: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'amparo-keys-'))
    dir = join(root, 'keys')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('makes its first key when it is told to, for its owner only, and keeps it', async () => {
    const store = await openFileKeyStore(dir)
    expect(readdirSync(dir)).toEqual([])
    const keyId = await store.addKey()
    const wrapped = await store.wrap(keyId, generateDataKey(), belongs)
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'key-encryption-key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['key-encryption-key'])
    await (await openFileKeyStore(dir)).unwrap(wrapped, belongs)
  })

  it('writes nothing where its key is there, so that the folder may be read-only', async () => {
    const keyId = await (await openFileKeyStore(dir)).addKey()
    utimesSync(dir, 1, 1)
    const store = await openFileKeyStore(dir)
    await store.unwrap(await store.wrap(keyId, generateDataKey(), belongs), belongs)
    expect(statSync(dir).mtimeMs).toBe(1_000)
  })

  it('loses no key when several processes draw one at once', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFileKeyStore(dir)))
    const ids = await Promise.all(stores.map(store => store.addKey()))
    expect(await (await openFileKeyStore(dir)).keyIds()).toEqual(ids.sort())
  })

  it('gives back the same data key', async () => {
    const store = await openFileKeyStore(dir)
    const key = generateDataKey()
    const again = await store.unwrap(await store.wrap(await store.addKey(), key, belongs), belongs)
    expect(again.equals(key)).toBe(true)
  })

  it('unwraps with an older key after a newer one was drawn, until the older one is destroyed', async () => {
    const store = await openFileKeyStore(dir)
    const [old, key] = [await store.addKey(), generateDataKey()]
    const wrapped = await store.wrap(old, key, belongs)
    const moved = await store.wrap(await store.addKey(), await store.unwrap(wrapped, belongs), belongs)
    await store.destroyKey(old)
    await store.destroyKey(old)
    expect(await outcome(() => store.unwrap(wrapped, belongs))).toBe('key_encryption_key_missing')
    expect((await (await openFileKeyStore(dir)).unwrap(moved, belongs)).equals(key)).toBe(true)
    expect(readdirSync(dir)).toEqual([`key-encryption-key-${(await store.keyIds())[0]}`])
  })

  it('learns of a key that another process drew', async () => {
    const [one, other] = [await openFileKeyStore(dir), await openFileKeyStore(dir)]
    const wrapped = await one.wrap(await one.addKey(), generateDataKey(), belongs)
    await other.unwrap(wrapped, belongs)
  })

  it('takes a key that was being destroyed when the power failed for none', async () => {
    const store = await openFileKeyStore(dir)
    const keyId = await store.addKey()
    writeFileSync(join(dir, 'key-encryption-key'), Buffer.alloc(44))
    expect(await (await openFileKeyStore(dir)).keyIds()).toEqual([])
    const again = await openFileKeyStore(dir)
    expect(await outcome(() => again.wrap(keyId, generateDataKey(), belongs))).toBe('key_encryption_key_missing')
  })

  it('refuses to start on a file or folder that is open to others, or on a damaged key', async () => {
    await (await openFileKeyStore(dir)).addKey()
    const file = join(dir, 'key-encryption-key')
    chmodSync(file, 0o640)
    await expect(openFileKeyStore(dir)).rejects.toThrow('open to others')
    chmodSync(file, 0o600)
    chmodSync(dir, 0o755)
    await expect(openFileKeyStore(dir)).rejects.toThrow('open to others')
    chmodSync(dir, 0o700)
    writeFileSync(file, 'c2hvcnQ=')
    await expect(openFileKeyStore(dir)).rejects.toThrow('damaged')
  })

  it('does not unwrap what was changed or what another store wrapped', async () => {
    const store = await openFileKeyStore(dir)
    const other = await openFileKeyStore(join(root, 'other'))
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    await other.addKey()
    expect(await outcome(() => other.unwrap(wrapped, belongs))).toBe('key_encryption_key_missing')
    expect(await outcome(() => store.unwrap(new Uint8Array(), belongs))).toBe('record_unreadable')
    await fc.assert(
      fc.asyncProperty(anyFlip(wrapped.length), async ([at, bit]) => {
        // In the key's id, it is the name of another key.
        const code = at >= 1 && at <= 16 ? 'key_encryption_key_missing' : 'record_unreadable'
        expect(await outcome(() => store.unwrap(flipped(wrapped, at, bit), belongs))).toBe(code)
      }),
    )
  })

  it.each([
    ['somebody else', { ...belongs, of: 's-2' }],
    ['another purpose', { ...belongs, purpose: 'log' }],
    ['whom the cut between the two makes another', { purpose: 'vault","s-1', of: '' }],
  ])('does not unwrap as the key of %s', async (_, other) => {
    const store = await openFileKeyStore(dir)
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    expect(await outcome(() => store.unwrap(wrapped, other))).toBe('record_unreadable')
    const unbound = new Uint8Array(wrapped)
    unbound[0] = 1
    expect(await outcome(() => store.unwrap(unbound, other))).toBe('record_unreadable')
  })

  it('unwraps what was wrapped before keys said whose they are, and wraps it so no more', async () => {
    const store = await openFileKeyStore(dir)
    const [keyId, key] = [await store.addKey(), generateDataKey()]
    const before = wrapUnbound(dir, keyId, key)
    const again = await store.unwrap(before, belongs)
    expect(again.equals(key)).toBe(true)
    expect((await store.wrap(keyId, again, belongs))[0]).toBe(2)
    expect(await outcome(() => store.unwrap(flipped(before, 40, 0), belongs))).toBe('record_unreadable')
  })

  it('unwraps beside another that is away, and says of no key that it is missing while that cannot be known', async () => {
    const store = await openFileKeyStore(dir)
    const wrapped = await store.wrap(await store.addKey(), generateDataKey(), belongs)
    const away = async () => Promise.reject(errors.key_store_unavailable())
    const hsm = { addKey: away, keyIds: away, wrap: away, unwrap: away, destroyKey: away }
    await joinKeyStores(hsm, store).unwrap(wrapped, belongs)
    const elsewhere = flipped(wrapped, 5, 0)
    expect(await outcome(() => joinKeyStores(hsm, store).unwrap(elsewhere, belongs))).toBe('key_store_unavailable')
    expect(await outcome(() => joinKeyStores(store).unwrap(elsewhere, belongs))).toBe('key_encryption_key_missing')
  })

  it('keeps OpenPGP keys by name, for its owner only', async () => {
    const store = await openFileKeyStore(dir)
    await store.savePrivateKey('agency-7', 'old')
    await store.savePrivateKey('agency-7', 'armored')
    expect(await store.readPrivateKey('agency-7')).toBe('armored')
    expect(await store.readPrivateKey('agency-8')).toBeUndefined()
    expect(await store.privateKeyNames()).toEqual(['agency-7'])
    expect(statSync(join(dir, 'agency-7.openpgp')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dir, 'agency-7.openpgp'), 'utf8')).toBe('armored')
  })

  it('leaves no copy of what it destroys, be it of a write that was broken off, and nothing of one that failed', async () => {
    const store = await openFileKeyStore(dir)
    await store.savePrivateKey('agency-7', 'armored')
    await store.savePrivateKey('agency-70', 'another')
    for (const of of ['agency-7', 'agency-70']) writeFileSync(join(dir, `${of}.openpgp.${randomUUID()}.tmp`), 'armored')
    await store.destroyPrivateKey('agency-7')
    expect(readdirSync(dir).filter(name => name.startsWith('agency-7.'))).toEqual([])
    expect(readdirSync(dir)).toHaveLength(2)
    await expect(store.savePrivateKey('agency-8', 8 as never)).rejects.toThrow()
    expect(readdirSync(dir).filter(name => name.startsWith('agency-8'))).toEqual([])
  })

  it('takes an OpenPGP key that was being destroyed when the power failed for none, and ends that', async () => {
    const store = await openFileKeyStore(dir)
    await store.savePrivateKey('agency-7', 'armored')
    writeFileSync(join(dir, 'agency-7.openpgp'), Buffer.concat([Buffer.alloc(4), Buffer.from('red')]))
    expect(await store.readPrivateKey('agency-7')).toBeUndefined()
    expect(await (await openFileKeyStore(dir)).privateKeyNames()).toEqual([])
  })

  it('refuses a name that leads out of the folder', async () => {
    const store = await openFileKeyStore(dir)
    for (const name of ['../escape', 'a/b', '.', '', 'KEY-ENCRYPTION-KEY'])
      await expect(store.savePrivateKey(name, 'x')).rejects.toThrow(TypeError)
  })
})
