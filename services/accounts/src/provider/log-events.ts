import type { Log } from '@amparo/observability'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { messages } from '../log.ts'

/** Codes only: the provider's own descriptions can quote what was sent. */
export function tellLog(provider: Provider, log: Log): void {
  const refused = (ctx: KoaContextWithOIDC, error: { error: string }) =>
    messages['provider.refused'](log, { ...about(ctx), code: error.error })
  provider.on('authorization.error', refused)
  provider.on('grant.error', refused)
  provider.on('revocation.error', refused)
  provider.on('end_session.error', refused)
  provider.on('server_error', (ctx, error) => messages['provider.failed'](log, about(ctx), error))
  provider.on('grant.revoked', ctx => messages['grant.revoked'](log, about(ctx)))
  provider.on('end_session.success', ctx => messages['sign-out.done'](log, { userId: ctx.oidc.session?.accountId }))
}

/** The client is a registered one or none: what a stranger calls itself is not written down. */
const about = (ctx: KoaContextWithOIDC) => ({ route: ctx.oidc.route, clientId: ctx.oidc.client?.clientId })
