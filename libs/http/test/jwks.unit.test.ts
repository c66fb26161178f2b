import { expect, test } from 'vitest'
import { remoteKeys } from '../src/index.ts'
import { ISSUER, jwks } from './fixtures.ts'

interface Issuer {
  readonly named?: string
  readonly keysAt?: string
  readonly jwksUrl?: string
}

/** An issuer that counts how often its keys are fetched. */
function issuer({ named = ISSUER, keysAt = `${ISSUER}/jwks`, jwksUrl }: Issuer = {}) {
  const asked: string[] = []
  const state = { fetched: 0, up: true, jwks, now: 1_000_000, asked }
  const get: typeof fetch = async input => {
    if (!state.up) throw new Error('away')
    asked.push(String(input))
    if (String(input).endsWith('/.well-known/openid-configuration'))
      return Response.json({ issuer: named, jwks_uri: keysAt })
    state.fetched += 1
    return Response.json(state.jwks)
  }
  return { state, keys: remoteKeys(ISSUER, { jwksUrl, get, clock: () => state.now }) }
}

test('Keys are fetched once for many tokens', async () => {
  const { state, keys } = issuer()
  await Promise.all(Array.from({ length: 20 }, () => keys('k1')))
  expect(await keys('k1')).toContain('BEGIN PUBLIC KEY')
  expect(state.fetched).toBe(1)
})

test('An unknown key id fetches again at most once in ten seconds', async () => {
  const { state, keys } = issuer()
  await keys('k1')
  for (let i = 0; i < 50; i++) expect(await keys(`k-${i}`)).toBeUndefined()
  expect(state.fetched).toBe(1)
  state.now += 10_001
  for (let i = 0; i < 50; i++) expect(await keys(`k-${i}`)).toBeUndefined()
  expect(state.fetched).toBe(2)
})

test('A new key of the issuer is found, and a withdrawn one forgotten', async () => {
  const { state, keys } = issuer()
  await keys('k1')
  state.jwks = { keys: jwks.keys.map(key => ({ ...key, kid: 'k2' })) }
  state.now += 10_001
  expect(await keys('k2')).toBeDefined()
  expect(await keys('k1')).toBeUndefined()
})

test('Known keys stay good while the issuer is away; without any, nothing can be said', async () => {
  const { state, keys } = issuer()
  state.up = false
  await expect(keys('k1')).rejects.toMatchObject({ code: 'sign_in_unavailable' })
  state.up = true
  state.now += 10_001
  await keys('k1')
  state.up = false
  state.now += 600_000
  expect(await keys('k1')).toBeDefined()
})

test.each([
  ['speaks for another issuer', { named: 'https://evil.example' }],
  ['keeps its keys elsewhere', { keysAt: 'https://evil.example/jwks' }],
])('A discovery document that %s is not believed', async (_name, document) => {
  await expect(issuer(document).keys('k1')).rejects.toMatchObject({ code: 'sign_in_unavailable' })
})

test('A service that knows where the keys are asks there and nowhere else', async () => {
  const { state, keys } = issuer({ jwksUrl: 'http://xa-accounts:8080/jwks' })
  expect(await keys('k1')).toContain('BEGIN PUBLIC KEY')
  expect(state.asked).toEqual(['http://xa-accounts:8080/jwks'])
})

test('Keys of other kinds are passed over', async () => {
  const { state, keys } = issuer()
  state.jwks = {
    keys: [...jwks.keys, { kty: 'oct', kid: 'hs', k: 'c2VjcmV0' }, { kty: 'RSA', kid: 'rs', n: 'AQ', e: 'AQAB' }],
  }
  expect(await keys('hs')).toBeUndefined()
  expect(await keys('rs')).toBeUndefined()
  expect(await keys('k1')).toBeDefined()
})
