import { signIn } from '@amparo/client/node'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { later, PORTAL, useAccounts } from './support/accounts.ts'
import { AUDIENCE, Browser, proof } from './support/browser.ts'

const accounts = await useAccounts()
const { issuer } = accounts

describe('a refresh token', () => {
  test('gives access tokens, each of its own', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    const second = await browser.refresh(tokens.refresh)
    expect(second.status).toBe(200)
    const { jti, iat, exp, ...rest } = decodeJwt(second.body['access_token'] ?? '')
    const { jti: firstJti, iat: _iat, exp: _exp, ...first } = decodeJwt(tokens.access)
    expect(rest).toEqual(first)
    expect(jti).not.toBe(firstJti)
    expect((exp ?? 0) - (iat ?? 0)).toBe(300)
  })
  test('that comes again, since the answer was lost, is answered again, and ends nothing', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    for (let n = 0; n < 3; n++) {
      const { status, body } = await browser.refresh(tokens.refresh)
      expect([status, body['refresh_token']]).toEqual([200, tokens.refresh])
    }
    expect(browser.codeFrom(await browser.begin({ prompt: 'none' }))).toMatch(/./)
  })
  test('is good for two tabs, or two tries, that come at the same moment', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.refresh(tokens.refresh)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  })
  test('is of no use with another key, nor without a proof, also after it was used', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    const thief = await Browser.open(accounts)
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh }
    for (const client_id of ['amparo-portal', 'amparo-client']) {
      expect((await thief.token({ ...form, client_id })).body['error']).toBe('invalid_grant')
      expect((await thief.token({ ...form, client_id }, { dpop: undefined })).status).toBe(400)
      expect((await browser.refresh(tokens.refresh)).status).toBe(200)
    }
  })
  test('ends eight hours after the sign-in, however often it was renewed', async () => {
    const browser = await Browser.open(accounts)
    const person = await accounts.person('caseworker')
    const start = Date.now()
    let { refresh } = await browser.signIn(person)
    for (const hours of [4, 3.9]) {
      later(hours * 3600)
      const renewed = await browser.refresh(refresh)
      expect(renewed.status).toBe(200)
      refresh = renewed.body['refresh_token'] ?? ''
    }
    const ends = await accounts.sql<{ ends: Date }>(
      `select distinct expires_at as ends from accounts.oidc_model
       where kind = 'RefreshToken' and payload ->> 'accountId' = '${person.id}'`,
    )
    const minutes = ends.map(end => Math.round((end.ends.getTime() - start) / 60_000))
    expect(new Set(minutes)).toEqual(new Set([480]))
    later(0.2 * 3600)
    expect((await browser.refresh(refresh)).body['error']).toBe('invalid_grant')
  })
  test('is taken back at the revocation endpoint', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    const body = new URLSearchParams({ client_id: 'amparo-portal', token: tokens.refresh })
    expect((await browser.fetch('/token/revocation', { method: 'POST', body })).status).toBe(200)
    expect((await browser.refresh(tokens.refresh)).status).toBe(400)
  })
})

describe('an authorization code', () => {
  test('is good once; the second time takes back what the first gave', async () => {
    const browser = await Browser.open(accounts)
    const code = await browser.code(await accounts.person('caseworker'))
    const { body } = await browser.redeem(code)
    expect((await browser.redeem(code)).body['error']).toBe('invalid_grant')
    expect((await browser.refresh(body['refresh_token'] ?? '')).status).toBe(400)
  })
  test('gives tokens once also to two who come at the same moment', async () => {
    const browser = await Browser.open(accounts)
    const code = await browser.code(await accounts.person('caseworker'))
    const answers = await Promise.all([1, 2, 3, 4].map(() => browser.redeem(code)))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
  })
  test('and a proof of possession too', async () => {
    const browser = await Browser.open(accounts)
    const { refresh } = await browser.signIn(await accounts.person('caseworker'))
    const dpop = await proof(browser.keys, `${issuer}/token`)
    const first = await browser.token({ grant_type: 'refresh_token', refresh_token: refresh }, { dpop })
    const next = { grant_type: 'refresh_token', refresh_token: first.body['refresh_token'] ?? '' }
    expect((await browser.token(next, { dpop })).status).toBe(400)
  })
  test('also when it comes at the same moment, each time with something good', async () => {
    const browser = await Browser.open(accounts)
    for (let round = 0; round < 5; round++) {
      const codes = [await browser.code(await accounts.person('caseworker'))]
      const other = new Browser(accounts, browser.keys)
      codes.push(await other.code(await accounts.person('caseworker')))
      const dpop = await proof(browser.keys, `${issuer}/token`)
      const form = { grant_type: 'authorization_code', redirect_uri: PORTAL }
      const answers = await Promise.all(
        [browser, other].map((b, i) => b.token({ ...form, code: codes[i] ?? '', code_verifier: b.verifier }, { dpop })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
      browser.cookies.clear()
    }
  })
})

describe('a session', () => {
  test('spares the password for the next sign-in, unless it is to be proven anew', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const first = await browser.signIn(person)
    later(400)
    const silent = await browser.redeem(browser.codeFrom(await browser.begin()))
    expect(decodeJwt(silent.body['access_token'] ?? '')['auth_time']).toBe(decodeJwt(first.access)['auth_time'])

    const stepped = await browser.signIn(person, { max_age: '300' })
    expect(Number(decodeJwt(stepped.access)['auth_time']) - Number(decodeJwt(first.access)['auth_time'])).toBe(400)
    later(30)
    const again = await browser.signIn(person, { prompt: 'login' })
    expect(Number(decodeJwt(again.access)['auth_time']) - Number(decodeJwt(stepped.access)['auth_time'])).toBe(30)
  })
  describe('that nobody uses', () => {
    const silent = async (browser: Browser) =>
      new URL(Browser.target(await browser.begin({ prompt: 'none' }))).searchParams

    test('asks for the password after a quarter of an hour, however often it was tried meanwhile', async () => {
      const person = await accounts.person('caseworker')
      const browser = await Browser.open(accounts)
      const { refresh } = await browser.signIn(person)
      later(14 * 60)
      expect((await browser.refresh(refresh)).status).toBe(200)
      later(14 * 60)
      expect((await silent(browser)).get('code')).toMatch(/./)
      later(16 * 60)
      for (const _ of [1, 2]) expect((await silent(browser)).get('error')).toBe('login_required')
      expect(Browser.target(await browser.begin())).toContain('/interaction/')
      await browser.signIn(person)
      expect((await silent(browser)).get('code')).toMatch(/./)
    })
    test('is not kept in use by agency software, which renews its tokens with nobody there', async () => {
      const person = await accounts.person('caseworker')
      const browser = await Browser.open(accounts)
      await browser.signIn(person)
      later(30)
      const native = { client_id: 'amparo-client', redirect_uri: 'http://127.0.0.1:5555/callback' }
      const { body } = await browser.redeem(await browser.code(person, native), native)
      later(14 * 60)
      const next = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }
      expect((await browser.token({ ...next, client_id: 'amparo-client' })).status).toBe(200)
      later(2 * 60)
      expect((await silent(browser)).get('error')).toBe('login_required')
    })
  })
  test('leaves the refresh tokens of other tabs good when one tab steps up', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const tab = await browser.signIn(person)
    later(30)
    await browser.signIn(person, { prompt: 'login' })
    expect((await browser.refresh(tab.refresh)).status).toBe(200)
  })
  test('does not sign in agency software by itself: any program could call itself that', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    await browser.signIn(person)
    const native = { client_id: 'amparo-client', redirect_uri: 'http://127.0.0.1:5555/callback' }
    expect(Browser.target(await browser.begin(native))).toContain('/interaction/')
    const silent = Browser.target(await browser.begin({ ...native, prompt: 'none' }))
    expect(new URL(silent).searchParams.get('error')).toBe('login_required')
  })
  test('ends with the browser, and its cookie is out of reach of scripts and other sites', async () => {
    const browser = await Browser.open(accounts)
    const person = await accounts.person('caseworker')
    const page = Browser.target(await browser.begin())
    const sent = await browser.submit(page, {
      username: person.username,
      password: person.password,
      code: person.code(),
    })
    const cookie = (await browser.fetch(Browser.target(sent))).headers
      .getSetCookie()
      .find(line => line.startsWith('amparo_xa_session='))
    expect(cookie).toMatch(/httponly/i)
    expect(cookie).toMatch(/samesite=lax/i)
    expect(cookie).not.toMatch(/expires|max-age|domain/i)
  })
  test('outlives a restart of the service', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    await accounts.restart()
    expect((await browser.refresh(tokens.refresh)).status).toBe(200)
    expect(browser.codeFrom(await browser.begin())).toMatch(/./)
  })
  test('ends with the sign-out, and its refresh tokens with it', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    const query = new URLSearchParams({ id_token_hint: tokens.id, post_logout_redirect_uri: PORTAL, state: 's' })
    const page = await (await browser.fetch(`/session/end?${query}`)).text()
    expect(page).not.toContain('<script')
    const [, action = '', xsrf = ''] = /action="([^"]+)".*?name="xsrf" value="([^"]+)"/s.exec(page) ?? []
    const done = await browser.submit(action, { xsrf, logout: 'yes' })
    expect(Browser.target(done)).toBe(`${PORTAL}?state=s`)
    expect((await browser.refresh(tokens.refresh)).body['error']).toBe('invalid_grant')
    expect(Browser.target(await browser.begin())).toContain('/interaction/')
  })
  test('gives nothing without the password once its refresh token was taken back, though nobody confirmed a sign-out', async () => {
    const browser = await Browser.open(accounts)
    const person = await accounts.person('caseworker')
    const tokens = await browser.signIn(person)
    const body = new URLSearchParams({ client_id: 'amparo-portal', token: tokens.refresh })
    await browser.fetch('/token/revocation', { method: 'POST', body })
    const silent = new URL(Browser.target(await browser.begin({ prompt: 'none' })))
    expect(silent.searchParams.get('error')).toBe('login_required')
    expect(Browser.target(await browser.begin())).toContain('/interaction/')
    later(30)
    await browser.signIn(person)
    expect(browser.codeFrom(await browser.begin({ prompt: 'none' }))).toMatch(/./)
  })
  test('gives nothing without the password once a code came twice: whoever has one of the answers may have it too', async () => {
    const browser = await Browser.open(accounts)
    const code = await browser.code(await accounts.person('caseworker'))
    await browser.redeem(code)
    await browser.redeem(code)
    expect(Browser.target(await browser.begin())).toContain('/interaction/')
  })
  test('does not end because another site says so', async () => {
    const browser = await Browser.open(accounts)
    const tokens = await browser.signIn(await accounts.person('caseworker'))
    await browser.submit('/session/end/confirm', { xsrf: 'guessed', logout: 'yes' })
    expect((await browser.refresh(tokens.refresh)).status).toBe(200)
  })
  test('of one person gives way when another signs in at the same browser', async () => {
    const browser = await Browser.open(accounts)
    const first = await browser.signIn(await accounts.person('caseworker'))
    const second = await accounts.person('auditor')
    const page = Browser.target(await browser.begin({ prompt: 'login' }))
    const form = { username: second.username, password: second.password, code: second.code() }
    const handover = await (await browser.fetch(Browser.target(await browser.submit(page, form)))).text()
    const [, action = '', xsrf = ''] = /action="([^"]+)".*?name="xsrf" value="([^"]+)"/s.exec(handover) ?? []
    const back = await browser.submit(action, { xsrf, logout: 'yes' })
    const { body } = await browser.redeem(browser.codeFrom(await browser.fetch(Browser.target(back))))
    expect(decodeJwt(body['access_token'] ?? '').sub).toBe(second.id)
    expect((await browser.refresh(first.refresh)).status).toBe(400)
  })
})

describe('the list of users', () => {
  test('takes effect at once on those who are signed in: other roles, other scopes', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const { refresh } = await browser.signIn(person)
    const entry = accounts.users.find(({ id }) => id === person.id)
    if (entry) entry.roles = ['custodian']
    await accounts.import()
    const { body } = await browser.refresh(refresh)
    expect(decodeJwt(body['access_token'] ?? '')['scope']).toBe('directory:read')
  })
  test('ends what somebody had who is not on it any more, and frees the name', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const { refresh } = await browser.signIn(person)
    const at = accounts.users.findIndex(({ id }) => id === person.id)
    const [gone] = accounts.users.splice(at, 1)
    await accounts.import()
    expect((await browser.refresh(refresh)).body['error']).toBe('invalid_grant')
    expect(Browser.target(await browser.begin())).toContain('/interaction/')
    const successor = await accounts.person('caseworker')
    const entry = accounts.users.find(({ id }) => id === successor.id)
    if (entry && gone) entry.username = gone.username
    await accounts.import()
    later(30)
    const again = await Browser.open(accounts)
    const page = Browser.target(await again.begin())
    const form = { username: person.username, password: successor.password, code: successor.code() }
    expect((await again.submit(page, form)).status).toBe(303)
  })
})

test('the client library signs in, steps up and refreshes', async () => {
  const person = await accounts.person('caseworker')
  const session = await signIn({ issuer, hub: 'XA', ...person, now: () => new Date() })
  expect(session).toMatchObject({ user: person.id, agency: person.agencyId, hub: 'XA' })
  const before = session.authTime
  later(60)
  await session.stepUp()
  expect(session.authTime).toBe(before + 60)
  await session.refresh()
  expect(session.scopes).toContain('view:open')
  expect(decodeJwt(await session.accessToken()).aud).toBe(AUDIENCE)
})
