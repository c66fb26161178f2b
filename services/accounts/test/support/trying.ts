import type { Person, useAccounts } from './accounts.ts'
import { Browser } from './browser.ts'

/** Signing in with what is wrong, and with what is right; each answers the status. */
export function trying(accounts: Awaited<ReturnType<typeof useAccounts>>) {
  async function tryWith(given: { username: string; password: string; code: string }): Promise<number> {
    const browser = await Browser.open(accounts)
    const { username, password, code } = given
    return (await browser.submit(Browser.target(await browser.begin()), { username, password, code })).status
  }
  return {
    tryWith,
    wrong: (username: string) => tryWith({ username, password: 'wrong', code: '000000' }),
    right: (person: Person) => tryWith({ ...person, code: person.code() }),
  }
}
