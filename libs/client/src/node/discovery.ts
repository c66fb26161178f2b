import type { Fetch } from '../api/request.ts'
import { SignInError } from './sign-in-error.ts'

export interface Provider {
  readonly issuer: string
  /** Authorization endpoint. */
  readonly endpoint: string
  readonly tokenEndpoint: string
}

/** OpenID Connect Discovery. The document must name the issuer it was asked of, and both endpoints on its origin. */
export async function discover(issuer: string, fetch: Fetch): Promise<Provider> {
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    })
    const document = new Map<string, unknown>(Object.entries((await response.json()) as object))
    const endpoint = String(document.get('authorization_endpoint'))
    const tokenEndpoint = String(document.get('token_endpoint'))
    const { origin } = new URL(issuer)
    const own = [endpoint, tokenEndpoint].every(url => new URL(url).origin === origin)
    if (document.get('issuer') !== issuer || !own) throw new TypeError('another issuer')
    return { issuer, endpoint, tokenEndpoint }
  } catch (cause) {
    throw new SignInError('sign_in_unavailable', cause)
  }
}
