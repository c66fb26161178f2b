import { randomUUID } from 'node:crypto'
import {
  create,
  DeparturesRequestSchema,
  DeparturesSchema,
  departureKinds,
  departures,
  toBinary,
} from '@amparo/contracts'
import { loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { useAccounts } from './support/accounts.ts'

const accounts = await useAccounts()
const audit = await accounts.nats.as('audit')
const signer = loadTrust({ accounts: accounts.statements }).keyOf('accounts')

/** As audit asks, and believes. */
async function heard(after = 0) {
  const request = create(DeparturesRequestSchema, { nonce: randomUUID(), after })
  const answer = await audit.ask(departures, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(DeparturesRequestSchema, request)) }
  const stated = verifyStatement(DeparturesSchema, 'departures.v1', answer.departures, signer, bound)
  return stated.departures.map(({ number, userId, agencyId, kind }) => {
    return { number, userId, agencyId, kind: departureKinds.toCode(kind) }
  })
}
const rowOf = (id: string) => accounts.users.findIndex(user => user.id === id)

test('Audit hears in order who left and who moved, by reference, from the number on that it has heard', async () => {
  const [ana, luz, stays] = [
    await accounts.person('caseworker'),
    await accounts.person('supervisor'),
    await accounts.person('caseworker'),
  ]
  const agencyId = randomUUID()
  const moved = accounts.users[rowOf(luz.id)]
  if (moved === undefined) throw new Error('no such user')
  accounts.users[rowOf(luz.id)] = { ...moved, agencyId }
  await accounts.import()
  accounts.users.splice(rowOf(ana.id), 1)
  await accounts.import()
  const found = await heard()
  expect(found.map(({ number: _, ...departure }) => departure)).toEqual([
    { userId: luz.id, agencyId: luz.agencyId, kind: 'moved' },
    { userId: ana.id, agencyId: ana.agencyId, kind: 'left' },
  ])
  expect(found.map(({ userId }) => userId)).not.toContain(stays.id)
  expect(await heard(found[0]?.number)).toEqual(found.slice(1))
})

test('The same file imported again, and by two at once, tells nothing anew', async () => {
  const gone = await accounts.person('caseworker')
  const before = (await heard()).length
  accounts.users.splice(rowOf(gone.id), 1)
  await Promise.all([accounts.import(), accounts.import()])
  await accounts.import()
  expect((await heard()).slice(before)).toMatchObject([{ userId: gone.id, kind: 'left' }])
})

test('Only audit may ask', async () => {
  const redaction = await accounts.nats.as('redaction')
  await expect(redaction.ask(departures, create(DeparturesRequestSchema, { nonce: 'n' }))).rejects.toThrow()
})
