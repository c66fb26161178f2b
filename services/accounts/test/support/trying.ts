import type { Person, useAccounts } from './accounts.ts'
import { Browser } from './browser.ts'

/** Signing in with what is wrong, and with what is right; each answers the status. `from`: as a proxy says that is believed. */
export function trying(accounts: Awaited<ReturnType<typeof useAccounts>>) {
  async function tryWith(given: { username: string; password: string; code: string }, from?: string): Promise<number> {
    const browser = await Browser.open(accounts)
    const { username, password, code } = given
    const headers = from === undefined ? {} : { 'x-forwarded-for': from }
    return (await browser.submit(Browser.target(await browser.begin()), { username, password, code }, headers)).status
  }
  return {
    tryWith,
    wrong: (username: string, from?: string) => tryWith({ username, password: 'wrong', code: '000000' }, from),
    right: (person: Person, from?: string) => tryWith({ ...person, code: person.code() }, from),
  }
}
