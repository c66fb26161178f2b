import { createHash, hash, randomBytes } from 'node:crypto'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { type Accounts, type Person, PORTAL } from './accounts.ts'

export const AUDIENCE = 'urn:amparo:hub:XA'
export const ALL_SCOPES =
  'openid offline_access subject:register consent:record consent:confirm referral:submit referral:read referral:decide ' +
  'referral:work referral:assign view:open directory:read audit:read audit:review audit:answer'

const base64url = (bytes: Buffer) => bytes.toString('base64url')

interface Keys {
  readonly privateKey: CryptoKey
  readonly jwk: JWK
  readonly jkt: string
}
export async function newKeys(): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return { privateKey, jwk, jkt: await calculateJwkThumbprint(jwk) }
}

export const proof = (keys: Keys, url: string, method = 'POST', accessToken?: string): Promise<string> =>
  new SignJWT({
    htm: method,
    htu: url,
    jti: base64url(randomBytes(16)),
    ...(accessToken && { ath: hash('sha256', accessToken, 'base64url') }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: keys.jwk })
    .setIssuedAt()
    .sign(keys.privateKey)

/** One browser with its cookies, and the client that runs in it. As small as can be: it hides nothing of the protocol. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly verifier = base64url(randomBytes(32))
  readonly keys: Keys
  readonly accounts: Accounts

  constructor(accounts: Accounts, keys: Keys) {
    this.accounts = accounts
    this.keys = keys
  }

  static async open(accounts: Accounts): Promise<Browser> {
    return new Browser(accounts, await newKeys())
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...init.headers }
    const { issuer, address } = this.accounts
    const at = url.replace(issuer, address)
    const response = await fetch(new URL(at, address), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  authorizationUrl(changes: Record<string, string | undefined> = {}): string {
    const parameters: Record<string, string | undefined> = {
      client_id: 'amparo-portal',
      redirect_uri: PORTAL,
      response_type: 'code',
      scope: ALL_SCOPES,
      resource: AUDIENCE,
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      dpop_jkt: this.keys.jkt,
      ...changes,
    }
    const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return `/auth?${new URLSearchParams(given)}`
  }

  /** Up to the sign-in page, or to wherever else the provider sends. */
  async begin(changes: Record<string, string | undefined> = {}): Promise<Response> {
    return this.fetch(this.authorizationUrl(changes))
  }

  /** Where a redirect goes; throws if there is none. */
  static target(response: Response): string {
    const location = response.headers.get('location')
    if (location === null) throw new Error(`no redirect: ${response.status}`)
    return location
  }

  /** Fills in the form at `page` and sends it. */
  submit(page: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(page, { method: 'POST', body: new URLSearchParams(form), headers })
  }

  /** The whole way, to the code. */
  async code(person: Person, changes: Record<string, string | undefined> = {}): Promise<string> {
    const page = Browser.target(await this.begin(changes))
    const sent = await this.submit(page, { username: person.username, password: person.password, code: person.code() })
    return this.codeFrom(await this.fetch(Browser.target(sent)))
  }

  codeFrom(response: Response): string {
    const code = new URL(Browser.target(response)).searchParams.get('code')
    if (code === null) throw new Error(`no code: ${Browser.target(response)}`)
    return code
  }

  async token(body: Record<string, string>, given: { dpop?: string | undefined; origin?: string } = {}) {
    const url = `${this.accounts.issuer}/token`
    const dpop = 'dpop' in given ? given.dpop : await proof(this.keys, url)
    const response = await fetch(`${this.accounts.address}/token`, {
      method: 'POST',
      headers: { accept: 'application/json', ...(dpop && { dpop }), ...(given.origin && { origin: given.origin }) },
      body: new URLSearchParams({ client_id: 'amparo-portal', ...body }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, string>,
    }
  }

  redeem(code: string, changes: Record<string, string> = {}) {
    const body = { grant_type: 'authorization_code', code, redirect_uri: PORTAL, code_verifier: this.verifier }
    return this.token({ ...body, ...changes })
  }

  refresh(refreshToken: string) {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken })
  }

  async signIn(person: Person, changes: Record<string, string | undefined> = {}) {
    const { body, status } = await this.redeem(await this.code(person, changes))
    if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`)
    const { access_token = '', refresh_token = '', id_token = '', scope = '', token_type } = body
    return { access: access_token, refresh: refresh_token, id: id_token, scope, type: token_type }
  }
}
