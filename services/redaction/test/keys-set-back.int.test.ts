import { Action, certificateRenewed } from '@amparo/contracts'
import { certificateName, generateCertificate } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { rotateKey } from '../src/commands/rotate-key.ts'
import { settleKeys } from '../src/key-store.ts'
import { erasingIn } from './fixtures/erasing.ts'
import { backingUpKeysIn } from './fixtures/keys-backup.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const {
  app,
  send,
  sealed,
  register,
  refer,
  view,
  subjectOf,
  told,
  rows,
  keyRows,
  keyStore,
  keysDatabase,
  state,
  lines,
} = service
const erase = erasingIn(service)
const rotate = (compromised: boolean) =>
  rotateKey({ keyStore, database: keysDatabase, now: () => new Date(), backupDays: 7 })({ compromised })
const { backUp, putBack } = backingUpKeysIn(service)
const linesOf = (message: string) => lines.filter(line => line.includes(`"${message}"`))

beforeEach(() => {
  lines.length = 0
  state.entries.length = 0
})

describe('a backup of the database of keys, restored after the key-encryption key was changed', () => {
  test('opens whom it knows, and tells of how many people since the key is lost; once, until that is another number', async () => {
    const before = refer(await register())
    await backUp()
    await rotate(false)
    await app.tendKeys()
    const since = [refer(await register()), refer(await register())]
    await app.tellLostKeys()
    expect(linesOf('keys.lost')).toEqual([])
    await putBack()
    await settleKeys(keyStore, keysDatabase)
    await app.tendKeys()
    expect((await view(before)).status).toBe(200)
    for (const referralId of since) expect((await view(referralId)).status).toBe(503)
    await app.tellLostKeys()
    await app.tellLostKeys()
    expect(linesOf('keys.lost').map(line => JSON.parse(line).subjects)).toEqual([2])
    await rows('delete from subject')
    await app.tellLostKeys()
    expect(linesOf('keys.lost')).toHaveLength(1)
  })

  test('is not started with where that key leaked and is gone: nothing of it opens', async () => {
    await register()
    await backUp()
    await rotate(true)
    await app.tendKeys()
    const [now] = await keyRows(`select * from key_encryption_key where state = 'current'`)
    await putBack()
    await expect(settleKeys(keyStore, keysDatabase)).rejects.toThrow('put it back')
    await keyRows(
      `update key_encryption_key set state = 'retired', retired_at = now(), keep_until = now() where state = 'current'`,
    )
    await keyRows(`insert into key_encryption_key (key_id, state) values ($1, 'current')`, [now.key_id])
    await rows('delete from subject')
  })

  test('brings back nobody who was erased since: their key goes again, and the log has their erasure once', async () => {
    const subjectRef = await register()
    const subjectId = await subjectOf(subjectRef)
    await backUp()
    await erase(subjectRef)
    await putBack()
    expect(await keysDatabase.find(subjectId)).toBeDefined()
    await app.eraseKeysAgain()
    await app.eraseKeysAgain()
    expect(await keysDatabase.find(subjectId)).toBeUndefined()
    expect(await keysDatabase.erasedAfter(undefined, 10)).toContain(subjectId)
    expect(linesOf('keys.erased-again')).toHaveLength(1)
    expect(state.entries.filter(({ action }) => action === Action.SUBJECT_ERASED)).toHaveLength(1)
  })

  test('destroys no key while the log cannot say so, and none of whom nobody has erased', async () => {
    const [subjectRef, other] = [await register(), await register()]
    const subjectId = await subjectOf(subjectRef)
    await backUp()
    await erase(subjectRef)
    await putBack()
    state.away.add('audit')
    await expect(app.eraseKeysAgain()).rejects.toThrow()
    expect(await keysDatabase.find(subjectId)).toBeDefined()
    state.away.clear()
    await app.eraseKeysAgain()
    expect(await keysDatabase.find(await subjectOf(other))).toBeDefined()
  })

  test('lacks the subkey that forms are sealed to now: another is drawn at once, one, and forms are opened again', async () => {
    const userId = certificateName({ hub: 'XA', use: 'redaction-seal' })
    const date = new Date(Date.now() - 20 * 86_400_000)
    const seal = await generateCertificate({ userId, profile: 'modern', date })
    await keyStore.savePrivateKey('seal', seal.privateKey)
    await app.tendSealSubkeys()
    await keyRows(`update seal_subkey set drawn_at = drawn_at - interval '7 days'`)
    await backUp()
    await app.tendSealSubkeys()
    const given = async () => (await told(certificateRenewed)).at(-1)?.armored ?? ''
    const inDirectory = async (certificate: string) => {
      const hub = state.hubs.get('XA')
      if (hub === undefined) throw new Error('no such hub')
      state.hubs.set('XA', {
        ...hub,
        seal: {
          ...seal,
          fingerprint: seal.fingerprint,
          bare: certificate,
          armored: await hub.jurisdiction.vouchedFor(certificate),
        },
      })
    }
    const form = async () => {
      const { status, body } = await send(CASEWORKER, '/subjects', {
        sealed: await sealed(CASEWORKER, {}, await given()),
      })
      return body.code ?? status
    }
    await inDirectory(await given())
    expect(await form()).toBe(201)
    await putBack()
    // The one of the backup is as young as it was then: none would be due for days.
    await keyRows('update seal_subkey set drawn_at = $1', [new Date(Date.now() - 3_600_000)])
    expect(await form()).toBe('seal_invalid')
    await app.tendSealSubkeys()
    await app.tendSealSubkeys()
    expect(await form()).toBe(201)
    expect(await keyRows('select 1 from seal_subkey')).toHaveLength(2)
    expect(linesOf('seal-subkey.lost')).toHaveLength(1)
  })
})
