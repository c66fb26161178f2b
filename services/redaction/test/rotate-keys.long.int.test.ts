import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { joinKeyStores } from '@amparo/crypto'
import { openPkcs11KeyStore } from '@amparo/crypto/pkcs11'
import { createLog } from '@amparo/observability'
import { hasSoftHsm, useSoftHsm } from '@amparo/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { rotateKey } from '../src/commands/rotate-key.ts'
import { tendKeys } from '../src/commands/tend-keys.ts'
import { dataKeys } from '../src/store/data-keys.ts'
import { openKeysDatabase } from '../src/store/keys-database.ts'
import { useRedaction } from './fixtures/service.ts'

const {
  app,
  keyStore,
  keysDatabase,
  database,
  keyRows,
  register,
  refer,
  view,
  state,
  lines,
  append: enter,
} = await useRedaction()
const keys = dataKeys(keyStore, keysDatabase)
const rotation = (backupDays = 0) => rotateKey({ keyStore, database: keysDatabase, now: () => new Date(), backupDays })
const log = createLog({ service: 'redaction', hub: 'XA', level: 'silent' })
const append = async () => ({}) as never
/** As the service does it, but for what the test changes; nothing of it stands in the access log. */
const tending = (changes: Partial<Parameters<typeof tendKeys>[0]>) =>
  tendKeys({ hub: 'XA', keyStore, keysDatabase, append, now: () => new Date(), log, ...changes })
const opensAll = async (people: ReadonlyMap<string, Buffer>, by = keys) => {
  for (const [id, raw] of people) expect((await by.get(id)).export().equals(raw)).toBe(true)
}
const wrappers = async () =>
  (await keyRows('select distinct key_id from wrapped_key order by key_id')).map(row => row.key_id)

describe('a new key-encryption key', () => {
  const people = new Map<string, Buffer>()
  beforeAll(async () => {
    for (let n = 0; n < 450; n++) {
      const id = randomUUID()
      people.set(id, (await keys.create(id)).export())
    }
  })

  it('wraps from now on, while what the one before wraps still opens', async () => {
    const [old] = await wrappers()
    const next = await rotation()({ compromised: false })
    expect(await wrappers()).toEqual([old])
    const id = randomUUID()
    await keys.create(id)
    expect(await keyRows('select key_id from wrapped_key where subject_id = $1', [id])).toEqual([{ key_id: next }])
    await opensAll(people)
  })

  it('takes over everything, and then the one before is no more', async () => {
    const current = await keysDatabase.currentKeyId()
    await app.tendKeys()
    expect(await wrappers()).toEqual([current])
    expect(await keyStore.keyIds()).toEqual([current])
    await opensAll(people)
    expect(lines.some(line => line.includes('keys.wrapped-anew') && line.includes('"done":450'))).toBe(true)
  })

  it('stands in the access log, and so does the end of the one before, once each', async () => {
    await app.tendKeys()
    const entries = state.entries.filter(entry => entry.action === Action.KEY_CHANGED).map(entry => entry.code)
    const [first, current] = (await keysDatabase.listKeys()).map(key => key.keyId)
    expect(entries).toEqual([
      `key-encryption-key.drawn:${first}`,
      `key-encryption-key.rotated:${current}`,
      `key-encryption-key.destroyed:${first}`,
    ])
  })

  it('goes on where it was broken off after an entry, which stands once', async () => {
    const next = await rotation()({ compromised: true })
    const killed = { ...keysDatabase, markLogged: () => Promise.reject(new Error('killed')) }
    await expect(tending({ append: enter, keysDatabase: killed })()).rejects.toThrow('killed')
    await app.tendKeys()
    expect(await wrappers()).toEqual([next])
    expect(state.entries.filter(({ code }) => code === `key-encryption-key.rotated:${next}`)).toHaveLength(1)
  })

  it('leaves the one before where older backups of the database need it, unless that one is compromised', async () => {
    const old = await keysDatabase.currentKeyId()
    const next = await rotation(7)({ compromised: false })
    await app.tendKeys()
    expect(await wrappers()).toEqual([next])
    expect(await keyStore.keyIds()).toContain(old)
    const last = await rotation(7)({ compromised: true })
    await app.tendKeys()
    expect(await keyStore.keyIds()).toEqual([old, last].sort())
  })

  it('is finished by another instance where one was broken off', async () => {
    await rotation()({ compromised: false })
    const breaking = { ...keysDatabase, replace: brokenAfter(1, keysDatabase.replace) }
    const broken = tending({ keysDatabase: breaking })
    await expect(broken()).rejects.toThrow('killed')
    expect(await wrappers()).toHaveLength(2)
    await Promise.all([app.tendKeys(), app.tendKeys(), app.tendKeys()])
    expect(await wrappers()).toEqual([await keysDatabase.currentKeyId()])
    await opensAll(people)
  })

  it('brings back no key that was destroyed while it was wrapped anew', async () => {
    const id = randomUUID()
    await keys.create(id)
    await rotation()({ compromised: false })
    const racing: typeof keysDatabase = {
      ...keysDatabase,
      replace: async (keyId, found) => {
        await keysDatabase.erase(id)
        return keysDatabase.replace(keyId, found)
      },
    }
    await tending({ keysDatabase: racing })()
    expect(await keysDatabase.find(id)).toBeUndefined()
  })

  it('stores nothing under a key that was retired and destroyed between wrapping and storing', async () => {
    let times = 0
    const slow: typeof keyStore = {
      ...keyStore,
      wrap: async (keyId, dataKey, context) => {
        const wrapped = await keyStore.wrap(keyId, dataKey, context)
        if (times++ === 0) {
          await rotation()({ compromised: true })
          await app.tendKeys()
        }
        return wrapped
      },
    }
    const id = randomUUID()
    const made = await dataKeys(slow, keysDatabase).create(id)
    expect((await keys.get(id)).equals(made)).toBe(true)
    expect(times).toBe(2)
  })

  it('loses nobody who is registered while keys are changed again and again', async () => {
    const other = await openKeysDatabase(database.keys)
    try {
      const register = dataKeys(keyStore, other)
      const made = new Map<string, Buffer>()
      let rotating = true
      const people = (async () => {
        while (rotating) {
          const id = randomUUID()
          made.set(id, (await register.create(id)).export())
        }
      })()
      for (let n = 0; n < 8; n++) {
        await rotation()({ compromised: true })
        await app.tendKeys()
      }
      rotating = false
      await people
      await app.tendKeys()
      expect(made.size).toBeGreaterThan(0)
      await opensAll(made)
    } finally {
      await other.close()
    }
  })

  it('of two that are drawn at once, one counts and the other is gone', async () => {
    const drawn = await Promise.all([1, 2, 3].map(() => rotation()({ compromised: true })))
    const counted = drawn.filter(keyId => keyId !== undefined)
    expect(counted).toContain(await keysDatabase.currentKeyId())
    await app.tendKeys()
    expect((await keyStore.keyIds()).length).toBe(2)
  })

  it('changes nothing for who opens a person', async () => {
    const subjectRef = await register()
    await rotation()({ compromised: true })
    expect((await view(refer(subjectRef))).status).toBe(200)
    await app.tendKeys()
    expect((await view(refer(subjectRef))).status).toBe(200)
  })
})

describe.skipIf(!hasSoftHsm)('from a file to an HSM', () => {
  const token = useSoftHsm()

  it('moves with one rotation, while everybody stays readable; the key in the file is no more, and the HSM rotates too', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID())
    const made = new Map<string, Buffer>()
    for (const id of ids) made.set(id, (await keys.create(id)).export())
    const old = await keysDatabase.currentKeyId()
    const hsm = await openPkcs11KeyStore(token)
    const others = await hsm.keyIds()
    const both = joinKeyStores(hsm, keyStore)
    const moving = rotateKey({ keyStore: both, database: keysDatabase, now: () => new Date(), backupDays: 0 })
    const tend = tending({ keyStore: both })
    const moved = dataKeys(both, keysDatabase)
    const first = await moving({ compromised: false })
    await opensAll(made, moved)
    await tend()
    await opensAll(made, moved)
    expect(await keyStore.keyIds()).not.toContain(old)
    expect(await hsm.keyIds()).toContain(first)
    const second = await moving({ compromised: false })
    await tend()
    await opensAll(made, moved)
    expect((await hsm.keyIds()).toSorted()).toEqual([...others, second].toSorted())
  })
})

/** Does it so often, then fails as a process does that is killed. */
const brokenAfter = <A extends unknown[], R>(times: number, work: (...args: A) => Promise<R>) => {
  let left = times
  return async (...args: A): Promise<R> => {
    if (left-- <= 0) throw new Error('killed')
    return work(...args)
  }
}
