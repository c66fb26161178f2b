import { createTokenVerifier } from '@amparo/http'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { later, PORTAL, useAccounts } from './support/accounts.ts'
import { AUDIENCE, Browser } from './support/browser.ts'

const accounts = await useAccounts()
const { issuer } = accounts
const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))

describe('the access token', () => {
  test('says who it is, of which agency, how they signed in, and is bound to the key of the client', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(person)
    const { payload } = await jwtVerify(tokens.access, keys, { issuer, audience: AUDIENCE, algorithms: ['EdDSA'] })
    expect(decodeProtectedHeader(tokens.access)).toMatchObject({ typ: 'at+jwt', alg: 'EdDSA' })
    expect(payload).toMatchObject({
      sub: person.id,
      agency: person.agencyId,
      roles: ['caseworker'],
      hub: 'XA',
      client_id: 'amparo-portal',
      acr: 'urn:amparo:acr:mfa',
      amr: ['pwd', 'otp'],
      cnf: { jkt: browser.keys.jkt },
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
    expect(payload['auth_time']).toBeCloseTo(Date.now() / 1000, -1)
    expect(tokens.type).toBe('DPoP')
  })
  test('is one that the services believe', async () => {
    const person = await accounts.person('caseworker')
    const tokens = await (await Browser.open(accounts)).signIn(person)
    const caller = await createTokenVerifier({ issuer, audience: AUDIENCE, hub: 'XA' }).verify(tokens.access)
    expect(caller).toMatchObject({ user: person.id, agency: person.agencyId, hub: 'XA' })
    expect(caller.scopes.has('subject:register')).toBe(true)
  })
  test('opens nothing that the roles do not, whatever was asked', async () => {
    const caseworker = await (await Browser.open(accounts)).signIn(await accounts.person('caseworker'))
    expect(decodeJwt(caseworker.access)['scope']).toBe(
      'subject:register consent:record consent:confirm referral:submit referral:read referral:decide referral:work view:open directory:read',
    )
    const auditor = await (await Browser.open(accounts)).signIn(await accounts.person('auditor'))
    expect(decodeJwt(auditor.access)['scope']).toBe('directory:read audit:read audit:review')
  })
  test('has only those scopes that were asked for', async () => {
    const person = await accounts.person('caseworker')
    const tokens = await (await Browser.open(accounts)).signIn(person, { scope: 'openid referral:read audit:read' })
    expect(decodeJwt(tokens.access)['scope']).toBe('referral:read')
  })
  test('takes the agency from the account, never from the request', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const code = await browser.code(person, {
      agency: 'another',
      claims: '{"id_token":{"agency":{"value":"another"}}}',
    })
    const { body } = await browser.redeem(code, { agency: 'another' })
    expect(decodeJwt(body['access_token'] ?? '')['agency']).toBe(person.agencyId)
  })
  test('is for this hub alone', async () => {
    const refused = await (await Browser.open(accounts)).begin({ resource: 'urn:amparo:hub:XB' })
    expect(new URL(Browser.target(refused)).searchParams.get('error')).toBe('invalid_target')
  })
  test('comes to agency software too, for which any port of the loopback is good', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const redirect = 'http://127.0.0.1:53211/callback'
    const client = { client_id: 'amparo-client', redirect_uri: redirect }
    const { status, body } = await browser.redeem(await browser.code(person, client), client)
    expect(status).toBe(200)
    expect(decodeJwt(body['access_token'] ?? '')['client_id']).toBe('amparo-client')
  })
})

describe('what is refused', () => {
  const form = (over: object) => ({ username: 'nobody@xa', password: 'wrong', code: '000000', ...over })

  test('a wrong password, a wrong code and an unknown name get one answer', async () => {
    const person = await accounts.person('caseworker')
    const { username, password } = person
    const answers = await Promise.all(
      [
        form({}),
        form({ username, code: person.code() }),
        form({ username, password }),
        form({ username, password, code: 'abcdef' }),
        form({ username, password: '' }),
      ].map(async given => {
        const browser = await Browser.open(accounts)
        const page = Browser.target(await browser.begin())
        const answer = await browser.submit(page, given)
        return { status: answer.status, body: (await answer.text()).replaceAll(page, '') }
      }),
    )
    expect(answers[0]?.status).toBe(403)
    expect(answers[0]?.body).toContain('Revise los tres datos')
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  })
  test('a code that was used', async () => {
    const person = await accounts.person('caseworker')
    await (await Browser.open(accounts)).code(person)
    const browser = await Browser.open(accounts)
    const again = await browser.submit(Browser.target(await browser.begin()), {
      ...person,
      code: person.code(),
    } as never)
    expect(again.status).toBe(403)
    later(30)
    await expect((await Browser.open(accounts)).code(person)).resolves.toMatch(/./)
  })
  test('one of two sign-ins with the same code at the same moment', async () => {
    const person = await accounts.person('caseworker')
    const tries = await Promise.allSettled([1, 2].map(async () => (await Browser.open(accounts)).code(person)))
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('another redirect address, and nobody is sent there', async () => {
    const browser = await Browser.open(accounts)
    for (const redirect of ['https://evil.example/', `${PORTAL}x`, 'http://127.0.0.1:4999', 'http://localhost:4999/']) {
      const answer = await browser.begin({ redirect_uri: redirect })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('location')).toBeNull()
      expect(await answer.text()).not.toContain('evil')
    }
  })
  test('a request without PKCE, or with a plain challenge', async () => {
    const browser = await Browser.open(accounts)
    const without = await browser.begin({ code_challenge: undefined, code_challenge_method: undefined })
    expect(new URL(Browser.target(without)).searchParams.get('error')).toBe('invalid_request')
    const plain = await browser.begin({ code_challenge_method: 'plain' })
    expect(new URL(Browser.target(plain)).searchParams.get('error')).toBe('invalid_request')
  })
  test('a code with another verifier, without a proof of the key, or with a proof of another key', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const code = await browser.code(person)
    const wrong = await browser.redeem(code, { code_verifier: 'x'.repeat(43) })
    expect(wrong.body['error']).toBe('invalid_grant')
    const body = { grant_type: 'authorization_code', code, redirect_uri: PORTAL, code_verifier: browser.verifier }
    expect((await browser.token(body, { dpop: undefined })).status).toBe(400)
    const thief = await Browser.open(accounts)
    expect((await thief.token(body)).body['error']).toBe('invalid_grant')
  })
  test('a token that is bound to no key, also when the code was bound to none', async () => {
    const browser = await Browser.open(accounts)
    const code = await browser.code(await accounts.person('caseworker'), { dpop_jkt: undefined })
    const body = { grant_type: 'authorization_code', code, redirect_uri: PORTAL, code_verifier: browser.verifier }
    expect((await browser.token(body, { dpop: undefined })).status).toBe(400)
  })
  test('another flow, another client, a password sent straight to the token endpoint', async () => {
    const browser = await Browser.open(accounts)
    const implicit = Browser.target(await browser.begin({ response_type: 'id_token' }))
    expect(implicit).toContain('error=unsupported_response_type')
    expect((await browser.begin({ client_id: 'somebody' })).status).toBe(400)
    const password = await browser.token({ grant_type: 'password', username: 'a', password: 'b' })
    expect(password.body['error']).toBe('unsupported_grant_type')
  })
  test('somebody of a suspended agency, and they are told', async () => {
    const person = await accounts.person('caseworker')
    accounts.suspended.add(person.agencyId)
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin({ ui_locales: 'en' }))
    const answer = await browser.submit(page, {
      username: person.username,
      password: person.password,
      code: person.code(),
    })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Your agency may not sign in here')
  })
})

describe('a sign-in', () => {
  const somebody = async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const { refresh } = await browser.signIn(person)
    const silent = async () => new URL(Browser.target(await browser.begin({ prompt: 'none' }))).searchParams
    return { person, browser, refresh, silent }
  }

  test('gives no further token while the agency is suspended, and goes on after that', async () => {
    const { person, browser, refresh, silent } = await somebody()
    const code = browser.codeFrom(await browser.begin())
    accounts.suspended.add(person.agencyId)
    expect((await browser.refresh(refresh)).body['error']).toBe('invalid_grant')
    expect((await silent()).get('error')).toBe('login_required')
    expect((await browser.redeem(code)).status).toBe(400)
    accounts.suspended.delete(person.agencyId)
    expect((await silent()).get('code')).toMatch(/./)
  })
  test('gives none while the database is away, says when to try again, and is not over by that', async () => {
    const { browser, refresh, silent } = await somebody()
    await accounts.databaseAway(async () => {
      const refused = await browser.refresh(refresh)
      expect([refused.status, refused.body['error']]).toEqual([503, 'temporarily_unavailable'])
      expect(refused.headers.get('retry-after')).toBe('5')
      expect((await silent()).get('error')).toBe('temporarily_unavailable')
    })
    expect((await browser.refresh(refresh)).status).toBe(200)
  })
  test('gives none while the directory does not say, and is not over by that', async () => {
    const { browser, refresh, silent } = await somebody()
    await accounts.directoryAway()
    const refused = await browser.refresh(refresh)
    expect([refused.status, refused.body['error']]).toEqual([503, 'temporarily_unavailable'])
    expect((await silent()).get('error')).toBe('temporarily_unavailable')
  })
})
