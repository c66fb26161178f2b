import { SCOPES } from '@amparo/contracts'
import { base64url } from 'jose'
import { randomToken } from '../random.ts'
import { sha256, utf8 } from '../sha256.ts'
import type { Provider } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'

/** Everything there is; the provider gives what the user's roles allow. */
const ALL = ['openid', 'offline_access', ...SCOPES].join(' ')

export interface AuthorizationRequest {
  readonly provider: Provider
  readonly clientId: string
  readonly redirectUri: string
  /** The hub whose services the tokens are for. */
  readonly hub: string
  /** Thumbprint of the key that the tokens will be bound to. */
  readonly jkt: string
  readonly scope?: string
  /** login: ask for the sign-in again although there is a session (step-up). none: ask nothing, fail instead. */
  readonly prompt?: 'login' | 'none'
  /** Languages of the person, best first (OpenID Connect Core 3.1.2.1). */
  readonly uiLocales?: string
}

/** What has to be kept until the answer comes back. */
export interface PendingAuthorization {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Where to send the person, and what to keep meanwhile (RFC 6749 4.1, RFC 7636). */
export async function beginAuthorization(
  request: AuthorizationRequest,
): Promise<{ url: string; pending: PendingAuthorization }> {
  const pending = { state: randomToken(), nonce: randomToken(), verifier: randomToken() + randomToken() }
  const { prompt, uiLocales } = request
  const query = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scope ?? ALL,
    resource: resourceOf(request.hub),
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: base64url.encode(await sha256(utf8(pending.verifier))),
    code_challenge_method: 'S256',
    // Binds the code to the key as well (RFC 9449, section 10): a code that leaks is useless without it.
    dpop_jkt: request.jkt,
    acr_values: 'urn:amparo:acr:mfa',
    ...(prompt === undefined ? {} : { prompt }),
    ...(prompt === 'login' ? { max_age: '0' } : {}),
    ...(uiLocales === undefined ? {} : { ui_locales: uiLocales }),
  }
  const url = new URL(request.provider.endpoint)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return { url: url.href, pending }
}

export const resourceOf = (hub: string): string => `urn:amparo:hub:${hub}`

/** The code in an answer to `pending`. Throws SignInError with the provider's own code if it says no. */
export function codeIn(answer: URLSearchParams, pending: PendingAuthorization, issuer: string): string {
  if (answer.get('state') !== pending.state) throw new SignInError('sign_in_state_mismatch')
  // RFC 9207: an answer of another issuer must not be taken to this one's token endpoint.
  if (answer.has('iss') && answer.get('iss') !== issuer) throw new SignInError('sign_in_issuer_mismatch')
  const code = answer.get('code')
  if (code === null) throw new SignInError(answer.get('error') ?? 'sign_in_failed')
  return code
}
