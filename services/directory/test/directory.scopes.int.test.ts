import { listRoutes, SCOPES } from '@amparo/http'
import { beforeAll, expect, test } from 'vitest'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, http } = await useDirectory()
const PATHS = ['/agencies', `/agencies/XA/${SHELTER}`, '/hubs/XA', '/hubs/own/seal-certificate']
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

test('every route of this service is in this test', () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  expect(routes.map(route => route.url)).toHaveLength(PATHS.length)
  expect(new Set(routes.map(route => `${route.method} ${route.access}`))).toEqual(new Set(['GET directory:read']))
})
