import { randomUUID } from 'node:crypto'
import { Action, certificateRenewed } from '@amparo/contracts'
import { certificateName, decryptRecord, generateCertificate, readPrivateKey } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { dropFirstSubkey } from '../src/commands/drop-first-subkey.ts'
import { tendSealSubkeys } from '../src/commands/tend-seal-subkeys.ts'
import { SUBKEY_TIMES } from '../src/domain/seal-subkey.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { hubKeys } from '../src/store/hub-keys.ts'
import { CASEWORKER, useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const { app, send, sealed, told, rows, keyRows, keyStore, keysDatabase, state, everything, append } = service
const own = {
  ...{ hub: 'XA', own: hubKeys(keyStore), keys: dataKeys(keyStore, keysDatabase), keysDatabase, store: service.store },
  ...{ subkeyTimes: SUBKEY_TIMES, now: () => new Date(), newId: randomUUID, log: service.log },
  ...{ append, directory: { sealOf: () => Promise.reject(new Error('away')) } },
}

/** As if the certificate had been made so long ago, offline. */
async function start(days: number): Promise<string> {
  const date = new Date(Date.now() - days * 86_400_000)
  const userId = certificateName({ hub: 'XA', use: 'redaction-seal' })
  const made = await generateCertificate({ userId, profile: 'modern', date })
  await keyStore.savePrivateKey('seal', made.privateKey)
  await keyRows('delete from seal_subkey')
  await rows(`delete from outbox where type = 'redaction.certificate-renewed.v1'`)
  return made.certificate
}
/** As if so many days had gone by for all subkeys that were drawn. */
const elapse = (days: number) => keyRows(`update seal_subkey set drawn_at = drawn_at - $1 * interval '1 day'`, [days])
const renewed = async (): Promise<string> => (await told(certificateRenewed)).at(-1)?.armored ?? ''
/** What comes of a form that is sealed to this certificate. */
const register = async (certificate: string) => {
  const { status, body } = await send(CASEWORKER, '/subjects', { sealed: await sealed(CASEWORKER, {}, certificate) })
  return body.code ?? status
}
const entries = () =>
  state.entries.filter(({ action }) => action === Action.KEY_CHANGED).map(({ code }) => code?.split(':')[0])

beforeEach(() => {
  state.away.clear()
  state.entries.length = 0
})

describe('the certificate that forms are sealed to', () => {
  test('gets another subkey each week, which is in the log before the directory hears of it', async () => {
    const first = await start(8)
    await app.tendSealSubkeys()
    expect(entries()).toEqual(['redaction-seal.drawn'])
    expect(await register(await renewed())).toBe(201)
    expect(await register(first)).toBe(201)
    await elapse(6.9)
    await app.tendSealSubkeys()
    expect(entries()).toHaveLength(1)
    await elapse(0.2)
    await app.tendSealSubkeys()
    expect(entries()).toHaveLength(2)
  })

  test('gets none while the one it came with is young', async () => {
    await start(6)
    await app.tendSealSubkeys()
    expect([entries(), await told(certificateRenewed)]).toEqual([[], []])
  })

  test('is given out to nobody while the log cannot take the entry', async () => {
    await start(8)
    state.away.add('audit')
    await expect(app.tendSealSubkeys()).rejects.toThrow()
    expect(await told(certificateRenewed)).toEqual([])
    state.away.clear()
    await app.tendSealSubkeys()
    expect(await told(certificateRenewed)).toHaveLength(1)
    expect(await keyRows('select 1 from seal_subkey')).toHaveLength(1)
    expect(new Set(state.entries.map(({ entryId }) => entryId)).size).toBe(1)
  })

  test('has each of its subkeys destroyed after fourteen days: what was sealed to it is refused then, and until then opened', async () => {
    const first = await start(13)
    await app.tendSealSubkeys()
    const second = await renewed()
    await elapse(7)
    await app.tendSealSubkeys()
    const third = await renewed()
    // What is under way while it changes.
    expect([await register(first), await register(second), await register(third)]).toEqual([201, 201, 201])
    const [older] = await keyRows('select subkey_id, secret from seal_subkey order by drawn_at limit 1')
    const wrapped = await keysDatabase.find(older.subkey_id)
    expect(wrapped).toBeDefined()

    await elapse(7)
    await app.tendSealSubkeys()
    expect([await register(second), await register(third), await register(await renewed())]).toEqual([
      ...['seal_invalid', 201, 201],
    ])
    expect(entries().filter(code => code === 'redaction-seal.destroyed')).toHaveLength(1)
    expect(await keysDatabase.find(older.subkey_id)).toBeUndefined()
    expect(await keyRows('select secret from seal_subkey where subkey_id = $1', [older.subkey_id])).toEqual([
      { secret: null },
    ])
    // A copy of the row without its key.
    const others = await keyRows('select subject_id from wrapped_key')
    for (const other of others) {
      const key = await dataKeys(keyStore, keysDatabase).get(other.subject_id)
      const context = { subjectId: older.subkey_id, kind: 'seal-subkey', version: 1 }
      expect(() => decryptRecord(key, older.secret, context)).toThrow()
    }
  })

  test('has the one it came with destroyed too: the key in the folder signs and opens nothing any more', async () => {
    const first = await start(20)
    await app.tendSealSubkeys()
    expect(await register(first)).toBe(201)
    expect((await readPrivateKey((await keyStore.readPrivateKey('seal')) ?? '')).subkeys).toHaveLength(1)
    // An hour after the next one was drawn.
    await elapse(0.05)
    await app.tendSealSubkeys()
    expect((await readPrivateKey((await keyStore.readPrivateKey('seal')) ?? '')).subkeys).toHaveLength(0)
    expect(await register(first)).toBe('seal_invalid')
    expect(await register(await renewed())).toBe(201)
    expect(entries().sort()).toEqual(['redaction-seal.destroyed', 'redaction-seal.drawn'])
    // And the key goes on from there.
    await elapse(7)
    await app.tendSealSubkeys()
    expect(await register(await renewed())).toBe(201)
  })

  test('has it destroyed by the operator where the service may only read the folder, and it is entered all the same', async () => {
    const first = await start(20)
    const reading = { ...keyStore, savePrivateKey: () => Promise.reject(new Error('read-only')) }
    const tend = tendSealSubkeys({ ...own, keyStore: reading })
    const drop = () => dropFirstSubkey({ keyStore, database: keysDatabase, times: SUBKEY_TIMES, now: new Date() })
    await tend()
    expect(await drop()).toBe(false)
    await elapse(0.05)
    await tend()
    expect(await register(first)).toBe(201)
    expect([await drop(), await drop()]).toEqual([true, false])
    await tend()
    expect(await register(first)).toBe('seal_invalid')
    expect(await register(await renewed())).toBe(201)
    await tend()
    expect(entries()).toEqual(['redaction-seal.drawn', 'redaction-seal.destroyed'])
    // Another process, or this one when it is started again.
    await app.tendSealSubkeys()
    expect(entries()).toHaveLength(2)
  })

  test('has one destroyed though that was broken off after its entry, which stands once', async () => {
    await start(13)
    await app.tendSealSubkeys()
    await elapse(7)
    await app.tendSealSubkeys()
    await elapse(7)
    const killed = () => Promise.reject(new Error('killed'))
    const broken = tendSealSubkeys({ ...own, keyStore, keysDatabase: { ...keysDatabase, destroySealSubkey: killed } })
    await expect(broken()).rejects.toThrow('killed')
    await app.tendSealSubkeys()
    expect(await keyRows('select 1 from seal_subkey where secret is null')).toHaveLength(1)
    const ends = state.entries.filter(({ code }) => code?.startsWith('redaction-seal.destroyed'))
    expect(new Set(ends.map(({ entryId }) => entryId)).size).toBe(ends.length)
  })

  test('has no private half in clear in any row', async () => {
    await start(8)
    await app.tendSealSubkeys()
    const all = [await everything(), JSON.stringify(await keyRows('select * from seal_subkey'))].join('\n')
    expect(all).not.toContain('PRIVATE KEY')
  })
})
