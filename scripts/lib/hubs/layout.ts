import { join } from 'node:path'
import type { ServiceName } from '@amparo/contracts'

/** Where everything stands in the state folder. One folder holds all that a run writes. */
export const layout = (state: string) => ({
  root: state,
  installation: join(state, 'installation.json'),
  lock: join(state, 'lock'),
  postgres: join(state, 'postgres'),
  compileCache: join(state, 'cache'),
  hub: (hub: string) => {
    const dir = join(state, 'hubs', hub)
    return {
      dir,
      nats: join(dir, 'nats'),
      logs: join(dir, 'logs'),
      log: (group: string) => join(dir, 'logs', `${group}.log`),
      trust: join(dir, 'trust.json'),
      directoryStatement: join(dir, 'directory.json'),
      /** The jurisdiction's key: used to certify, then taken offline. Nothing that runs reads the private half. */
      jurisdictionKey: join(dir, 'offline', 'jurisdiction.key.asc'),
      jurisdictionCertificate: join(dir, 'jurisdiction.asc'),
      service: (service: ServiceName) => join(dir, service),
      seed: (user: string) => join(dir, 'nats-seeds', `${user}.seed`),
    }
  },
})

export type Layout = ReturnType<typeof layout>
