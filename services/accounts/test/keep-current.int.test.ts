import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UsersFile } from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { later, useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts()
const dir = tempDir('users')
afterAll(() => removeTempDir(dir))
const path = join(dir, 'users.json')
const write = (text: string) => writeFileSync(path, text, { mode: 0o600 })
const without = (id: string): UsersFile => ({ users: accounts.users.filter(user => user.id !== id) })
const logged = (what: string) => accounts.lines.filter(line => line.includes(what))
beforeEach(() => {
  accounts.lines.length = 0
})

/** Somebody who has signed in, with a session and a refresh token. */
async function somebody() {
  const person = await accounts.person('caseworker')
  const browser = await Browser.open(accounts)
  const { refresh } = await browser.signIn(person)
  return {
    ...{ person, browser },
    refreshed: async () => (await browser.refresh(refresh)).status,
    /** Whether the session alone opens the page again. */
    goesOn: async () => Browser.target(await browser.begin()).includes('code='),
  }
}

test('whoever is taken off the file is out, while the service runs: no refresh, no session, no sign-in', async () => {
  const [stays, goes] = [await somebody(), await somebody()]
  write(JSON.stringify({ users: accounts.users }))
  const following = await accounts.follow(path)
  expect(await goes.goesOn()).toBe(true)
  accounts.lines.length = 0
  write(JSON.stringify(without(goes.person.id)))
  await expect.poll(() => logged('accounts.imported')).toEqual([expect.stringContaining('"retired":1')])
  expect([await goes.goesOn(), await goes.refreshed()]).toEqual([false, 400])
  expect([await stays.goesOn(), await stays.refreshed()]).toEqual([true, 200])
  const again = await Browser.open(accounts)
  const page = Browser.target(await again.begin())
  const { username, password, code } = goes.person
  expect((await again.submit(page, { username, password, code: code(1) })).status).toBe(403)
  await following.stop()
})

test('and out stays who is put back: of the sign-in from before nothing is left', async () => {
  const { person, goesOn, refreshed } = await somebody()
  write(JSON.stringify({ users: accounts.users }))
  const following = await accounts.follow(path)
  accounts.lines.length = 0
  write(JSON.stringify(without(person.id)))
  await expect.poll(() => logged('accounts.imported')).toHaveLength(1)
  write(JSON.stringify({ users: accounts.users }))
  await expect.poll(() => logged('accounts.imported')).toHaveLength(2)
  expect([await goesOn(), await refreshed()]).toEqual([false, 400])
  later(30)
  expect((await (await Browser.open(accounts)).signIn(person)).refresh).toMatch(/./)
  await following.stop()
})

test('a file that is broken, gone or open to others changes nothing, and is told by its code alone', async () => {
  const { person, goesOn, refreshed } = await somebody()
  const whole = JSON.stringify({ users: accounts.users })
  write(whole)
  const following = await accounts.follow(path)
  const refusals = () => logged('users.refused')
  const BROKEN = [
    () => write(whole.slice(0, whole.length / 2)),
    () => chmodSync(path, 0o644),
    () => {
      chmodSync(path, 0o600)
      write(JSON.stringify({ users: [...accounts.users, ...accounts.users] }))
    },
    () => rmSync(path),
  ]
  for (const [index, damage] of BROKEN.entries()) {
    damage()
    await expect.poll(() => refusals().length).toBe(index + 1)
    expect(refusals().at(-1)).toContain('"code":"users_unreadable"')
    expect(await goesOn()).toBe(true)
  }
  expect(await refreshed()).toBe(200)
  expect(refusals().join('')).not.toContain(person.username)
  expect(refusals().join('')).not.toContain(person.totpSecret)
  write(JSON.stringify(without(person.id)))
  await expect.poll(() => logged('accounts.imported').at(-1)).toContain('"retired":')
  await expect.poll(goesOn).toBe(false)
  await following.stop()
})

test('and with such a file the service does not start', async () => {
  write('{}')
  await expect(accounts.follow(path)).rejects.toMatchObject({ code: 'users_unreadable' })
})
