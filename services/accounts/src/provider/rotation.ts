import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { useModel } from '../store/models.ts'

/**
 * Asked each time a refresh token is used: whether the next takes its place. Not of one that is bound to a key (RFC 9700, 2.2.2): nobody else
 * can use it, and whoever's answer was lost uses it again. Throws invalid_grant where it was taken back after the provider had read it.
 */
export const rotates =
  ({ run }: Pick<Store, 'run'>, now: Clock) =>
  async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const token = ctx.oidc.entities.RefreshToken
    if (token?.jkt === undefined) return true
    const isThere = await run(tx => useModel(tx, token.kind, token.jti, now()))
    if (!isThere) throw new errors.InvalidGrant('the sign-in has ended')
    return false
  }
