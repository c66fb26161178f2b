import type { Fetch } from '../api/request.ts'
import { SignInError } from './sign-in-error.ts'

export interface Provider {
  readonly issuer: string
  /** Authorization endpoint. */
  readonly endpoint: string
  readonly tokenEndpoint: string
  /** Ends the provider's own session (OpenID Connect RP-Initiated Logout). */
  readonly endSessionEndpoint?: string
  /** RFC 7009. */
  readonly revocationEndpoint?: string
}

/** OpenID Connect Discovery. The document must name the issuer it was asked of, and all endpoints on its origin. */
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
    const optional = {
      ...given('endSessionEndpoint', document.get('end_session_endpoint')),
      ...given('revocationEndpoint', document.get('revocation_endpoint')),
    }
    const own = [endpoint, tokenEndpoint, ...Object.values(optional)].every(url => new URL(url).origin === origin)
    if (document.get('issuer') !== issuer || !own) throw new TypeError('another issuer')
    return { issuer, endpoint, tokenEndpoint, ...optional }
  } catch (cause) {
    throw new SignInError('sign_in_unavailable', cause)
  }
}

const given = <N extends string>(name: N, url: unknown): Partial<Record<N, string>> =>
  typeof url === 'string' ? ({ [name]: url } as Record<N, string>) : {}
