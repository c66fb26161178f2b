import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { PORTAL, useAccounts } from './support/accounts.ts'
import { Browser } from './support/browser.ts'

const accounts = await useAccounts({ publicUrl: 'https://accounts.xa.example' })

test('behind a proxy that ends TLS every cookie is for TLS only, and bound to this host', async () => {
  const person = await accounts.person('caseworker')
  const browser = await Browser.open(accounts)
  const started = await browser.begin()
  const cookies = started.headers.getSetCookie()
  const page = Browser.target(started)
  const sent = await browser.submit(page, { username: person.username, password: person.password, code: person.code() })
  const resumed = await browser.fetch(Browser.target(sent))
  cookies.push(...resumed.headers.getSetCookie())
  expect(cookies.length).toBeGreaterThan(3)
  for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-amparo_xa_.*; secure/i)
  const { body } = await browser.redeem(browser.codeFrom(resumed))
  expect(decodeJwt(body['access_token'] ?? '').iss).toBe('https://accounts.xa.example')
})

test('what a caller says of hosts and protocols changes no address and no cookie', async () => {
  const headers = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example', host: 'evil.example' }
  const metadata = await (await fetch(`${accounts.address}/.well-known/openid-configuration`, { headers })).text()
  expect(metadata).toContain('https://accounts.xa.example/token')
  expect(metadata).not.toContain('evil.example')
  const browser = await Browser.open(accounts)
  const started = await browser.fetch(browser.authorizationUrl({ redirect_uri: PORTAL }), { headers })
  expect(Browser.target(started)).toMatch(/^\/interaction\//)
  for (const cookie of started.headers.getSetCookie()) expect(cookie).toMatch(/; secure/i)
})
