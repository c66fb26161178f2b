import { accountsKeysChanged } from '@amparo/contracts'
import type { SigningKey } from '@amparo/crypto'
import type { HttpApp, TokenVerifier } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import { ownKeys } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { importUsers } from './commands/import-users.ts'
import { limitTries } from './commands/limit-tries.ts'
import { boundedPasswordCheck } from './commands/password-check.ts'
import { purge } from './commands/purge.ts'
import { deriveSecrets } from './commands/secrets.ts'
import { signIn } from './commands/sign-in.ts'
import { tellIssuerKeys } from './commands/tell-issuer-keys.ts'
import { answerStaff } from './events/staff.ts'
import { colleaguesRoute, departedRoute } from './http/colleagues.ts'
import { interactionRoutes } from './http/interaction.ts'
import { mountProvider } from './http/mount.ts'
import { type AgencyListed, type Ask, agencyListed } from './ports/agencies.ts'
import { type ClientsFile, formTargets } from './provider/clients.ts'
import type { IssuerKeys } from './provider/issuer-keys.ts'
import { buildProvider } from './provider/provider.ts'
import { answerDepartures } from './queries/departures.ts'
import { answerEndedSignIns } from './queries/ended-sign-ins.ts'
import { listColleagues, listDeparted } from './queries/list-colleagues.ts'
import { answerPosts } from './queries/posts.ts'
import { staffNames } from './queries/staff-names.ts'

export interface AppDeps {
  readonly hub: string
  readonly issuer: string
  /** Of access tokens: urn:amparo:hub:<hub> */
  readonly audience: string
  readonly clients: ClientsFile
  readonly issuerKeys: IssuerKeys
  /** 32 random bytes, in base64. */
  readonly cookieKey: string
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  readonly http: HttpApp
  readonly store: Pick<Store, 'run' | 'read'>
  readonly ask: Ask
  readonly verifier: TokenVerifier
  readonly sign: SigningKey
  readonly log: Log
  readonly now: Clock
  readonly newId: NewId
}

/** Adds the routes, and gives back what is to be answered, and to be done at start and from time to time. No I/O of its own. */
export function buildApp(deps: AppDeps) {
  const { hub, issuer, http, store, log, now } = deps
  const { run } = store
  const secrets = deriveSecrets(deps.cookieKey)
  const listed: AgencyListed = agencyListed(deps.ask, { hub, issuer })
  const provider = buildProvider({ ...deps, keys: deps.issuerKeys, cookieKey: secrets.cookies, agencyListed: listed })
  const targets = formTargets(deps.clients)

  mountProvider(http, provider, targets)
  colleaguesRoute(http, listColleagues(store))
  departedRoute(http, listDeparted(store))
  interactionRoutes(http, {
    ...{ hub, provider, log, formTargets: targets, trustedProxies: deps.trustedProxies },
    home: deps.clients.portal.redirectUris[0],
    signIn: signIn({
      ...{ store, log, now, totpKey: secrets.totp, agencyListed: listed },
      tries: limitTries({ run, now, key: secrets.attempts }),
      checkPassword: boundedPasswordCheck(),
    }),
  })
  return {
    tellIssuerKeys: () =>
      tellIssuerKeys(ownKeys({ hub, run, contract: accountsKeysChanged, now, newId: deps.newId }))(deps.issuerKeys),
    importUsers: importUsers({ run, totpKey: secrets.totp, log, now: deps.now }),
    purge: purge({ run, now }),
    staff: answerStaff({ ...deps, find: staffNames(store) }),
    departures: answerDepartures(deps),
    endedSignIns: answerEndedSignIns(deps),
    posts: answerPosts(deps),
  }
}
