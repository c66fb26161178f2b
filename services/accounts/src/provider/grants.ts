import { SCOPES } from '@amparo/contracts'
import type { KoaContextWithOIDC } from 'oidc-provider'

/** A working day. After it, everybody signs in again. */
export const SIGNED_IN_SECONDS = 8 * 3_600

/**
 * What the client may ask for in this person's name: everything. What it gets is decided at each token, by the roles that
 * the person has then (access-token.ts).
 */
export const grantTo = (audience: string) => async (ctx: KoaContextWithOIDC) => {
  const { client, account, session, provider, result } = ctx.oidc
  if (!client || !account) return undefined
  const known = session?.grantIdFor(client.clientId)
  const earlier = known === undefined ? undefined : await provider.Grant.find(known)
  const mine = earlier?.accountId === account.accountId
  if (earlier && mine && result?.login === undefined) return earlier
  // Taken back: another is given on a new sign-in alone (policy.ts).
  if (known !== undefined && !earlier && result?.login === undefined) return undefined
  // Kept on a new sign-in: another tab's refresh token hangs on it. It lives as long as that sign-in.
  const grant =
    earlier && mine ? earlier : new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope('openid offline_access')
  grant.addResourceScope(audience, SCOPES.join(' '))
  grant.exp = Math.floor(Date.now() / 1000) + SIGNED_IN_SECONDS
  await grant.save()
  return grant
}
