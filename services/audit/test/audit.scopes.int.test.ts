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

const PATHS = [
  '/entries',
  `/entries?referralId=${entry.referralId}`,
  `/entries/${entry.entryId}/proof`,
  '/consistency?from=1&to=1',
  '/witnessed',
  `/entries/${entry.entryId}/tlog-proof`,
]
const asked = async (path: string, scope?: string) => {
  const headers = scope === undefined ? {} : { authorization: `Bearer ${await audit.issuer.token({ scope })}` }
  const response = await fetch(`${url}${path}`, { headers })
  return { status: response.status, body: await response.text() }
}

describe.each(PATHS)('%s', path => {
  test('is open to an auditor', async () => {
    expect((await asked(path, 'audit:read')).status).toBe(200)
  })

  test('is not there for anybody else who is signed in', async () => {
    const others = SCOPES.filter(scope => scope !== 'audit:read').join(' ')
    const [refused, absent] = await Promise.all([asked(path, others), asked('/no/such/path', others)])
    expect(refused.status).toBe(404)
    expect(withoutInstance(refused.body)).toEqual(withoutInstance(absent.body))
  })

  test('answers 401 to a stranger', async () => {
    expect((await asked(path)).status).toBe(401)
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
