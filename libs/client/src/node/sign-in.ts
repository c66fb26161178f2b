import type { Fetch } from '../api/request.ts'
import { type ClientKeys, createKeyPair } from '../keys.ts'
import { beginAuthorization, codeIn } from '../oidc/authorization.ts'
import { discover } from '../oidc/discovery.ts'
import { exchangeCode, refreshTokens } from '../oidc/exchange.ts'
import { SignInError } from '../oidc/sign-in-error.ts'
import { createTokenSession, type TokenSession } from '../oidc/token-session.ts'
import type { Tokens } from '../oidc/tokens.ts'
import { clockDiffers, inLanguage } from '../own-refusals.ts'
import { createCookieJar } from './cookie-jar.ts'
import { createTotp } from './totp.ts'
import { walkToCallback } from './walk.ts'

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
  /** In which a refusal is said: es, en, fr or pt; English if not given. */
  readonly language?: string
  readonly now?: () => Date
}

export interface NodeSession extends TokenSession {
  /** Signs in again with password and code, so that `authTime` is now. */
  stepUp(): Promise<void>
}

/** Signs in as a person would in a browser: OpenID Connect code flow with PKCE, tokens bound to a key of its own (DPoP). Throws SignInError. */
export async function signIn(options: SignInOptions): Promise<NodeSession> {
  const now = options.now ?? (() => new Date())
  const { fetch: fetcher, telling } = toldOfClock(options.fetch ?? ((url, init) => fetch(url, init)), now)
  // Whatever goes wrong while somebody signs in is said as that, in their language.
  const saying = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw inLanguage(telling(error), options.language ?? 'en')
    })
  const keys = options.keys ?? (await createKeyPair(now()))
  const provider = await saying(discover(options.issuer, fetcher))
  const client = {
    ...{ provider, keys, fetch: fetcher, now, hub: options.hub },
    clientId: options.clientId ?? 'amparo-client',
    redirectUri: options.redirectUri ?? 'http://127.0.0.1/callback',
  }
  const jar = createCookieJar()
  const totp = createTotp(options.totpSecret)
  const credentials = async () => ({ username: options.username, password: options.password, code: await totp(now) })

  async function withPassword(again: boolean): Promise<Tokens> {
    const { url, pending } = await beginAuthorization({
      ...client,
      jkt: keys.jkt,
      ...(options.scope === undefined ? {} : { scope: options.scope }),
      ...(again ? { prompt: 'login' as const } : {}),
    })
    const callback = await walkToCallback(
      { from: url, issuer: provider.issuer, redirectUri: client.redirectUri },
      { fetch: fetcher, jar, credentials },
    )
    const code = codeIn(callback.searchParams, pending, provider.issuer)
    return exchangeCode(client, { code, ...pending })
  }
  // Without a refresh token the provider's own session (its cookie) is asked; it may want the password again.
  const renew = ({ refreshToken }: Tokens) =>
    refreshToken === undefined ? withPassword(false) : refreshTokens(client, refreshToken)

  const session = createTokenSession(await saying(withPassword(false)), { keys, now, renew })
  return withStepUp(session, async () => session.become(await saying(withPassword(true))))
}

/** A one-time code of another half minute than the last one is refused. */
const CODE_MS = 30_000
/** A code or a proof that is made by a wrong clock is refused as any other wrong one: the answers' own date tells. */
function toldOfClock(send: Fetch, now: () => Date) {
  let isWrong = false
  return {
    fetch: async (url: string, init: RequestInit) => {
      const response = await send(url, init)
      isWrong = clockDiffers(response, now(), CODE_MS)
      return response
    },
    telling(error: unknown): SignInError {
      const known = error instanceof SignInError ? error : new SignInError('sign_in_unavailable', error)
      return isWrong ? new SignInError('clock_differs', known) : known
    },
  }
}

/** Keeps the getters: a spread would freeze what they say now. */
const withStepUp = (session: TokenSession, stepUp: () => Promise<void>): NodeSession =>
  Object.assign(session, { stepUp })
