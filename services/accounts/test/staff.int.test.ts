import { randomUUID } from 'node:crypto'
import { create, StaffRequestSchema, StaffSchema, staff, toBinary } from '@amparo/contracts'
import { loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts()
const redaction = await accounts.nats.as('redaction')
const trust = loadTrust({ accounts: accounts.statements })

/** As redaction asks, and believes. */
async function staffOf(token: string) {
  const request = create(StaffRequestSchema, { nonce: randomUUID(), token })
  const answer = await redaction.ask(staff, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(StaffRequestSchema, request)) }
  return answer.staff && verifyStatement(StaffSchema, 'staff.v1', answer.staff, trust.keyOf('accounts'), bound)
}

async function named(givenNames: string, familyNames: string, agencyId?: string) {
  const person = await accounts.person('caseworker')
  const row = accounts.users.findIndex(({ id }) => id === person.id)
  const user = accounts.users[row]
  if (user === undefined) throw new Error('no such user')
  accounts.users[row] = { ...user, givenNames, familyNames, ...(agencyId && { agencyId }) }
  await accounts.import()
  return person
}

test('Redaction hears how those are called who work for the agency of a token, and nobody else', async () => {
  const ana = await named('Ana', 'Fictional Ríos')
  const luz = await named('Luz', 'Invented', ana.agencyId)
  await named('Eva', 'Elsewhere')
  const gone = await named('Ida', 'Gone', ana.agencyId)
  accounts.users.splice(
    accounts.users.findIndex(({ id }) => id === gone.id),
    1,
  )
  await accounts.import()
  const { access } = await (await Browser.open(accounts)).signIn(ana)
  const stated = await staffOf(access)
  expect(stated?.agencyId).toBe(ana.agencyId)
  expect(stated?.members.map(({ userId, familyNames }) => [userId, familyNames]).toSorted()).toEqual(
    [
      [ana.id, 'Fictional Ríos'],
      [luz.id, 'Invented'],
    ].toSorted(),
  )
})

test('Of whoever has left nothing is kept by which they signed in or were called; who comes back has it anew', async () => {
  const gone = await named('Ida', 'Gone')
  const row = accounts.users.findIndex(({ id }) => id === gone.id)
  const [user] = accounts.users.splice(row, 1)
  await accounts.import()
  const kept = () =>
    accounts.sql(
      `select username, password_hash, totp_secret, given_names, family_names from accounts.account where id = '${gone.id}'`,
    )
  expect(await kept()).toEqual([
    { username: null, password_hash: '', totp_secret: Buffer.of(), given_names: null, family_names: null },
  ])
  if (user) accounts.users.push(user)
  await accounts.import()
  expect(await kept()).toMatchObject([{ username: gone.username, family_names: 'Gone' }])
  expect((await (await Browser.open(accounts)).signIn(gone)).access).toBeTruthy()
})

test('A token that says nothing is answered with nothing', async () => {
  expect(await staffOf('x.y.z')).toBeUndefined()
})

test('Only redaction may ask', async () => {
  const referral = await accounts.nats.as('referral')
  await expect(referral.ask(staff, create(StaffRequestSchema, { nonce: 'n', token: '' }))).rejects.toThrow()
})
