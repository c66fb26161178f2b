import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '@amparo/observability'
import { openStore, type Store } from '@amparo/store'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { buildHttp, type HttpApp } from '../src/index.ts'
import { token, verifier } from './fixtures.ts'

const database = await useHubDatabase({ services: { referral: undefined } })
let store: Store
let app: HttpApp
let worked = 0
let fails = false

beforeAll(async () => {
  store = await openStore({
    url: database.services['referral'] ?? '',
    service: 'referral',
    entities: [],
    applicationName: 'replay test',
  })
  app = await buildHttp({
    service: 'referral',
    log: createLog({ service: 'referral', hub: 'XA', level: 'silent' }),
    verifier,
    store,
  })
  const schema = { body: z.strictObject({ n: z.int() }), response: { 201: z.object({ id: z.string() }) } }
  app.post('/things', { schema, config: { scope: 'referral:submit' } }, async (request, reply) => {
    const toView = (id: string) => ({ id, secret: 'of the row' })
    const work = async () => {
      await sleep(20)
      worked += 1
      if (fails) throw new Error('changed my mind')
      return randomUUID()
    }
    return reply.status(201).send(toView(await store.run(work, request.replay(201, toView))))
  })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

async function post(key: string, n = 1, user = randomUUID(), agency = 'xa-police') {
  const authorization = `Bearer ${await token('referral:submit', { claims: { sub: user, agency } })}`
  return app.inject({
    method: 'POST',
    url: '/things',
    headers: { authorization, 'idempotency-key': key },
    payload: { n },
  })
}

test('Ten at once with one key are worked on once, and all get the same bytes', async () => {
  const before = worked
  const user = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => post('together', 1, user)))
  expect(new Set(answers.map(answer => `${answer.statusCode} ${answer.body}`)).size).toBe(1)
  expect(answers[0]?.statusCode).toBe(201)
  expect(worked).toBe(before + 1)
})

test('What is stored is what was sent: fields outside the schema are not kept', async () => {
  const user = randomUUID()
  const { body } = await post('kept', 1, user)
  const rows = await store.read(({ sql }) =>
    sql<{ body: unknown }>('select body from idempotency where user_id = $1', [user]),
  )
  expect(rows).toEqual([{ body: JSON.parse(body) }])
})

test('The same key of another user is another request', async () => {
  const [one, other] = [await post('shared'), await post('shared')]
  expect(one.statusCode).toBe(201)
  expect(other.body).not.toBe(one.body)
})

test('The same key of a user who acts for another agency is another request', async () => {
  const user = randomUUID()
  const [one, other] = [await post('moved', 1, user), await post('moved', 1, user, 'xa-shelter')]
  expect(other.statusCode).toBe(201)
  expect(other.body).not.toBe(one.body)
  expect((await post('moved', 1, user)).body).toBe(one.body)
  expect((await post('moved', 2, user, 'xa-prosecution')).statusCode).toBe(201)
})

test('A key that came with another body is refused, before or during the work', async () => {
  const user = randomUUID()
  const both = await Promise.all([post('two', 1, user), post('two', 2, user)])
  expect(both.map(answer => answer.statusCode).sort()).toEqual([201, 409])
  expect((await post('two', 3, user)).json().code).toBe('idempotency_key_reused')
})

test('A request that failed can be repeated with its key', async () => {
  const user = randomUUID()
  fails = true
  expect((await post('again', 1, user)).statusCode).toBe(500)
  fails = false
  expect((await post('again', 1, user)).statusCode).toBe(201)
})

test('What somebody writes into a key is not kept: a name is nobody’s to find in this table', async () => {
  const user = randomUUID()
  const first = await post('Ximena_Ocllo', 1, user)
  expect((await post('Ximena_Ocllo', 1, user)).body).toBe(first.body)
  const rows = await store.read(({ sql }) =>
    sql<{ row: string }>('select i::text as row from idempotency i where user_id = $1', [user]),
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.row).not.toMatch(/ximena|ocllo/i)
})
