import { describe, expect, test } from 'vitest'
import { later, useAccounts } from './support/accounts.ts'
import { trying } from './support/trying.ts'

const accounts = await useAccounts()
const { wrong, right } = trying(accounts)

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
