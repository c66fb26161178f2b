import { createHmac, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createTokenVerifier, requireStepUp } from '../src/index.ts'
import { AUDIENCE, ISSUER, jwks, type TokenChange, token, USER, verifier } from './fixtures.ts'

const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago

test('A good token names the caller, their agency and scopes', async () => {
  const raw = await token('referral:read view:open', { claims: { cnf: { jkt: 'thumb' } } })
  const caller = await verifier.verify(raw)
  expect(caller).toMatchObject({ user: USER, agency: 'xa-police', hub: 'XA', jkt: 'thumb', token: raw })
  expect([...caller.scopes]).toEqual(['referral:read', 'view:open'])
})

test('A token names the posts of its user; one of another provider says nothing of them, or in another form', async () => {
  const rolesOf = async (roles: unknown) =>
    (await verifier.verify(await token('view:open', { claims: { roles } }))).roles
  expect(await rolesOf(['caseworker', 'supervisor'])).toEqual(['caseworker', 'supervisor'])
  for (const other of [undefined, 'caseworker', [{ value: 'caseworker' }], Array(51).fill('x'), ['x'.repeat(201)]])
    expect(await rolesOf(other)).toEqual([])
})

const wrong: Record<string, TokenChange> = {
  'another issuer': { claims: { iss: 'https://accounts.xb.example' } },
  'another audience': { claims: { aud: 'urn:amparo:hub:XB' } },
  'an audience that only begins like ours': { claims: { aud: `${AUDIENCE}1` } },
  'another hub': { claims: { hub: 'XB' } },
  'no hub': { claims: { hub: undefined } },
  'no agency': { claims: { agency: undefined } },
  'no user': { claims: { sub: undefined } },
  'a user who is no id': { claims: { sub: 'admin' } },
  'no end': { claims: { exp: undefined } },
  'an end that has passed': { claims: { iat: seconds(299), exp: seconds(1) } },
  'a life of more than five minutes': { claims: { exp: seconds(-3_600) } },
  'an issue more than five minutes ago': { claims: { iat: seconds(301), exp: seconds(-10) } },
  'an issue in the future': { claims: { iat: seconds(-60), exp: seconds(-120) } },
  'a sign-in in the future': { claims: { auth_time: seconds(-60) } },
  'the type of an ID token': { header: { typ: 'JWT' } },
  'no type': { header: { typ: undefined } },
  'no key id': { header: { kid: undefined } },
  'an unknown key id': { header: { kid: 'k2' } },
  'the signature of another key': { key: generateKeyPairSync('ed25519').privateKey },
}

describe('A token is refused with', () => {
  test.each(Object.entries(wrong))('%s', async (_name, change) => {
    await expect(verifier.verify(await token('referral:read', change))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('no signature (alg none)', async () => {
    const [, payload] = (await token()).split('.')
    const header = base64({ alg: 'none', typ: 'at+jwt', kid: 'k1' })
    for (const raw of [`${header}.${payload}.`, `${header}.${payload}`]) {
      await expect(verifier.verify(raw)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  test('an HMAC made with the public key', async () => {
    const [, payload] = (await token()).split('.')
    const input = `${base64({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${payload}`
    const mac = createHmac('sha256', JSON.stringify(jwks.keys[0])).update(input).digest('base64url')
    await expect(verifier.verify(`${input}.${mac}`)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('any character changed, also after the good one was seen', async () => {
    const raw = await token()
    await verifier.verify(raw)
    for (let at = 0; at < raw.length; at += 7) {
      const other = raw[at] === 'A' ? 'B' : 'A'
      const changed = raw.slice(0, at) + other + raw.slice(at + 1)
      await expect(verifier.verify(changed)).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })
})

test('Two callers never get each other from the cache', async () => {
  const other = '00000000-0000-4000-8000-000000000001'
  const [a, b] = [await token('referral:read'), await token('audit:read', { claims: { sub: other } })]
  for (let round = 0; round < 3; round++) {
    expect((await verifier.verify(a)).user).toBe(USER)
    expect((await verifier.verify(b)).user).toBe(other)
  }
})

test('A sign-in of six minutes ago does not satisfy a step-up, one of four does', async () => {
  const caller = (minutes: number) => token('x', { claims: { auth_time: seconds(minutes * 60) } }).then(verifier.verify)
  const [four, six] = [await caller(4), await caller(6)]
  expect(() => requireStepUp(four, new Date())).not.toThrow()
  expect(() => requireStepUp(six, new Date())).toThrow(expect.objectContaining({ code: 'step_up_required' }))
})

test('However recent, a sign-in without a second factor does not satisfy a step-up', async () => {
  const password = await token('x', { claims: { acr: 'urn:example:password' } }).then(verifier.verify)
  expect(() => requireStepUp(password, new Date())).toThrow(expect.objectContaining({ code: 'step_up_required' }))
})

test('While the issuer is away, the answer is that sign-in cannot be checked, not that the token is bad', async () => {
  const away = createTokenVerifier({ issuer: 'http://127.0.0.1:9', audience: AUDIENCE, hub: 'XA' })
  await expect(away.verify(await token('x', { claims: { iss: 'http://127.0.0.1:9' } }))).rejects.toMatchObject({
    code: 'sign_in_unavailable',
  })
})

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('Whoever is not to be believed all the same is asked for each token that is one', async () => {
  const seen: string[] = []
  const checking = createTokenVerifier({
    ...{ issuer: ISSUER, audience: AUDIENCE, hub: 'XA', jwks },
    check: ({ user, issuedAt }) => {
      seen.push(`${user} ${Date.now() - issuedAt.getTime() < 10_000}`)
      throw new Error('ended')
    },
  })
  await expect(checking.verify(await token('referral:read'))).rejects.toThrow('ended')
  await expect(checking.verify('none')).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(seen).toEqual([`${USER} true`])
})
