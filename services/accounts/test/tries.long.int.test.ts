import { describe, expect, test } from 'vitest'
import { later, type Person, useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts()

async function tryWith(given: { username: string; password: string; code: string }): Promise<number> {
  const browser = await Browser.open(accounts)
  const { username, password, code } = given
  return (await browser.submit(Browser.target(await browser.begin()), { username, password, code })).status
}
const wrong = (username: string) => tryWith({ username, password: 'wrong', code: '000000' })
const right = (person: Person) => tryWith({ ...person, code: person.code() })

describe('wrong tries from one address', () => {
  test('of many names block the address', async () => {
    later(7_200)
    const answers: number[] = []
    for (let i = 0; i < 62; i++) answers.push(await wrong(`spray-${i}@xa`))
    expect(answers.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 403))
    expect(answers.slice(60)).toEqual([429, 429])
    later(31)
    expect(await right(await accounts.person('caseworker'))).toBe(303)
  })
  test('are all that counts of it: an office of many people can sign in', async () => {
    later(7_200)
    for (let i = 0; i < 50; i++) await wrong(`office-${i}@xa`)
    for (let i = 0; i < 12; i++) expect(await right(await accounts.person('caseworker'))).toBe(303)
    expect(await wrong('office@xa')).toBe(403)
  })
})
