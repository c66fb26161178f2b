import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { prepareDatabases } from './databases.ts'
import { type Places, writeEnvironments } from './environment.ts'
import { type InstallOptions, install } from './install.ts'
import { drawAuditKey } from './keys.ts'
import { writeNatsConfig } from './nats.ts'

/**
 * The password of PostgreSQL's superuser, before there is a PostgreSQL. Drawn once: the server takes it only when it makes its
 * data folder. The group may read it, because server and provisioning run as different users.
 */
export function drawSuperuserPassword(file: string): void {
  if (existsSync(file)) return
  mkdirSync(dirname(file), { recursive: true, mode: 0o750 })
  const whole = `${file}.${process.pid}`
  writeFileSync(whole, randomBytes(32).toString('base64url'), { mode: 0o440 })
  try {
    // Whole or not at all: a start that was cut off must not leave an empty password behind.
    linkSync(whole, file)
  } finally {
    rmSync(whole)
  }
}

export interface ProvisionOptions extends Omit<InstallOptions, 'postgresPort' | 'addresses'> {
  readonly places: Places
  readonly superuserPassword: string
}

/** All that hubs need before their servers start, PostgreSQL excepted, which runs: files, databases, NATS configuration. */
export async function provisionHubs(options: ProvisionOptions): Promise<void> {
  const { places, superuserPassword, onStep } = options
  const { addresses, layout, postgres } = places
  const installation = await install({ ...options, addresses, postgresPort: postgres.port })
  const installed = Object.values(installation.hubs)
  const superuser = `postgres:${encodeURIComponent(superuserPassword)}`
  const superuserUrl = `postgresql://${superuser}@${postgres.host}:${postgres.port}/postgres${postgres.options ?? ''}`
  for (const hub of installed) {
    onStep(`databases and migrations of ${hub.hub}`)
    await prepareDatabases(superuserUrl, hub)
    // Hubs of before have none yet.
    await drawAuditKey(layout.hub(hub.hub))
    onStep(`settings of ${hub.hub}`)
    writeEnvironments(places, hub)
    const peers = installed.filter(peer => peer !== hub).map(peer => peer.hub)
    writeNatsConfig(layout, addresses, hub, peers)
  }
}
