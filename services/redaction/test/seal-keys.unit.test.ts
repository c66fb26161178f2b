import { errors, generateCertificate } from '@amparo/crypto'
import { storeErrors } from '@amparo/store'
import { describe, expect, it } from 'vitest'
import { sealKeysOf } from '../src/store/seal-keys.ts'

const { privateKey } = await generateCertificate({ userId: 'seal', profile: 'modern' })
const subkey = {
  ...{ subkeyId: 's-1', fingerprint: '', certificate: '', secret: new Uint8Array(), drawnAt: new Date() },
  ...{ isLogged: true, isPublished: true, endEntryId: '' },
}
/** Of a subkey whose data key cannot be had, for that reason, and whether it is there. */
const openingBy = (error: Error, isThere: boolean) =>
  sealKeysOf(
    { seal: async () => privateKey, sign: never, opening: never, signFor: never },
    { get: () => Promise.reject(error), has: async () => isThere },
    { sealSubkeys: async () => [subkey] },
  )()
const never = () => Promise.reject(new Error('not asked here'))

describe('what forms are opened with', () => {
  it.each([
    ['the HSM does not answer', errors.key_store_unavailable()],
    ['the database of keys was away for a moment', storeErrors.database_unavailable()],
  ])('is not said to lack a subkey while %s', async (_, error) => {
    await expect(openingBy(error, true)).rejects.toBe(error)
  })

  it.each([
    ['was destroyed just now', storeErrors.database_unavailable(), false],
    ['cannot be opened', errors.record_unreadable(), true],
    ['needs a key-encryption key that is missing', errors.key_encryption_key_missing(), true],
  ])('is all but a subkey that %s', async (_, error, isThere) => {
    expect(await openingBy(error, isThere)).toEqual([privateKey])
  })
})
