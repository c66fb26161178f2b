import { readFileSync } from 'node:fs'
import type { HubPorts } from './ports.ts'
import { type DemoAgency, type DemoUser, demoAgencies, demoUsers } from './roster.ts'
import { newDatabasePassword, newPassword, newTotpSecret, writePrivate } from './secrets.ts'

export interface InstalledUser extends DemoUser {
  readonly password: string
  /** RFC 4648 base32. */
  readonly totpSecret: string
}

export interface InstalledHub {
  readonly hub: string
  readonly ports: HubPorts
  readonly agencies: readonly DemoAgency[]
  readonly users: readonly InstalledUser[]
  /** Passwords of the hub's database roles, by role. */
  readonly databasePasswords: Readonly<Record<string, string>>
}

/** What was decided at the first start and stays: written once, 0600. */
export interface Installation {
  readonly format: 1
  readonly postgresPort: number
  readonly hubs: Readonly<Record<string, InstalledHub>>
}

/** Undefined if there is none; throws if what is there is none. */
export function readInstallation(path: string): Installation | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const parsed = JSON.parse(text) as Installation
  if (parsed.format !== 1 || typeof parsed.hubs !== 'object') throw new Error('unknown format')
  return parsed
}

export const writeInstallation = (path: string, installation: Installation): void => writePrivate(path, installation)

/** Draws everything that a new hub needs by chance. */
export function newHub(hub: string, ports: HubPorts, roles: readonly string[]): InstalledHub {
  const agencies = demoAgencies(hub)
  return {
    hub,
    ports,
    agencies,
    users: demoUsers(hub, agencies).map(user => ({ ...user, password: newPassword(), totpSecret: newTotpSecret() })),
    databasePasswords: Object.fromEntries(roles.map(role => [role, newDatabasePassword()])),
  }
}
