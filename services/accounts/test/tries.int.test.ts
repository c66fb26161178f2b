import { describe, expect, test } from 'vitest'
import { later, useAccounts } from './support/accounts.ts'
import { trying } from './support/trying.ts'

const accounts = await useAccounts()
const { tryWith, wrong, right } = trying(accounts)

describe('wrong tries', () => {
  test('block the name for a while after five, also for the right password, then longer each time', async () => {
    const person = await accounts.person('caseworker')
    for (let i = 0; i < 5; i++) expect(await wrong(person.username)).toBe(403)
    expect(await right(person)).toBe(429)
    later(31)
    expect(await wrong(person.username)).toBe(403)
    later(31)
    expect(await right(person)).toBe(429)
    later(30)
    expect(await right(person)).toBe(303)
  })
  test('are forgotten after the right one', async () => {
    const person = await accounts.person('caseworker')
    for (let i = 0; i < 4; i++) await wrong(person.username)
    expect(await right(person)).toBe(303)
    later(30)
    for (let i = 0; i < 4; i++) expect(await wrong(person.username)).toBe(403)
    expect(await right(person)).toBe(303)
  })
  test('of a name that nobody has are counted alike, in whatever case it is typed', async () => {
    const names = ['nobody@xa', 'NOBODY@xa', 'Nobody@xa', 'nobody@XA', 'nobody@xa']
    for (const name of names) expect(await wrong(name)).toBe(403)
    expect(await wrong('nobody@xa')).toBe(429)
  })
  test('cannot slip by one another when they come together', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => wrong('crowd@xa')))
    expect(answers.filter(status => status === 403)).toHaveLength(5)
  })
  test('outlive a restart', async () => {
    for (let i = 0; i < 5; i++) await wrong('restart@xa')
    await accounts.restart()
    expect(await wrong('restart@xa')).toBe(429)
  })
})

test('nothing that was typed is kept: not in the log, not in the database', async () => {
  const password = 'Correct-Horse-Typed-As-Name'
  await tryWith({ username: password, password: 'Another-Secret-Typed', code: '123456' })
  const person = await accounts.person('caseworker')
  await right(person)
  const rows = await accounts.sql('select * from accounts.attempt')
  const models = await accounts.sql('select * from accounts.oidc_model')
  const kept = JSON.stringify([accounts.lines, rows, models]).toLowerCase()
  for (const typed of [password, 'Another-Secret-Typed', person.username, person.password, '127.0.0.1\\"']) {
    expect(kept).not.toContain(typed.toLowerCase())
  }
  expect(accounts.lines.join('')).toContain('sign-in.succeeded')
})

test('the database holds no one-time-code secret that could be used', async () => {
  const person = await accounts.person('caseworker')
  const [row] = await accounts.sql<{ totp_secret: Buffer }>(
    `select totp_secret from accounts.account where id = '${person.id}'`,
  )
  expect(row?.totp_secret.toString('latin1')).not.toContain(person.totpSecret)
})
