import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from '@amparo/store'
import type { AdapterPayload, KoaContextWithOIDC } from 'oidc-provider'
import { TOTP } from 'otpauth'
import { beforeEach, describe, expect, test } from 'vitest'
import { importUsers } from '../src/commands/import-users.ts'
import { signIn } from '../src/commands/sign-in.ts'
import { rememberIn } from '../src/provider/remembered.ts'
import { rotates } from '../src/provider/rotation.ts'
import { useCommands } from './support/commands.ts'

const { store, log, totpKey, totpSecret } = await useCommands()
const HOUR = 3_600
let at = new Date('2026-03-04T10:00:00Z')
const now = () => at
const aUser = () => ({
  ...{ id: randomUUID(), username: `${randomUUID()}@xa`, agencyId: randomUUID(), agencyType: 'shelter' },
  ...{ roles: ['caseworker' as const], passwordHash: 'scrypt$1024$8$1$c2FsdA$a2V5', totpSecret: totpSecret.base32 },
})
const imported = (users: readonly ReturnType<typeof aUser>[], run: UnitOfWork = store.run) =>
  importUsers({ run, totpKey, log, now })({ users: [...users] })
const command = signIn({
  ...{ store, totpKey, log, now },
  tries: { count: async () => {}, succeeded: async () => {} },
  agencyListed: async () => true,
  checkPassword: async () => true,
})
const signedInAt = async ({ username }: { username: string }) => {
  const code = new TOTP({ secret: totpSecret }).generate({ timestamp: at.getTime() })
  return (await command({ username, password: 'p', code, address: '192.0.2.1' })).signedInAt
}

const models = rememberIn(store, now)
const [sessions, interactions] = [models('Session'), models('Interaction')]
const TOKENS = ['RefreshToken', 'AuthorizationCode'] as const
const session = (accountId: string, loginTs: number): AdapterPayload => ({ uid: randomUUID(), accountId, loginTs })

let [user, other] = [aUser(), aUser()]
beforeEach(async () => {
  at = new Date(at.getTime() + HOUR * 1000)
  user = aUser()
  other = aUser()
  await imported([user, other])
})
const changed = () => imported([{ ...user, passwordHash: 'scrypt$1024$8$1$c2FsdA$b3RoZXI' }, other])

/** As the provider asks, once it has read that refresh token. */
const reading = (token: { jti: string; jkt?: string }) =>
  ({ oidc: { entities: { RefreshToken: { kind: 'RefreshToken', ...token } } } }) as unknown as KoaContextWithOIDC

test('a refresh token that is bound to no key gives the next, and is good once', async () => {
  expect(await rotates(store, now)(reading({ jti: randomUUID() }))).toBe(true)
})

describe('what an import has ended', () => {
  test('a session that is being written meanwhile does not bring back, under its own id or another', async () => {
    const loginTs = await signedInAt(user)
    const kept = session(user.id, loginTs)
    await sessions.upsert('one', kept, HOUR)
    const underWay = await sessions.find('one')
    await changed()
    for (const id of ['one', 'another']) {
      await sessions.upsert(id, { ...underWay, uid: randomUUID() }, HOUR)
      expect(await sessions.find(id)).toBeUndefined()
    }
  })

  test('nor does one that waits for the import, whose sessions of others go on', async () => {
    const [mine, theirs] = [await signedInAt(user), await signedInAt(other)]
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>()
    const { promise: ending, resolve: end } = Promise.withResolvers<void>()
    const importing = imported([other], work =>
      store.run(async tx => {
        const done = await work(tx)
        hasWritten()
        await ending
        return done
      }),
    )
    await written
    const writing = sessions.upsert('waits', session(user.id, mine), HOUR)
    // The database has been asked, and waits.
    await new Promise(resolve => setTimeout(resolve, 200))
    end()
    await Promise.all([importing, writing])
    expect(await sessions.find('waits')).toBeUndefined()
    await sessions.upsert('theirs', session(other.id, theirs), HOUR)
    expect(await sessions.find('theirs')).toMatchObject({ accountId: other.id })
  })

  test.each(TOKENS)('no %s follows from it, of which an access token would', async kind => {
    const authTime = await signedInAt(user)
    await changed()
    const token = { accountId: user.id, authTime, grantId: randomUUID() }
    await expect(models(kind).upsert(randomUUID(), token, HOUR)).rejects.toMatchObject({ error: 'invalid_grant' })
    const still = { ...token, accountId: other.id, authTime: await signedInAt(other) }
    await models(kind).upsert(randomUUID(), still, HOUR)
  })

  test('nor an access token from a refresh token that was read before, also of whoever waits for the import', async () => {
    const authTime = await signedInAt(user)
    const jkt = randomUUID()
    await models('RefreshToken').upsert(jkt, { accountId: user.id, authTime, grantId: randomUUID(), jkt }, HOUR)
    const used = () => rotates(store, now)(reading({ jti: jkt, jkt }))
    expect(await used()).toBe(false)
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>()
    const importing = imported([other], work =>
      store.run(async tx => {
        const done = await work(tx)
        hasWritten()
        // The database has been asked below, and waits.
        await new Promise(resolve => setTimeout(resolve, 200))
        return done
      }),
    )
    await written
    await expect(used()).rejects.toMatchObject({ error: 'invalid_grant' })
    await importing
  })

  test('who has just proved who they are proves it anew', async () => {
    const ts = await signedInAt(user)
    await changed()
    await interactions.upsert('typed', { result: { login: { accountId: user.id, ts } } } as AdapterPayload, HOUR)
    expect(await interactions.find('typed')).toBeUndefined()
  })

  test.each([0, 60])(
    'hinders no new sign-in, in the same second, by a clock that is %i seconds behind',
    async behind => {
      await changed()
      const ended = at.getTime() / 1000
      at = new Date(at.getTime() - behind * 1000)
      const loginTs = await signedInAt(user)
      expect(loginTs).toBe(ended + 1)
      await sessions.upsert('new', session(user.id, loginTs), HOUR)
      expect(await sessions.find('new')).toMatchObject({ loginTs })
    },
  )

  test('a sign-in by a clock that is ahead is ended, too', async () => {
    at = new Date(at.getTime() + 60_000)
    const loginTs = await signedInAt(user)
    at = new Date(at.getTime() - 60_000)
    await changed()
    await sessions.upsert('ahead', session(user.id, loginTs), HOUR)
    expect(await sessions.find('ahead')).toBeUndefined()
  })
})

test('a session that was signed out of is not brought back by who was writing it meanwhile, nor is another hindered', async () => {
  const kept = session(user.id, await signedInAt(user))
  await sessions.upsert('out', kept, HOUR)
  const underWay = await sessions.find('out')
  await sessions.destroy('out')
  await sessions.upsert('out', { ...underWay }, HOUR)
  expect(await sessions.find('out')).toBeUndefined()
  expect(await sessions.findByUid(String(kept.uid))).toBeUndefined()
  // As after a sign-in, which gives a session another id.
  await sessions.upsert('next', kept, HOUR)
  expect(await sessions.find('next')).toMatchObject({ accountId: user.id })
})

test('a session of nobody, and what is written again and again, are kept', async () => {
  await sessions.upsert('nobody', { uid: randomUUID() }, HOUR)
  expect(await sessions.find('nobody')).toBeDefined()
  const kept = session(user.id, await signedInAt(user))
  for (let n = 0; n < 2; n++) await sessions.upsert('again', kept, HOUR)
  expect(await sessions.find('again')).toMatchObject({ accountId: user.id })
})
