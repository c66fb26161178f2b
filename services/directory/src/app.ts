import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { renewCertificate } from './commands/renew-certificate.ts'
import { stateCapacity } from './commands/state-capacity.ts'
import { answers } from './events/answers.ts'
import { onCertificateRenewed } from './events/certificate-renewed.ts'
import { agenciesRoute, agencyRoute } from './http/agencies.ts'
import { capacityRoute, stateCapacityRoute } from './http/capacity.ts'
import { hubRoute, sealCertificateRoute, statementRoute } from './http/hubs.ts'
import { directoryOn } from './queries/directory.ts'

export interface AppDeps {
  readonly hub: string
  readonly http: HttpApp
  readonly store: Pick<Store, 'read' | 'run'>
  readonly log: Log
  readonly now: Clock
}

/** Adds the routes, and gives back what is to be subscribed, and what answers other services. */
export function buildApp({ hub, http, store, now, log }: AppDeps) {
  const directory = directoryOn(store, now)
  agenciesRoute(http, directory, now)
  capacityRoute(http, directory)
  stateCapacityRoute(http, stateCapacity({ hub, store, now, log }))
  agencyRoute(http, directory, now)
  hubRoute(http, directory)
  sealCertificateRoute(http, directory, hub)
  statementRoute(http, directory, now)
  const renewed = onCertificateRenewed(renewCertificate({ hub, store, now, log }), now)
  return { ...answers(directory, hub), subscriptions: [renewed] }
}
