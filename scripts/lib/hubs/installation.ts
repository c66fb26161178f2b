import { readFileSync } from 'node:fs'
import { unusable } from '@amparo/config'
import { eligibilityShape, type ServiceName } from '@amparo/contracts'
import { z } from 'zod'
import type { HubPorts } from './ports.ts'
import { demoAgencies, demoUsers } from './roster.ts'
import { newDatabasePassword, newPassword, newTotpSecret, writePrivate } from './secrets.ts'

const FORMAT = 1

const port = z.int().min(1).max(65_535)
const servicePorts: Record<ServiceName, typeof port> = {
  accounts: port,
  directory: port,
  referral: port,
  consent: port,
  redaction: port,
  exchange: port,
  audit: port,
  portal: port,
}
const user = z.object({
  id: z.uuid(),
  username: z.string(),
  agencyId: z.uuid(),
  agencyType: z.string(),
  roles: z.array(z.string()).readonly(),
  password: z.string().min(1),
  /** RFC 4648 base32. */
  totpSecret: z.string().min(1),
})
const agency = z.object({
  agencyId: z.uuid(),
  type: z.string(),
  name: z.string(),
  // Hubs that were installed before agencies said it have none.
  services: z.array(z.string()).readonly().default([]),
  dutyPhone: z.string().default(''),
  takesMinors: z.boolean().default(false),
  eligibility: eligibilityShape.optional(),
})
const hub = z.object({
  hub: z.string().regex(/^[A-Z]{2}$/),
  ports: z.object({ nats: port, services: z.object(servicePorts).readonly() }).readonly(),
  agencies: z.array(agency).readonly(),
  users: z.array(user).readonly(),
  /** Passwords of the hub's database roles, by role. */
  databasePasswords: z.record(z.string(), z.string().min(1)).readonly(),
})
const installation = z.object({
  format: z.literal(FORMAT),
  postgresPort: port,
  hubs: z.record(z.string(), hub).readonly(),
  /** Stands while files that name addresses are written anew; a start that finds it goes on with that. */
  unfinished: z.literal(true).optional(),
})

export type InstalledUser = Readonly<z.output<typeof user>>
export type InstalledHub = Readonly<z.output<typeof hub>>
/** What was decided at the first start and stays: 0600. */
export type Installation = Readonly<z.output<typeof installation>>

/** Undefined if there is none; throws in words for a person if what is there is none, or one of another format. */
export function readInstallation(path: string): Installation | undefined {
  const text = readOr(path)
  if (text === undefined) return undefined
  const json = parsed(text)
  const format = z.looseObject({ format: z.unknown() }).safeParse(json).data?.format
  if (typeof format === 'number' && format !== FORMAT)
    throw unusable(`${path} has format ${format}, which another version of Amparo wrote; this one reads ${FORMAT}.`)
  const read = installation.safeParse(json)
  if (!read.success) throw unusable(`${path} is damaged.`)
  return read.data
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // Anything else must not be taken for a first start.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const writeInstallation = (path: string, written: Installation): void => writePrivate(path, written)

/** Draws everything that a new hub needs by chance. */
export function newHub(code: string, ports: HubPorts, roles: readonly string[]): InstalledHub {
  const agencies = demoAgencies(code)
  return {
    hub: code,
    ports,
    agencies,
    users: demoUsers(code, agencies).map(known => ({ ...known, password: newPassword(), totpSecret: newTotpSecret() })),
    databasePasswords: Object.fromEntries(roles.map(role => [role, newDatabasePassword()])),
  }
}
