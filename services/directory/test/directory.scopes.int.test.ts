import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, expect, test } from 'vitest'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, post, http } = await useDirectory()
const OWN = '/agencies/own/capacity'
const HOUSING = { service: 'housing', places: 4, open: true }
const PATHS = ['/agencies', `/agencies/XA/${SHELTER}`, '/hubs/XA', '/hubs/own/seal-certificate', '/hubs/own/statement']
const others = SCOPES.filter(scope => scope !== 'directory:read').join(' ')

beforeAll(async () => {
  await take(await signed(aStatement()))
})

test.each(PATHS)('%s: with its scope; without it, nothing is here; without a token, 401', async path => {
  expect((await get(path)).status).toBe(200)
  const nothing = await get('/nowhere', others)
  const without = await get(path, others)
  expect({ ...without.body, instance: '' }).toEqual({ ...nothing.body, instance: '' })
  expect([without.status, without.body.code]).toEqual([404, 'not_found'])
  expect((await http.inject({ url: path })).statusCode).toBe(401)
})

test.each(['/agencies/XA/0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0999', '/agencies/XC/no-id', '/hubs/XC', '/hubs/own'])(
  '%s is not there',
  async path => {
    expect((await get(path)).status).toBe(404)
  },
)

const unmaintained = SCOPES.filter(scope => scope !== 'directory:maintain').join(' ')

test(`${OWN}: of the own agency, for whoever maintains it; for others it is not there`, async () => {
  const as = { agency: SHELTER }
  expect((await get(OWN, 'directory:maintain', as)).status).toBe(200)
  expect((await post(OWN, HOUSING, 'directory:maintain', as)).status).toBe(200)
  const nothing = await get('/nowhere', unmaintained)
  for (const without of [await get(OWN, unmaintained, as), await post(OWN, HOUSING, unmaintained, as)]) {
    expect([without.status, { ...without.body, instance: '' }]).toEqual([404, { ...nothing.body, instance: '' }])
  }
  for (const method of ['GET', 'POST'] as const) {
    const headers = { 'idempotency-key': 'k' }
    expect((await http.inject({ method, url: OWN, headers, payload: HOUSING })).statusCode).toBe(401)
  }
})

test('every route of this service is in this test', () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  const maintaining = ['GET /agencies/own/capacity', 'POST /agencies/own/capacity'].map(r => `${r} directory:maintain`)
  const named = routes.map(route => `${route.method} ${route.url} ${route.access}`)
  expect(named.filter(route => !route.endsWith('directory:read')).sort()).toEqual(maintaining)
  expect(named.filter(route => /^GET .* directory:read$/.test(route))).toHaveLength(PATHS.length)
})
