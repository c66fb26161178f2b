import { join } from 'node:path'
import type { ServiceName } from '@amparo/contracts'

/** Of the hubs on this machine, where no other is named. */
export const USUAL_STATE = join(import.meta.dirname, '..', '..', '..', '.state')

/**
 * Where everything stands in the state folder. One folder holds all that a run writes. Whatever a service reads stands in its
 * own folder or in `public/`, so that each can be given those two and nothing else.
 */
export const layout = (state: string) => ({
  root: state,
  installation: join(state, 'installation', 'installation.json'),
  /** Stands once there is a database, so that one that has vanished is not replaced by an empty one in silence. */
  databaseMade: join(state, 'installation', 'database-made'),
  lock: join(state, 'lock'),
  postgres: join(state, 'postgres'),
  compileCache: join(state, 'cache'),
  /** Servers that had to be fetched. */
  programs: join(state, 'cache', 'programs'),
  hubs: join(state, 'hubs'),
  hub: (hub: string) => {
    const dir = join(state, 'hubs', hub)
    return {
      dir,
      nats: join(dir, 'nats'),
      natsConfig: join(dir, 'nats', 'nats.conf'),
      /** Notes of which process runs each group. */
      run: join(dir, 'run'),
      logs: join(dir, 'logs'),
      log: (group: string) => join(dir, 'logs', `${group}.log`),
      /** The access log as files, for whoever serves or keeps them. Audit writes there and into the next, and in no other folder. */
      publishedLog: join(dir, 'published', 'log'),
      /** Where audit writes down whose keys it has destroyed: it may have the folder of its keys read-only. */
      destroyedNames: join(dir, 'destroyed'),
      trust: join(dir, 'public', 'trust.json'),
      certificates: join(dir, 'public', 'certificates.json'),
      jurisdictionCertificate: join(dir, 'public', 'jurisdiction.asc'),
      /** The jurisdiction's key: used to certify, then taken offline. Nothing that runs reads the private half. */
      jurisdictionKey: join(dir, 'offline', 'jurisdiction.key.asc'),
      /** Its key before, while what both have certified is believed; then it is destroyed. */
      jurisdictionKeyBefore: join(dir, 'offline', 'jurisdiction-before.key.asc'),
      /** Certificate of the key that ended last, with its revocation. */
      jurisdictionRevoked: join(dir, 'offline', 'jurisdiction-revoked.asc'),
      /** What the peers were told of the key that took its place. */
      authorityLetter: join(dir, 'offline', 'authority-letter.json'),
      /** Keys with which institutions of the jurisdiction sign that a hub may join, and what they have certified: as far from any service. */
      institutionKey: (type: string) => join(dir, 'offline', `institution-${type}.key.asc`),
      institutionCertificate: (type: string) => join(dir, 'offline', `institution-${type}.asc`),
      /** What became of an invitation. */
      joining: (id: string) => join(dir, 'offline', 'joining', `${id}.json`),
      directoryStatement: join(dir, 'directory', 'directory.json'),
      service: (service: ServiceName) => join(dir, service),
      environment: (service: ServiceName) => join(dir, service, 'service.env'),
      /** Seed of a user of the hub's own NATS server, in the folder of the same name. */
      seed: (user: string) => join(dir, user, 'nats.seed'),
      /** With it exchange enters the edge of its own hub. */
      edgeSeed: join(dir, 'exchange', 'edge.seed'),
      /** Hubs of other machines that are peers. */
      joined: join(dir, 'exchange', 'joined.json'),
      /** With it exchange enters the edge of a peer. */
      peerSeed: (peer: string) => join(dir, 'exchange', `edge-${peer}.seed`),
    }
  },
})

export type Layout = ReturnType<typeof layout>
export type HubPaths = ReturnType<Layout['hub']>
