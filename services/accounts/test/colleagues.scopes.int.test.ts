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

/** Signed in once: a code is good once. */
async function askingAs(person: Person) {
  const browser = await Browser.open(accounts)
  const { access } = await browser.signIn(person)
  return async (path = '/colleagues') => {
    const url = `${accounts.address}${path}`
    const dpop = await proof(browser.keys, url, 'GET', access)
    const response = await fetch(url, { headers: { authorization: `DPoP ${access}`, dpop } })
    return { status: response.status, body: await response.json() }
  }
}
const colleaguesOf = async (person: Person, path?: string) => (await askingAs(person))(path)

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

test('the supervisor is told by name who has left, or works elsewhere now; a colleague is not, nor another agency', async () => {
  const { ana, benicio, stranger } = await threePeople()
  const gone = await accounts.person('caseworker')
  const rowOf = (id: string) => accounts.users.findIndex(user => user.id === id)
  const row = accounts.users[rowOf(gone.id)]
  if (row) Object.assign(row, { agencyId: ana.agencyId })
  await accounts.import()
  accounts.users.splice(rowOf(gone.id), 1)
  const mover = accounts.users[rowOf(ana.id)]
  if (mover) Object.assign(mover, { agencyId: stranger.agencyId })
  await accounts.import()
  const supervisor = await askingAs(benicio)
  const departed = async () => (await supervisor('/departed-colleagues')).body
  const at = expect.any(String)
  const left = { userId: gone.id, name: gone.username, kind: 'left', at }
  // The last that left first; of one file in the order of their ids.
  const both = expect.arrayContaining([left, { userId: ana.id, name: ana.username, kind: 'moved', at }])
  expect(await departed()).toEqual({ items: both })
  expect((await colleaguesOf(ana, '/departed-colleagues')).status).toBe(404)
  if (mover) Object.assign(mover, { agencyId: ana.agencyId })
  await accounts.import()
  expect(await departed()).toEqual({ items: [left] })
})

test('who has no work with referrals sees nobody, and neither does somebody without a token', async () => {
  const auditor = await accounts.person('auditor')
  expect((await colleaguesOf(auditor)).status).toBe(404)
  for (const path of ['/colleagues', '/departed-colleagues'])
    expect((await fetch(`${accounts.address}${path}`)).status).toBe(401)
})

test('every route of this service that takes a token is in this test, with its scope', () => {
  const scoped = accounts.routes().filter(({ access }) => access !== 'public')
  expect(scoped.map(({ method, url, access }) => `${method} ${url} ${access}`)).toEqual([
    'GET /colleagues referral:read',
    'GET /departed-colleagues referral:assign',
  ])
})
