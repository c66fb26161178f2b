import { SCOPES, scopesOf } from '@amparo/contracts'
import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider'
import type { StoredAccount } from '../store/accounts.ts'
import { accountIn } from './people.ts'

export const ACCESS_TOKEN_SECONDS = 300

/**
 * RFC 9068 tokens for the hub's services and for nothing else. At the token endpoint the scopes are those of the
 * person's roles as they are now; a scope that was asked for beyond them is left out.
 */
export const resourceServer =
  (audience: string) =>
  (ctx: KoaContextWithOIDC, indicator: string): ResourceServer => {
    if (indicator !== audience) throw new errors.InvalidTarget()
    const scopes = ctx.oidc.route === 'token' ? scopesOf(signedIn(ctx).roles) : SCOPES
    return {
      scope: scopes.join(' '),
      audience,
      accessTokenTTL: ACCESS_TOKEN_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'EdDSA' } },
    }
  }

/** Who it is, in which posts (RFC 9068, 2.2.3.1) and how they proved it, from the account and the sign-in; never from the request. */
export const extraClaims = (hub: string) => (ctx: KoaContextWithOIDC) => {
  const { RefreshToken, AuthorizationCode } = ctx.oidc.entities
  const { acr, amr, authTime } = RefreshToken ?? AuthorizationCode ?? {}
  const { agencyId: agency, roles } = signedIn(ctx)
  return { hub, agency, roles: [...roles], acr, amr, auth_time: authTime }
}

function signedIn(ctx: KoaContextWithOIDC): StoredAccount {
  const account = accountIn(ctx)
  if (!account) throw new errors.InvalidGrant('no account')
  return account
}
