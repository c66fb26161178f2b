import { randomUUID } from 'node:crypto'
import type { AppError } from '@amparo/kernel'
import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { importUsers } from '../src/commands/import-users.ts'
import { purge } from '../src/commands/purge.ts'
import { signIn } from '../src/commands/sign-in.ts'
import { findAccount } from '../src/store/accounts.ts'
import { useCommands } from './support/commands.ts'

const { store, log, totpKey, totpSecret } = await useCommands()
const AT = new Date('2026-03-04T10:00:00Z')
const newUser = () => ({
  id: randomUUID(),
  username: 'known@xa',
  agencyId: randomUUID(),
  agencyType: 'shelter',
  roles: ['caseworker' as const],
  passwordHash: 'scrypt$1024$8$1$c2FsdA$a2V5',
  totpSecret: totpSecret.base32,
})
let user = newUser()
const users = importUsers({ run: store.run, totpKey, log, now: () => AT })

const checked: string[] = []
let passwordIs = true
/** What happens while a password is being checked, which takes a while, and longer where others wait. */
let meanwhile = async () => {}
const command = signIn({
  ...{ store, totpKey, log },
  now: () => AT,
  tries: { count: async () => {}, succeeded: async () => {} },
  agencyListed: async () => true,
  checkPassword: async (_password, stored) => {
    checked.push(stored)
    await meanwhile()
    return passwordIs
  },
})
const code = new TOTP({ secret: totpSecret }).generate({ timestamp: AT.getTime() })
const given = { username: 'known@xa', password: 'p', code, address: '192.0.2.1' }
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: AppError) => error.code,
  )

beforeEach(async () => {
  checked.length = 0
  passwordIs = true
  meanwhile = async () => {}
  user = newUser()
  await users({ users: [user] })
})

test('the password is checked once, whether the name is known or not, the code right or not', async () => {
  for (const change of [{ username: 'unknown@xa' }, { code: '000000' }, { code: 'none' }]) {
    checked.length = 0
    expect(await refusal(command({ ...given, ...change }))).toBe('sign_in_refused')
    expect(checked).toEqual([user.passwordHash])
  }
})

test('an unknown name is refused even when the password of another would be right', async () => {
  expect(await refusal(command({ ...given, username: 'unknown@xa' }))).toBe('sign_in_refused')
})

test('a right code is not used up by a wrong password', async () => {
  passwordIs = false
  expect(await refusal(command(given))).toBe('sign_in_refused')
  passwordIs = true
  expect(await refusal(command(given))).toBe('none')
  expect(await refusal(command(given))).toBe('sign_in_refused')
})

test('importing the same file again changes nothing, not even which codes were used', async () => {
  expect(await refusal(command(given))).toBe('none')
  await users({ users: [user] })
  expect(await refusal(command(given))).toBe('sign_in_refused')
  expect(await store.read(reader => findAccount(reader, user.id))).toMatchObject({ agencyId: user.agencyId })
})

test('two people may swap their names in one import', async () => {
  const other = { ...user, id: randomUUID(), username: 'other@xa' }
  await users({ users: [user, other] })
  await users({
    users: [
      { ...user, username: 'other@xa' },
      { ...other, username: 'known@xa' },
    ],
  })
  expect(await command(given)).toEqual({
    id: other.id,
    agencyId: other.agencyId,
    agencyType: 'shelter',
    roles: ['caseworker'],
    signedInAt: AT.getTime() / 1000,
  })
})

test('what has expired is forgotten, and nothing else', async () => {
  const rows = (names: string[]) =>
    names.map(name => `('Session', '${name}', '{}', '${name === 'old' ? '2026-03-04T09:00Z' : '2026-03-04T11:00Z'}')`)
  await store.run(tx =>
    tx.sql(`insert into oidc_model (kind, id, payload, expires_at) values ${rows(['old', 'new']).join(', ')}`),
  )
  await purge({ run: store.run, now: () => AT })()
  const left = await store.read(({ sql }) => sql<{ id: string }>('select id from oidc_model'))
  expect(left).toEqual([{ id: 'new' }])
})

test.each([
  ['the password', { passwordHash: 'scrypt$1024$8$1$c2FsdA$b3RoZXI' }],
  ['the second factor', { totpSecret: new Secret({ size: 20 }).base32 }],
  ['the agency', { agencyId: randomUUID() }],
])('nobody signs in by %s of before that was changed while it was being checked', async (_what, change) => {
  meanwhile = () => users({ users: [{ ...user, ...change }] })
  expect(await refusal(command(given))).toBe('sign_in_refused')
})

test('what a new file leaves as it was does not hinder who is signing in', async () => {
  meanwhile = () => users({ users: [{ ...user, roles: [] }] })
  expect(await refusal(command(given))).toBe('none')
})
