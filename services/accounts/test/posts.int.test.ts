import { randomUUID } from 'node:crypto'
import { create, PostsRequestSchema, PostsSchema, posts, toBinary } from '@amparo/contracts'
import { loadTrust, requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { useAccounts } from './support/accounts.ts'

const accounts = await useAccounts()
const audit = await accounts.nats.as('audit')
const signer = loadTrust({ accounts: accounts.statements }).keyOf('accounts')

/** As audit asks, and believes. */
async function heard(afterUserId = '') {
  const request = create(PostsRequestSchema, { nonce: randomUUID(), afterUserId })
  const answer = await audit.ask(posts, request)
  const bound = { now: new Date(), requestHash: requestHash(toBinary(PostsRequestSchema, request)) }
  const stated = verifyStatement(PostsSchema, 'posts.v1', answer.posts, signer, bound)
  return stated.posts.map(({ userId, agencyId, roles }) => ({ userId, agencyId, roles }))
}

test('Audit hears by reference who may sign in now, for whom and as what, in order, from a user on; and not who has left', async () => {
  const [ana, luz, gone] = [
    await accounts.person('caseworker', 'supervisor'),
    await accounts.person('auditor'),
    await accounts.person('caseworker'),
  ]
  await accounts.import()
  accounts.users.splice(
    accounts.users.findIndex(({ id }) => id === gone.id),
    1,
  )
  await accounts.import()
  const expected = [
    { userId: ana.id, agencyId: ana.agencyId, roles: ['caseworker', 'supervisor'] },
    { userId: luz.id, agencyId: luz.agencyId, roles: ['auditor'] },
  ].toSorted((one, other) => (one.userId < other.userId ? -1 : 1))
  expect(await heard()).toEqual(expected)
  expect(await heard(expected[0]?.userId)).toEqual(expected.slice(1))
  expect(await heard(expected[1]?.userId)).toEqual([])
})

test('Only audit may ask', async () => {
  const redaction = await accounts.nats.as('redaction')
  await expect(redaction.ask(posts, create(PostsRequestSchema, { nonce: 'n' }))).rejects.toThrow()
})
