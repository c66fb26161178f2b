import type { ClientMetadata } from 'oidc-provider'
import { z } from 'zod'

/** AMPARO_CLIENTS: where the portal may be sent back to. Compared character by character (RFC 9700, 2.1). */
export const clientsFile = z.strictObject({
  portal: z.strictObject({
    redirectUris: z.array(z.url({ protocol: /^https?$/ })).min(1),
    postLogoutRedirectUris: z.array(z.url({ protocol: /^https?$/ })),
  }),
})
export type ClientsFile = z.output<typeof clientsFile>

/** Any port (RFC 8252, 7.3). Not [::1]: a browser's `form-action` cannot name an IPv6 address. */
const LOOPBACK = ['http://127.0.0.1/callback']

/** Both public: what binds their tokens to them is PKCE and a key of their own, not a secret that everybody has. */
const COMMON: Omit<ClientMetadata, 'client_id'> = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: 'EdDSA',
  dpop_bound_access_tokens: true,
  require_auth_time: true,
}

export const clients = ({ portal }: ClientsFile): ClientMetadata[] => [
  {
    ...COMMON,
    client_id: 'amparo-portal',
    application_type: 'web',
    redirect_uris: portal.redirectUris,
    post_logout_redirect_uris: portal.postLogoutRedirectUris,
  },
  { ...COMMON, client_id: 'amparo-client', application_type: 'native', redirect_uris: LOOPBACK },
]

const originsOf = (uris: readonly string[]) => [...new Set(uris.map(uri => new URL(uri).origin))]

/** Pages that may call the token endpoint from the browser. */
export const portalOrigins = ({ portal }: ClientsFile): string[] => originsOf(portal.redirectUris)

/** Where a form of ours may lead in the end: browsers hold `form-action` against redirects too. */
export const formTargets = ({ portal }: ClientsFile): string[] => [
  ...originsOf([...portal.redirectUris, ...portal.postLogoutRedirectUris]),
  'http://127.0.0.1:*',
]
