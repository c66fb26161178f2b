import { STEP_UP_ACR } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import Provider, { type Configuration } from 'oidc-provider'
import { LANGUAGES } from '../pages/language.ts'
import type { AgencyListed } from '../ports/agencies.ts'
import { ACCESS_TOKEN_SECONDS, extraClaims, resourceServer } from './access-token.ts'
import { tellingAway } from './away.ts'
import { type ClientsFile, clients, portalOrigins } from './clients.ts'
import { cookies } from './cookies.ts'
import { grantTo, SIGNED_IN_SECONDS } from './grants.ts'
import type { IssuerKeys } from './issuer-keys.ts'
import { tellLog } from './log-events.ts'
import { errorPage, signedOutPage, signOutPage } from './own-pages.ts'
import { findPerson } from './people.ts'
import { signInPolicy } from './policy.ts'
import { rememberIn } from './remembered.ts'
import { rotates } from './rotation.ts'

export interface ProviderDeps {
  readonly hub: string
  readonly issuer: string
  /** Of access tokens: urn:amparo:hub:<hub> */
  readonly audience: string
  readonly clients: ClientsFile
  readonly keys: IssuerKeys
  readonly cookieKey: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly agencyListed: AgencyListed
  readonly log: Log
  readonly now: Clock
}

const CODE_SECONDS = 60
/** As all services of a hub say it. */
const RETRY_AFTER_SECONDS = '5'
export const INTERACTION_SECONDS = 600

/** The hub's OpenID Provider: code flow with PKCE, tokens bound to the client's key (DPoP), nothing else. */
export function buildProvider(deps: ProviderDeps): Provider {
  const provider = new Provider(deps.issuer, configuration({ ...deps, store: tellingAway(deps.store) }))
  // TLS ends in front of this process. Which protocol the browser spoke is the issuer's word (http/address.ts), nobody's header.
  provider.proxy = deps.issuer.startsWith('https:')
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.status === 503) ctx.set('retry-after', RETRY_AFTER_SECONDS)
  })
  tellLog(provider, deps.log)
  return provider
}

const configuration = ({ hub, issuer, audience, store, now, ...own }: ProviderDeps): Configuration => ({
  acrValues: [STEP_UP_ACR],
  adapter: rememberIn(store, now),
  claims: { acr: null, sid: null, auth_time: null, iss: null, openid: ['sub', 'agency', 'roles'] },
  clientBasedCORS: (_ctx, origin, client) =>
    client.clientId === 'amparo-portal' && portalOrigins(own.clients).includes(origin),
  clients: clients(own.clients),
  clientDefaults: { id_token_signed_response_alg: 'EdDSA', token_endpoint_auth_method: 'none' },
  // Between instances of the service; the default is 15 s.
  clockTolerance: 5,
  cookies: cookies({ hub, issuer, key: own.cookieKey }),
  discovery: { ui_locales_supported: [...LANGUAGES] },
  enabledJWA: {
    idTokenSigningAlgValues: ['EdDSA'],
    dPoPSigningAlgValues: ['ES256', 'Ed25519', 'EdDSA'],
  },
  expiresWithSession: async () => true,
  extraTokenClaims: extraClaims(hub),
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: resourceServer(audience),
    },
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: { enabled: true, logoutSource: signOutPage(hub), postLogoutSuccessSource: signedOutPage(hub) },
    userinfo: { enabled: false },
  },
  clientAuthMethods: ['none'],
  findAccount: findPerson(store, own.agencyListed),
  interactions: { policy: signInPolicy({ store, now }), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  jwks: { keys: own.keys.keys },
  loadExistingGrant: grantTo(audience),
  pkce: { required: () => true },
  renderError: errorPage(hub, own.clients),
  responseTypes: ['code'],
  rotateRefreshToken: rotates(store, now),
  scopes: ['openid', 'offline_access'],
  ttl: {
    AccessToken: ACCESS_TOKEN_SECONDS,
    AuthorizationCode: CODE_SECONDS,
    Grant: SIGNED_IN_SECONDS,
    IdToken: ACCESS_TOKEN_SECONDS,
    Interaction: INTERACTION_SECONDS,
    // From the first of a chain: refreshing does not lengthen the day.
    RefreshToken: ctx => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? SIGNED_IN_SECONDS,
    Session: (_ctx, session) => secondsLeft(session.loginTs, now()),
  },
})

/** From the sign-in. A session in which nobody has signed in yet lives as long as its interaction. */
const secondsLeft = (loginTs: number | undefined, now: Date): number =>
  loginTs === undefined
    ? INTERACTION_SECONDS
    : Math.max(1, loginTs + SIGNED_IN_SECONDS - Math.floor(now.getTime() / 1000))
