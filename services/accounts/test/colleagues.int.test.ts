import { expect, test } from 'vitest'
import { type Person, useAccounts } from './support/accounts.ts'
import { Browser, proof } from './support/browser.ts'

const accounts = await useAccounts()

/** Two of one agency, and one of another. */
async function threePeople() {
  const [ana, benicio, stranger] = [
    await accounts.person('caseworker'),
    await accounts.person('caseworker', 'supervisor'),
    await accounts.person('caseworker'),
  ]
  const row = accounts.users.find(({ id }) => id === benicio.id)
  if (row) Object.assign(row, { agencyId: ana.agencyId })
  await accounts.import()
  return { ana, benicio, stranger }
}

async function colleaguesOf(person: Person) {
  const browser = await Browser.open(accounts)
  const { access } = await browser.signIn(person)
  const url = `${accounts.address}/colleagues`
  const dpop = await proof(browser.keys, url, 'GET', access)
  const response = await fetch(url, { headers: { authorization: `DPoP ${access}`, dpop } })
  return { status: response.status, body: await response.json() }
}

test('who works for an agency sees who else does, and nobody of another', async () => {
  const { ana, benicio } = await threePeople()
  const { status, body } = await colleaguesOf(ana)
  expect(status).toBe(200)
  const listed = [ana, benicio].toSorted((a, b) => a.username.localeCompare(b.username))
  expect(body).toEqual({
    items: listed.map(({ id, username }) => ({
      userId: id,
      name: username,
      roles: id === benicio.id ? ['caseworker', 'supervisor'] : ['caseworker'],
    })),
  })
})

test('somebody who has left is no colleague any more', async () => {
  const { ana, benicio } = await threePeople()
  accounts.users.splice(
    accounts.users.findIndex(({ id }) => id === benicio.id),
    1,
  )
  await accounts.import()
  expect((await colleaguesOf(ana)).body).toMatchObject({ items: [{ userId: ana.id }] })
})

test('who has no work with referrals sees nobody, and neither does somebody without a token', async () => {
  const auditor = await accounts.person('auditor')
  expect((await colleaguesOf(auditor)).status).toBe(404)
  expect((await fetch(`${accounts.address}/colleagues`)).status).toBe(401)
})
