import { decodeJwt } from 'jose'
import type { Fetch } from '../api/request.ts'
import { dpopProof } from '../dpop.ts'
import { type ClientKeys, createKeyPair } from '../keys.ts'
import type { Session } from '../session.ts'
import { authorize } from './authorization.ts'
import { createCookieJar } from './cookie-jar.ts'
import { discover, type Provider } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'
import { requestTokens, type Tokens } from './tokens.ts'
import { createTotp } from './totp.ts'

/** Everything there is; the provider gives what the user's roles allow. */
const SCOPES = [
  'openid',
  'offline_access',
  'subject:register',
  'consent:record',
  'consent:confirm',
  'referral:submit',
  'referral:read',
  'referral:decide',
  'referral:work',
  'referral:assign',
  'view:open',
  'directory:read',
  'audit:read',
]
/** A token this close to its end is not sent any more. */
const RENEW_BEFORE_MS = 20_000

export interface SignInOptions {
  /** OpenID issuer, e.g. http://127.0.0.1:4001 */
  readonly issuer: string
  readonly hub: string
  readonly username: string
  readonly password: string
  /** Base32, as in an authenticator app. */
  readonly totpSecret: string
  readonly clientId?: string
  /** Registered for the client. Nothing listens there: the redirect is read, not followed. */
  readonly redirectUri?: string
  readonly scope?: string
  readonly keys?: ClientKeys
  readonly fetch?: Fetch
  readonly now?: () => Date
}

export interface NodeSession extends Session {
  readonly scopes: readonly string[]
  /** Seconds since 1970. */
  readonly authTime: number
  /** Renewed by itself shortly before it ends. */
  accessToken(): Promise<string>
  refresh(): Promise<void>
  /** Signs in again with password and code, so that `auth_time` is now. */
  stepUp(): Promise<void>
}

/** Signs in as a person would in a browser: OpenID Connect code flow with PKCE, tokens bound to a key of its own (DPoP). */
export async function signIn(options: SignInOptions): Promise<NodeSession> {
  const now = options.now ?? (() => new Date())
  const fetcher: Fetch = options.fetch ?? ((url, init) => fetch(url, init))
  const keys = options.keys ?? (await createKeyPair(now()))
  const provider = await discover(options.issuer, fetcher)
  const clientId = options.clientId ?? 'amparo-client'
  const redirectUri = options.redirectUri ?? 'http://127.0.0.1/callback'
  const resource = `urn:amparo:hub:${options.hub}`
  const jar = createCookieJar()
  const totp = createTotp(options.totpSecret)
  const by = { keys, fetch: fetcher, now }

  async function withPassword(again: boolean): Promise<Tokens> {
    const scope = options.scope ?? SCOPES.join(' ')
    const { code, verifier, nonce } = await authorize(
      { ...provider, clientId, redirectUri, scope, resource, jkt: keys.jkt, again },
      {
        fetch: fetcher,
        jar,
        credentials: () => ({ username: options.username, password: options.password, code: totp(now()) }),
      },
    )
    const tokens = await requestTokens(
      provider.tokenEndpoint,
      {
        grant_type: 'authorization_code',
        client_id: clientId,
        redirect_uri: redirectUri,
        resource,
        code,
        code_verifier: verifier,
      },
      by,
    )
    checkIdToken(tokens.idToken, { provider, clientId, nonce, user: tokens.user })
    return tokens
  }

  async function renew(current: Tokens): Promise<Tokens> {
    const { refreshToken } = current
    // Without a refresh token the provider's own session (its cookie) is asked; it may want the password again.
    if (refreshToken === undefined) return withPassword(false)
    const fresh = await requestTokens(
      provider.tokenEndpoint,
      { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, resource },
      by,
    )
    return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken }
  }

  const first = await withPassword(false)
  return sessionOf(first, { keys, now, renew, again: () => withPassword(true) })
}

function sessionOf(
  first: Tokens,
  by: { keys: ClientKeys; now: () => Date; renew(current: Tokens): Promise<Tokens>; again(): Promise<Tokens> },
): NodeSession {
  let current = first
  let renewing: Promise<void> | undefined

  function become(next: Tokens): void {
    // A form sealed for one person must never go out with another's token.
    if (next.user !== first.user || next.agency !== first.agency) throw new SignInError('sign_in_as_another')
    current = next
  }
  /** One renewal at a time: a refresh token that is used twice is taken for stolen, and ends the sign-in. */
  function once(): Promise<void> {
    renewing ??= by
      .renew(current)
      .then(become)
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }
  async function accessToken(): Promise<string> {
    if (current.expiresAt - by.now().getTime() < RENEW_BEFORE_MS) await once()
    return current.accessToken
  }
  return {
    hub: first.hub,
    agency: first.agency,
    user: first.user,
    keys: by.keys,
    get scopes() {
      return current.scopes
    },
    get authTime() {
      return current.authTime
    },
    accessToken,
    refresh: once,
    stepUp: async () => become(await by.again()),
    async authorize({ method, url }) {
      const token = await accessToken()
      const dpop = await dpopProof(by.keys, { method, url, accessToken: token, now: by.now() })
      return { authorization: `DPoP ${token}`, dpop }
    },
  }
}

/**
 * The signature is not checked: the token came straight from the token endpoint, which OpenID Connect Core 3.1.3.7 (6)
 * accepts in its place. Nonce, issuer and audience tie it to this very sign-in.
 */
function checkIdToken(
  idToken: string | undefined,
  expected: { provider: Provider; clientId: string; nonce: string; user: string },
): void {
  if (idToken === undefined) return
  const { iss, aud, sub, nonce } = decodeJwt<{ nonce?: unknown }>(idToken)
  const mine = [aud].flat().includes(expected.clientId) && iss === expected.provider.issuer
  if (!mine || nonce !== expected.nonce || sub !== expected.user) throw new SignInError('sign_in_state_mismatch')
}
