import { describe, expect, test } from 'vitest'
import { later, PORTAL, useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts()
const { issuer } = accounts

const json = async (path: string) => (await (await fetch(`${issuer}${path}`)).json()) as Record<string, unknown>

const LANGUAGES = [
  ['es', 'Iniciar sesión', 'Contraseña'],
  ['en', 'Sign in', 'Password'],
  ['fr', 'Se connecter', 'Mot de passe'],
  ['pt', 'Iniciar sessão', 'Senha'],
] as const

describe('the sign-in page', () => {
  test.each(LANGUAGES)(
    'in %s has a label for each field, one form and no script',
    async (language, title, password) => {
      const browser = await Browser.open(accounts)
      const page = await (await browser.fetch(Browser.target(await browser.begin({ ui_locales: language })))).text()
      expect(page).toContain(`<html lang="${language}">`)
      expect(page).toContain(`<h1>${title}</h1>`)
      expect(page).toContain(`<label for="password">${password}</label>`)
      const inputs = [...page.matchAll(/<input [^>]*id="([^"]+)" name="([^"]+)"/g)]
      expect(page.match(/<input/g)).toHaveLength(3)
      expect(inputs).toHaveLength(3)
      for (const [, id] of inputs) expect(page).toContain(`<label for="${id}">`)
      expect(page.match(/<form/g)).toHaveLength(1)
      expect(page).toMatch(/<form method="post"/)
      expect(page).toContain('autocomplete="one-time-code"')
      expect(page).toContain('autocomplete="current-password"')
      expect(page).not.toMatch(/<script|<img|<link|\son\w+=|style="/)
    },
  )
  test('follows the browser when the application does not say, and a link when the person does', async () => {
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin())
    const german = { headers: { 'accept-language': 'de, pt-BR;q=0.8, en;q=0.5' } }
    expect(await (await browser.fetch(page, german)).text()).toContain('<html lang="pt">')
    expect(await (await browser.fetch(`${page}?lang=fr`, german)).text()).toContain('<html lang="fr">')
  })
  test('says what is wrong and what to do next, tied to the fields, and forgets what was typed', async () => {
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin({ ui_locales: 'en' }))
    const form = { username: '"><script>alert(1)</script>', password: 'typed-password', code: '654321' }
    const answer = await (await browser.submit(page, form)).text()
    expect(answer).toContain('<title>Error: Sign in')
    expect(answer).toMatch(/role="alert"><h2>The user name, password or code is wrong<\/h2><p>Check all three/)
    expect(answer.match(/aria-describedby="problem/g)).toHaveLength(3)
    for (const typed of Object.values(form)) expect(answer).not.toContain(typed)
  })
  test('can load nothing, run nothing and be framed by nobody', async () => {
    const browser = await Browser.open(accounts)
    const { headers } = await browser.fetch(Browser.target(await browser.begin()))
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`form-action 'self' ${new URL(PORTAL).origin} `)
    expect(policy).not.toMatch(/unsafe/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
  test('is for the browser that was sent there, and for ten minutes', async () => {
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin({ ui_locales: 'en' }))
    const stranger = await fetch(new URL(page, issuer), { headers: { 'accept-language': 'en' } })
    const gone = await stranger.text()
    expect(stranger.status).toBe(404)
    expect(gone).toContain('This sign-in page is no longer valid')
    expect(gone).toContain(`href="${PORTAL}"`)
    expect((await browser.fetch('/interaction/another')).status).toBe(404)
    expect((await browser.fetch('/interaction/..%2f..%2f')).status).toBe(404)
    later(610)
    expect((await browser.fetch(page)).status).toBe(404)
    const person = await accounts.person('caseworker')
    const late = await browser.submit(page, {
      username: person.username,
      password: person.password,
      code: person.code(),
    })
    expect(late.status).toBe(404)
  })
  test('takes no form from another site, not even with the cookie', async () => {
    const person = await accounts.person('caseworker')
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin())
    const form = { username: person.username, password: person.password, code: person.code() }
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { 'sec-fetch-site': site }
      const answer = await browser.fetch(page, { method: 'POST', body: new URLSearchParams(form), headers })
      expect(answer.status).toBe(404)
    }
    expect((await browser.submit(page, form)).status).toBe(303)
  })
  test('takes nothing but a form, and not a large one', async () => {
    const browser = await Browser.open(accounts)
    const page = Browser.target(await browser.begin())
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await browser.fetch(page, json)).status).toBe(400)
    expect((await browser.submit(page, { username: 'x'.repeat(10_000) })).status).toBe(400)
  })
})

describe('the token endpoint', () => {
  test('may be called by the page of the portal, and by no other', async () => {
    const browser = await Browser.open(accounts)
    const { refresh } = await browser.signIn(await accounts.person('caseworker'))
    const evil = await browser.token(
      { grant_type: 'refresh_token', refresh_token: refresh },
      {
        origin: 'https://evil.example',
        dpop: undefined,
      },
    )
    expect(evil.headers.get('access-control-allow-origin')).toBeNull()
    expect(evil.status).toBe(400)
    const own = await browser.token(
      { grant_type: 'refresh_token', refresh_token: 'x' },
      {
        origin: new URL(PORTAL).origin,
        dpop: undefined,
      },
    )
    expect(own.headers.get('access-control-allow-origin')).toBe(new URL(PORTAL).origin)
  })
})

describe('everything else', () => {
  test('only the routes of sign-in are open', () => {
    const open = accounts.routes().filter(({ access }) => access === 'public')
    const urls = [...new Set(open.map(({ url }) => url))].filter(url => !url.startsWith('/docs')).sort()
    expect(urls).toEqual(
      [
        '/.well-known/oauth-authorization-server',
        '/.well-known/openid-configuration',
        '/auth',
        '/auth/:uid',
        '/healthz',
        '/interaction/:uid',
        '/jwks',
        '/readyz',
        '/session/end',
        '/session/end/confirm',
        '/session/end/success',
        '/token',
        '/token/revocation',
      ].sort(),
    )
  })
  test.each(['/reg', '/me', '/request', '/device/auth', '/token/introspection', '/nothing'])(
    '%s is nothing to a stranger',
    async path => {
      for (const method of ['GET', 'POST']) expect((await fetch(`${issuer}${path}`, { method })).status).toBe(401)
    },
  )
  test('what is offered is what is meant', async () => {
    const metadata = await json('/.well-known/openid-configuration')
    expect(metadata).toMatchObject({
      issuer,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      acr_values_supported: ['urn:amparo:acr:mfa'],
      ui_locales_supported: ['es', 'en', 'fr', 'pt'],
    })
    expect(new Set(metadata['grant_types_supported'] as string[])).toEqual(
      new Set(['authorization_code', 'refresh_token']),
    )
  })
  test('the published keys have no private part', async () => {
    const keys = (await json('/jwks'))['keys'] as object[]
    expect(keys).toHaveLength(1)
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' })
    expect(keys[0]).not.toHaveProperty('d')
  })
})
