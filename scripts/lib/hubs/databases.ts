import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SERVICES, type ServiceName } from '@amparo/contracts'
import { migrate, provisionDatabase } from '@amparo/store/provision'
import type { InstalledHub } from './installation.ts'

const migrationsOf = (service: ServiceName, folder = 'migrations') =>
  fileURLToPath(new URL(`../../../services/${service}/${folder}`, import.meta.url))

/** Roles, databases and schemas as superuser; tables as the hub's migrator. Can be repeated; an abort ends it after the service it is at. */
export async function prepareDatabases(superuserUrl: string, hub: InstalledHub, signal?: AbortSignal): Promise<void> {
  const urls = await provisionDatabase({
    superuserUrl,
    hub: hub.hub,
    services: SERVICES,
    passwords: hub.databasePasswords,
  })
  signal?.throwIfAborted()
  await migrate({
    url: urls.keysMigrator,
    service: 'keys',
    common: false,
    migrationsDir: migrationsOf('redaction', 'migrations-keys'),
  })
  for (const service of SERVICES) {
    signal?.throwIfAborted()
    const migrationsDir = migrationsOf(service)
    // The portal keeps nothing.
    if (existsSync(migrationsDir)) await migrate({ url: urls.migrator, service, migrationsDir })
  }
}
