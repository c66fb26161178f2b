import { decodeJwt } from 'jose'
import type { Fetch } from '../api/request.ts'
import type { ClientKeys } from '../keys.ts'
import { type PendingAuthorization, resourceOf } from './authorization.ts'
import type { Provider } from './discovery.ts'
import { SignInError } from './sign-in-error.ts'
import { requestTokens, type Tokens } from './tokens.ts'

export interface TokenClient {
  readonly provider: Provider
  readonly clientId: string
  readonly redirectUri: string
  readonly hub: string
  readonly keys: ClientKeys
  readonly fetch: Fetch
  readonly now: () => Date
}

/** Tokens for a code. Throws SignInError. */
export async function exchangeCode(
  client: TokenClient,
  { code, verifier, nonce }: { code: string } & Pick<PendingAuthorization, 'verifier' | 'nonce'>,
): Promise<Tokens> {
  const { provider, clientId, redirectUri, hub } = client
  const tokens = await requestTokens(
    provider.tokenEndpoint,
    {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      resource: resourceOf(hub),
      code,
      code_verifier: verifier,
    },
    client,
  )
  checkIdToken(tokens, { issuer: provider.issuer, clientId, nonce })
  return tokens
}

/** New tokens for a refresh token. Throws SignInError. */
export async function refreshTokens(client: TokenClient, refreshToken: string): Promise<Tokens> {
  const { provider, clientId, hub } = client
  const fresh = await requestTokens(
    provider.tokenEndpoint,
    { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, resource: resourceOf(hub) },
    client,
  ).catch((error: unknown) => {
    // RFC 6749, 5.2: of a refresh token it says that it is over, or was ended.
    throw error instanceof SignInError && error.code === 'invalid_grant'
      ? new SignInError('sign_in_ended', error)
      : error
  })
  return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken }
}

/**
 * The signature is not checked: the token came straight from the token endpoint, which OpenID Connect Core 3.1.3.7 (6)
 * accepts in its place. Nonce, issuer and audience tie it to this very sign-in.
 */
function checkIdToken({ idToken, user }: Tokens, expected: { issuer: string; clientId: string; nonce: string }): void {
  if (idToken === undefined) return
  const { iss, aud, sub, nonce } = decodeJwt<{ nonce?: unknown }>(idToken)
  const mine = [aud].flat().includes(expected.clientId) && iss === expected.issuer
  if (!mine || nonce !== expected.nonce || sub !== user) throw new SignInError('sign_in_state_mismatch')
}
