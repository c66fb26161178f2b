import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fetch, ProblemError } from '../src/index.ts'
import { createTotp, signIn } from '../src/node.ts'
import { startProvider, type TestProvider, USER } from './provider.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())
beforeEach(() => {
  provider.posted.length = 0
  provider.formAction = undefined
})

const options = () => ({ issuer: provider.issuer, hub: 'XA', ...USER })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'signed in',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  )

describe('signing in', () => {
  it('ends with a token that is bound to the key and says who one is', async () => {
    const session = await signIn(options())
    expect({ user: session.user, agency: session.agency, hub: session.hub }).toEqual({
      user: USER.id,
      agency: USER.agency,
      hub: 'XA',
    })
    const token = await session.accessToken()
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'EdDSA' })
    expect(decodeJwt(token)).toMatchObject({ aud: 'urn:amparo:hub:XA', cnf: { jkt: session.keys.jkt } })
    expect(session.scopes).toEqual(['referral:read', 'view:open'])
  })

  it("fills in the page's own form, its hidden fields too", async () => {
    await signIn({ ...options(), now: () => new Date('2026-03-04T12:00:00Z') }).catch(() => undefined)
    const [form] = provider.posted
    expect(form?.get('csrf')).toBe("a&b'c")
    expect(form?.get('username')).toBe(USER.username)
    expect(form?.get('code')).toBe(await createTotp(USER.totpSecret)(() => new Date('2026-03-04T12:00:00Z')))
  })

  it('says that it is the clock that is wrong', async () => {
    const now = () => new Date(Date.now() + 10 * 60_000)
    const refused = await signIn({ ...options(), now, language: 'es' }).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'clock_differs',
      title: 'El reloj de este equipo no coincide con el del nodo',
    })
  })

  it('says that nobody answered, in the language asked for', async () => {
    const refused = await signIn({ ...options(), issuer: 'http://127.0.0.1:1', language: 'pt' }).catch(error => error)
    expect(refused).toMatchObject({ code: 'sign_in_unavailable', title: expect.stringContaining('agora') })
  })

  it('fails after one try with a wrong password', async () => {
    expect(await code(signIn({ ...options(), password: 'wrong' }))).toBe('sign_in_refused')
    expect(provider.posted).toHaveLength(1)
  })

  it('gives the password to no other origin, whatever the page says', async () => {
    const thief: string[] = []
    const watched: Fetch = (url, init) => {
      if (!url.startsWith(provider.issuer)) thief.push(url)
      return fetch(url, init)
    }
    provider.formAction = 'http://127.0.0.1:1/collect'
    expect(await code(signIn({ ...options(), fetch: watched }))).toBe('sign_in_left_issuer')
    expect(thief).toEqual([])
    expect(provider.posted).toEqual([])
  })

  it('fails where there is no provider, or one that calls itself another', async () => {
    expect(await code(signIn({ ...options(), issuer: 'http://127.0.0.1:1' }))).toBe('sign_in_unavailable')
    const other = provider.issuer.replace('127.0.0.1', 'localhost')
    expect(await code(signIn({ ...options(), issuer: other }))).toBe('sign_in_unavailable')
  })
})

describe('a session', () => {
  it('renews its token once when several requests find it ending', async () => {
    let offset = 0
    let refreshed = 0
    const counting: Fetch = (url, init) => {
      if (String(init.body).includes('grant_type=refresh_token')) refreshed++
      return fetch(url, init)
    }
    const session = await signIn({ ...options(), fetch: counting, now: () => new Date(Date.now() + offset) })
    const first = await session.accessToken()
    expect(await session.accessToken()).toBe(first)
    offset = 285_000
    // The provider's clock has not moved, so a proof of the future would be refused: only its own renewal is watched.
    const attempts = await Promise.allSettled([session.accessToken(), session.accessToken(), session.accessToken()])
    expect(attempts).toHaveLength(3)
    expect(refreshed).toBe(1)
  })

  it('is renewed on demand without the password', async () => {
    const session = await signIn(options())
    const first = await session.accessToken()
    provider.posted.length = 0
    await session.refresh()
    expect(await session.accessToken()).not.toBe(first)
    expect(provider.posted).toEqual([])
  })

  it('is not over because the issuer cannot answer now', async () => {
    let isAway = false
    const away: Fetch = async (url, init) =>
      isAway ? Response.json({ error: 'temporarily_unavailable' }, { status: 503 }) : fetch(url, init)
    const session = await signIn({ ...options(), fetch: away })
    isAway = true
    expect(await code(session.refresh())).toBe('Error: the issuer cannot answer now')
    isAway = false
    expect(await code(session.refresh())).toBe('signed in')
  })

  it('steps up by asking for password and a new code', async () => {
    const session = await signIn(options())
    const before = Math.floor(Date.now() / 1000)
    await session.stepUp()
    expect(provider.posted).toHaveLength(2)
    const [first, second] = provider.posted.map(form => form.get('code'))
    expect(second).not.toBe(first)
    expect(session.authTime).toBeGreaterThanOrEqual(before)
    expect(session.authTime).toBeLessThanOrEqual(Date.now() / 1000)
  })

  it('authorises each request with a proof of its own', async () => {
    const session = await signIn(options())
    const request = { method: 'POST', url: 'https://hub.example/views?x=1#y' }
    const [one, two] = await Promise.all([session.authorize(request), session.authorize(request)])
    expect(one['authorization']).toBe(`DPoP ${await session.accessToken()}`)
    const proof = decodeJwt(String(one['dpop']))
    expect(proof).toMatchObject({ htm: 'POST', htu: 'https://hub.example/views' })
    expect(proof['ath']).toBeDefined()
    expect(proof.jti).not.toBe(decodeJwt(String(two['dpop'])).jti)
  })

  it('that was ended says so', async () => {
    const ended: Fetch = async (url, init) =>
      String(init.body).includes('grant_type=refresh_token')
        ? Response.json({ error: 'invalid_grant' }, { status: 400 })
        : fetch(url, init)
    const session = await signIn({ ...options(), fetch: ended })
    expect(await code(session.refresh())).toBe('sign_in_ended')
  })

  it('without refresh tokens is renewed by signing in again', async () => {
    const plain = await startProvider({ refreshTokens: false })
    try {
      const session = await signIn({ ...options(), issuer: plain.issuer })
      const first = await session.accessToken()
      await session.refresh()
      expect(await session.accessToken()).not.toBe(first)
      expect(decodeJwt(await session.accessToken()).sub).toBe(USER.id)
    } finally {
      await plain.close()
    }
  })

  it('gives a provider that wants one its nonce back', async () => {
    const wary = await startProvider({ dpopNonce: true })
    try {
      expect((await signIn({ ...options(), issuer: wary.issuer })).user).toBe(USER.id)
    } finally {
      await wary.close()
    }
  })
})
