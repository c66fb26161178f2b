import { randomUUID } from 'node:crypto'
import { SCOPES } from '@amparo/http'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const entry = anEntry()
let url: string

beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  await appended(redaction, entry)
})

const opened = randomUUID()
/** Each action, its scope, and what whoever has it hears. */
const ACTIONS = [
  ['GET', '/entries', 'audit:read', 200],
  ['GET', `/entries?referralId=${entry.referralId}`, 'audit:read', 200],
  ['GET', `/entries/${entry.entryId}/proof`, 'audit:read', 200],
  ['GET', '/consistency?from=1&to=1', 'audit:read', 200],
  ['GET', '/witnessed', 'audit:read', 200],
  ['GET', `/entries/${entry.entryId}/tlog-proof`, 'audit:read', 200],
  ['GET', '/desk', 'audit:read', 200],
  ['GET', '/erasures', 'audit:read', 200],
  ['GET', `/erasures/${opened}/proof`, 'audit:read', 404],
  ['GET', '/alerts', 'audit:read', 200],
  ['GET', `/alerts/${opened}`, 'audit:read', 404],
  ['POST', `/alerts/${opened}/questions`, 'audit:review', 400],
  ['POST', `/alerts/${opened}/finding`, 'audit:review', 400],
  ['POST', `/alerts/${opened}/measure`, 'audit:review', 400],
  ['GET', '/alert-questions', 'audit:answer', 200],
  ['POST', `/alert-questions/${opened}/answer`, 'audit:answer', 400],
  ['GET', '/registers/breach', 'audit:read', 200],
  ['POST', '/registers/breach', 'audit:review', 400],
  ['GET', '/certifications', 'audit:answer', 200],
  ['POST', `/certifications/${opened}/posts`, 'audit:answer', 400],
  ['POST', `/register-lines/${opened}/posts`, 'audit:review', 400],
  ['GET', '/samples', 'audit:read', 200],
  ['GET', '/samples/2026-01', 'audit:read', 404],
  ['POST', '/samples', 'audit:review', 400],
  ['POST', `/samples/2026-01/items/${opened}/review`, 'audit:review', 400],
  ['POST', `/register-lines/${opened}/steps`, 'audit:review', 400],
] as const

async function asked(path: string, scope?: string, method = 'GET') {
  const token = scope === undefined ? {} : { authorization: `Bearer ${await audit.issuer.token({ scope })}` }
  const sent = method === 'GET' ? {} : { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }
  const body = method === 'GET' ? {} : { body: '{}' }
  const response = await fetch(`${url}${path}`, { method, headers: { ...token, ...sent }, ...body })
  return { status: response.status, body: await response.text() }
}

test('every route of this service is in this test, with its scope', async () => {
  const { paths } = (await (await fetch(`${url}/docs/json`)).json()) as {
    paths: Record<string, Record<string, Described>>
  }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) =>
      security ? [`${method.toUpperCase()} ${path} ${security[0]?.token[0]}`] : [],
    ),
  )
  const untried = routes.filter(route => {
    const like = new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/ ]+')}$`)
    return !ACTIONS.some(([method, path, scope]) => like.test(`${method} ${path.split('?')[0]} ${scope}`))
  })
  expect(routes.length).toBeGreaterThan(20)
  expect(untried).toEqual([])
})
interface Described {
  readonly security?: readonly { readonly token: readonly string[] }[]
}

describe.each(ACTIONS)('%s %s', (method, path, scope, status) => {
  test(`is there for who has ${scope}`, async () => {
    expect((await asked(path, scope, method)).status).toBe(status)
  })

  test('is not there for anybody else who is signed in', async () => {
    const others = SCOPES.filter(other => other !== scope).join(' ')
    const [refused, absent] = await Promise.all([asked(path, others, method), asked('/no/such/path', others, method)])
    expect(refused.status).toBe(404)
    expect(withoutInstance(refused.body)).toEqual(withoutInstance(absent.body))
  })

  test('answers 401 to a stranger', async () => {
    expect((await asked(path, undefined, method)).status).toBe(401)
  })
})

test('An entry that does not exist and one that is not theirs look the same, body and all', async () => {
  const [absent, refused] = await Promise.all([
    asked(`/entries/${randomUUID()}/proof`, 'audit:read'),
    asked(`/entries/${entry.entryId}/proof`, 'referral:read'),
  ])
  expect(absent.status).toBe(refused.status)
  expect(withoutInstance(absent.body)).toEqual(withoutInstance(refused.body))
})

test('The signed head is for everybody', async () => {
  expect((await asked('/checkpoint')).status).toBe(200)
})

test('There is no way to write to the log over HTTP', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: SCOPES.join(' ') })}` }
    expect((await fetch(`${url}/entries`, { method, headers })).status).toBe(404)
  }
})

const withoutInstance = (body: string) => ({ ...JSON.parse(body), instance: undefined })
