import { createHash, randomUUID } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proofChecker } from '../src/dpop.ts'
import type { HttpApp } from '../src/index.ts'
import { testApp, token, USER, verifier } from './fixtures.ts'

const PATH = `/things/${USER}`
const keys = await generateKeyPair('ES256')
const jwk = await exportJWK(keys.publicKey)
let app: HttpApp
let bound: string

beforeAll(async () => {
  app = await testApp()
  bound = await token('referral:read', { claims: { cnf: { jkt: await calculateJwkThumbprint(jwk) } } })
})
afterAll(() => app.close())

const seconds = () => Math.floor(Date.now() / 1000)
const ath = (of: string) => createHash('sha256').update(of).digest('base64url')

async function proof(
  change: { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: CryptoKey } = {},
) {
  const good = { jti: randomUUID(), htm: 'GET', htu: `https://x.example${PATH}`, ath: ath(bound), iat: seconds() }
  return new SignJWT({ ...good, ...change.claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...change.header })
    .sign(change.key ?? keys.privateKey)
}
const status = async (dpop: string | undefined, authorization = `DPoP ${bound}`) => {
  const headers = { authorization, ...(dpop === undefined ? {} : { dpop }) }
  return (await app.inject({ method: 'GET', url: `${PATH}?x=1`, headers })).statusCode
}

test('A token comes with a proof of its key, for the service itself or through the portal', async () => {
  expect(await status(await proof())).toBe(200)
  expect(await status(await proof({ claims: { htu: `https://portal.example/api/test${PATH}` } }))).toBe(200)
})

describe('A proof is refused', () => {
  test('that is missing, or is none', async () => {
    expect(await status(undefined)).toBe(401)
    expect(await status('x.y.z')).toBe(401)
  })

  test('that was used before', async () => {
    const once = await proof()
    expect([await status(once), await status(once)]).toEqual([200, 401])
  })

  test.each([
    ['for another method', { htm: 'POST' }],
    ['for another path', { htu: 'https://x.example/things' }],
    ["through another service's way", { htu: `https://portal.example/api/other${PATH}` }],
    ['for another token', { ath: ath('other') }],
    ['for no token', { ath: undefined }],
    ['that is old', { iat: seconds() - 180 }],
    ['that is dated ahead', { iat: seconds() + 60 }],
    ['without an id', { jti: undefined }],
  ])('%s', async (_name, claims) => {
    expect(await status(await proof({ claims }))).toBe(401)
  })

  test('of another type', async () => {
    expect(await status(await proof({ header: { typ: 'JWT' } }))).toBe(401)
  })

  test('of another key, also one that claims to be the right one', async () => {
    const other = await generateKeyPair('ES256')
    expect(
      await status(await proof({ key: other.privateKey, header: { jwk: await exportJWK(other.publicKey) } })),
    ).toBe(401)
    expect(await status(await proof({ key: other.privateKey }))).toBe(401)
  })

  test('that is left out by calling the token a bearer’s', async () => {
    expect(await status(undefined, `Bearer ${bound}`)).toBe(401)
    expect(await status(await proof(), `Bearer ${bound}`)).toBe(200)
  })

  test('for a token that is bound to no key', async () => {
    const unbound = await token('referral:read')
    expect(await status(await proof({ claims: { ath: ath(unbound) } }), `DPoP ${unbound}`)).toBe(401)
  })
})

test('One that was used stays used, however many somebody else sends', async () => {
  const cnf = { jkt: await calculateJwkThumbprint(jwk) }
  const somebody = await verifier.verify(bound)
  const other = await verifier.verify(await token('referral:read', { claims: { sub: randomUUID(), cnf } }))
  const check = proofChecker('test', { mostOfUser: 3 })
  const send = async (by: typeof somebody, dpop?: string) =>
    check({ proof: dpop ?? (await proof({ claims: { ath: ath(by.token) } })), method: 'GET', path: PATH }, by).then(
      () => 'taken',
      ({ code }) => code,
    )
  const once = await proof()
  expect(await send(somebody, once)).toBe('taken')
  const sent = []
  for (let n = 0; n < 5; n++) sent.push(await send(other))
  expect(sent).toEqual(['taken', 'taken', 'taken', 'rate_limited', 'rate_limited'])
  expect(await send(somebody, once)).toBe('unauthenticated')
  expect(await send(somebody)).toBe('taken')
})

test('who sent too many is told when there is room again, and then there is', async () => {
  const caller = await verifier.verify(bound)
  let now = Date.now()
  const check = proofChecker('test', { clock: () => now, mostOfUser: 2 })
  let wait = 0
  const onWait = (seconds: number) => {
    wait = seconds
  }
  const send = async () =>
    check({ proof: await proof(), method: 'GET', path: PATH, onWait }, caller).then(
      () => 'taken',
      ({ code }) => code,
    )
  expect(await send()).toBe('taken')
  now += 40_000
  expect([await send(), await send()]).toEqual(['taken', 'rate_limited'])
  expect(wait).toBe(110)
  now += 50_000
  expect(await send()).toBe('rate_limited')
  expect(wait).toBe(60)
  now += wait * 1_000
  const iat = Math.floor(now / 1_000)
  const later = await proof({ claims: { iat } })
  await check({ proof: later, method: 'GET', path: PATH, onWait }, caller)
})
