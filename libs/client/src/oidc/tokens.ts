import { decodeJwt } from 'jose'
import type { Fetch } from '../api/request.ts'
import { dpopProof } from '../dpop.ts'
import type { ClientKeys } from '../keys.ts'
import { SignInError } from './sign-in-error.ts'

const TIMEOUT_MS = 15_000

export interface Tokens {
  readonly accessToken: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly refreshToken: string | undefined
  readonly idToken: string | undefined
  readonly user: string
  readonly agency: string
  readonly hub: string
  readonly scopes: readonly string[]
  /** Seconds since 1970: when the person last proved who they are. */
  readonly authTime: number
}

/** Asks the token endpoint with a DPoP proof, again with its nonce if it wants one. Throws SignInError, or another Error if it cannot answer. */
export async function requestTokens(
  endpoint: string,
  body: Readonly<Record<string, string>>,
  by: { keys: ClientKeys; fetch: Fetch; now: () => Date },
): Promise<Tokens> {
  const send = async (nonce?: string) =>
    by.fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        dpop: await dpopProof(by.keys, {
          method: 'POST',
          url: endpoint,
          now: by.now(),
          ...(nonce === undefined ? {} : { nonce }),
        }),
      },
      body: new URLSearchParams(body).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  const first = await send()
  const nonce = first.headers.get('dpop-nonce')
  const response = first.status === 400 && nonce !== null ? await send(nonce) : first
  const answer = new Map(Object.entries((await response.json()) as object))
  // It says nothing of the sign-in, which is not over.
  if (response.status >= 500) throw new Error('the issuer cannot answer now')
  if (!response.ok) throw new SignInError(String(answer.get('error') ?? 'sign_in_failed'))
  return read(answer, by.keys)
}

function read(answer: ReadonlyMap<string, unknown>, keys: ClientKeys): Tokens {
  const accessToken = answer.get('access_token')
  if (typeof accessToken !== 'string') throw new SignInError('sign_in_failed')
  // Not verified here: the services do that. Read to know who one is, and that the token is bound to the right key.
  const claims = decodeJwt<{
    agency?: unknown
    hub?: unknown
    scope?: unknown
    auth_time?: unknown
    cnf?: { jkt?: unknown }
  }>(accessToken)
  if (claims.cnf?.jkt !== keys.jkt) throw new SignInError('sign_in_token_not_bound')
  const { sub, agency, hub, exp, scope } = claims
  if (typeof sub !== 'string' || typeof agency !== 'string' || typeof hub !== 'string' || exp === undefined)
    throw new SignInError('sign_in_token_not_understood')
  return {
    accessToken,
    expiresAt: exp * 1000,
    refreshToken: text(answer.get('refresh_token')),
    idToken: text(answer.get('id_token')),
    user: sub,
    agency,
    hub,
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
    authTime: Number(claims.auth_time ?? 0),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
