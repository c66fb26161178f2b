import { randomUUID } from 'node:crypto'
import { listRoutes, SCOPES } from '@amparo/http'
import { describe, expect, test } from 'vitest'
import { STRANGER } from './fixtures/build.ts'
import { useDaily } from './fixtures/daily.ts'

const { http, get, post } = await useDaily({ offering: false })

const id = randomUUID()
const [from, to] = ['2126-01-01T08:00:00Z', '2126-01-01T16:00:00Z']
/** What each route takes, with a body that would be good. To whom more than the scope is asked, the tests of each of them show. */
const ROUTES: Record<string, readonly [scope: string, body?: object]> = {
  'GET /offers': ['referral:read'],
  'POST /offers/:id/answer': ['referral:decide', { answer: 'willing' }],
  'POST /referrals/:id/links': ['referral:work', { referralId: randomUUID(), kind: 'family' }],
  'POST /intakes': ['referral:submit', { count: 2, protocol: 'oas-64-standard' }],
  'GET /intakes': ['referral:read'],
  'GET /intakes/:id': ['referral:read'],
  'GET /rota': ['referral:read'],
  'POST /rota': ['referral:assign', { userId: id, from, to }],
  'POST /rota/:id/removal': ['referral:assign'],
  'GET /hands': ['referral:assign'],
  'GET /hands/open': ['referral:assign'],
  'POST /handovers': ['referral:assign', { fromUserId: id, toUserId: randomUUID() }],
  'GET /deadlines': ['referral:read'],
  'GET /news': ['referral:read'],
  'GET /request-news': ['evidence:contact'],
}

const ask = (name: string, scope: string, path: string, body?: object) => {
  const who = { ...STRANGER, scope }
  return name.startsWith('POST') ? post(who, path, body) : get(who, path)
}
const shapeOf = ({ status, body }: Awaited<ReturnType<typeof get>>) => ({ status, ...body, instance: '' })
const everything = SCOPES.join(' ')

test('every route of daily work is in this test, with its scope', () => {
  const routes = listRoutes(http).filter(route => route.access !== 'public')
  const scopes = Object.entries(ROUTES).map(([name, [scope]]) => [name, scope])
  expect(routes.map(({ method, url, access }) => [`${method} ${url}`, access]).sort()).toEqual(scopes.sort())
})

describe.each(Object.entries(ROUTES))('%s', (name, [scope, body]) => {
  const path = name.slice(name.indexOf('/')).replace(':id', id)

  test('without a token: 401', async () => {
    const answer = await http.inject({ method: name.startsWith('POST') ? 'POST' : 'GET', url: path })
    expect(answer.statusCode).toBe(401)
  })

  test('with every scope but its own, it reads as what does not exist', async () => {
    const nothing = shapeOf(await get({ ...STRANGER, scope: everything }, '/nothing'))
    const others = SCOPES.filter(other => other !== scope).join(' ')
    expect(shapeOf(await ask(name, others, path, body))).toEqual(nothing)
  })

  if (!path.includes(id)) return
  test('with every scope, what is not there reads like what is not yours', async () => {
    const nothing = shapeOf(await get({ ...STRANGER, scope: everything }, '/nothing'))
    expect(shapeOf(await ask(name, everything, path, body))).toEqual(nothing)
    expect(shapeOf(await ask(name, everything, path.replace(id, 'no-id'), body))).toEqual(nothing)
  })
})
