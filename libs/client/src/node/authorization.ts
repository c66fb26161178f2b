import { createHash } from 'node:crypto'
import type { Fetch } from '../api/request.ts'
import { randomToken } from '../random.ts'
import type { CookieJar } from './cookie-jar.ts'
import { formOf } from './html-form.ts'
import { SignInError } from './sign-in-error.ts'

const MAX_HOPS = 20
const TIMEOUT_MS = 15_000

/** What came back with the browser, and what the token endpoint will want to see. */
export interface AuthorizationCode {
  readonly code: string
  readonly verifier: string
  readonly nonce: string
}

export interface AuthorizationRequest {
  readonly issuer: string
  readonly endpoint: string
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  readonly resource: string
  readonly jkt: string
  /** Asks for the sign-in again although there is a session (step-up). */
  readonly again: boolean
}

/** Plays the browser's part: follows the provider's redirects and fills in its form. Throws SignInError. */
export async function authorize(
  request: AuthorizationRequest,
  browser: { fetch: Fetch; jar: CookieJar; credentials: () => Record<string, string> },
): Promise<AuthorizationCode> {
  const verifier = randomToken() + randomToken()
  const state = randomToken()
  const nonce = randomToken()
  const start = new URL(request.endpoint)
  const query = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scope,
    resource: request.resource,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Binds the code to the key as well (RFC 9449, section 10): a code that leaks is useless without it.
    dpop_jkt: request.jkt,
    acr_values: 'urn:amparo:acr:mfa',
    ...(request.again ? { prompt: 'login', max_age: '0' } : {}),
  }
  for (const [name, value] of Object.entries(query)) start.searchParams.set(name, value)

  const callback = await walk(start.href, request, browser)
  const answer = callback.searchParams
  if (answer.get('state') !== state) throw new SignInError('sign_in_state_mismatch')
  // RFC 9207: an answer of another issuer must not be taken to this one's token endpoint.
  if (answer.has('iss') && answer.get('iss') !== request.issuer) throw new SignInError('sign_in_issuer_mismatch')
  const code = answer.get('code')
  if (code === null) throw new SignInError(answer.get('error') ?? 'sign_in_failed')
  return { code, verifier, nonce }
}

async function walk(
  from: string,
  { issuer, redirectUri }: AuthorizationRequest,
  browser: { fetch: Fetch; jar: CookieJar; credentials: () => Record<string, string> },
): Promise<URL> {
  let url = from
  let post: URLSearchParams | undefined
  let filled = false
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    // The password goes to the issuer's own origin and nowhere else, whatever a redirect or a form says.
    if (new URL(url).origin !== new URL(issuer).origin) throw new SignInError('sign_in_left_issuer')
    const response = await browser.fetch(url, {
      method: post === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...browser.jar.header(url),
        ...(post === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(post === undefined ? {} : { body: post.toString() }),
    })
    browser.jar.keep(response, url)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      const next = new URL(location, url)
      if (isCallback(next, redirectUri)) return next
      url = next.href
      post = undefined
      continue
    }
    const form = formOf(await response.text())
    if (form === undefined) throw new SignInError('sign_in_page_not_understood')
    const wanted = form.fields.has('password')
    // The same form again is the provider's way to say no.
    if (wanted && filled) throw new SignInError('sign_in_refused')
    filled ||= wanted
    post = new URLSearchParams([...form.fields])
    if (wanted) for (const [name, value] of Object.entries(browser.credentials())) post.set(name, value)
    url = new URL(form.action || url, url).href
  }
  throw new SignInError('sign_in_page_not_understood')
}

const isCallback = (url: URL, redirectUri: string): boolean => {
  const expected = new URL(redirectUri)
  // RFC 8252, section 7.3: on a loopback address any port.
  return url.protocol === expected.protocol && url.hostname === expected.hostname && url.pathname === expected.pathname
}
