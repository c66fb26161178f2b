import { describe, expect, test } from 'vitest'
import { later, useAccounts } from './support/accounts.ts'
import { trying } from './support/trying.ts'

const accounts = await useAccounts({ trustedProxies: ['127.0.0.1'] })
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
  test('by strangers keep nobody out where they sign in, and are limited there too', async () => {
    const [office, elsewhere] = ['192.0.2.1', '198.51.100.7']
    const person = await accounts.person('caseworker')
    for (let i = 0; i < 5; i++) expect(await wrong(person.username, elsewhere)).toBe(403)
    expect(await right(person, office)).toBe(429)
    later(31)
    expect(await right(person, office)).toBe(303)
    for (let i = 0; i < 5; i++) expect(await wrong(person.username, elsewhere)).toBe(403)
    expect(await wrong(person.username, elsewhere)).toBe(429)
    later(31)
    expect(await wrong(person.username, elsewhere)).toBe(403)
    later(30)
    expect(await right(person, office)).toBe(303)
    // Which gives the strangers no try more, by whatever address they come.
    expect(await wrong(person.username, '203.0.113.9')).toBe(429)
    for (let i = 0; i < 5; i++) expect(await wrong(person.username, office)).toBe(403)
    later(29)
    expect(await right(person, office)).toBe(429)
    later(30)
    expect(await right(person, office)).toBe(303)
  })
  test('by strangers keep out who has not signed in there for four weeks', async () => {
    const office = '192.0.2.2'
    const person = await accounts.person('caseworker')
    expect(await right(person, office)).toBe(303)
    later(28 * 86_400 + 1)
    for (let i = 0; i < 5; i++) expect(await wrong(person.username, '198.51.100.8')).toBe(403)
    expect(await right(person, office)).toBe(429)
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
  const rows = [
    await accounts.sql('select * from accounts.attempt'),
    await accounts.sql('select * from accounts.familiar_address'),
  ]
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
