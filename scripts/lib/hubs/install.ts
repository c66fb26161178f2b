import { existsSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type DirectoryStatement, SERVICES } from '@amparo/contracts'
import { introduce } from '@amparo/crypto'
import { loginRoles } from '@amparo/store/provision'
import { type Addresses, onThisMachine } from './addresses.ts'
import { directoryOf, type KnownHub, shippedInstruments } from './directory.ts'
import { files } from './environment.ts'
import { type Installation, type InstalledHub, newHub, readInstallation, writeInstallation } from './installation.ts'
import { type HubCertificates, makeHubKeys, makeStatementKeys } from './keys.ts'
import type { HubPaths, Layout } from './layout.ts'
import { writeEdgeFile } from './nats.ts'
import type { HubPorts } from './ports.ts'
import { writePrivate } from './secrets.ts'
import { jurisdictionKeyOf, nextStatement, statementIn, writeStatement } from './statement.ts'
import { writeAccounts, writeClients } from './users.ts'
import { writeWitnesses } from './witnesses.ts'

export interface InstallOptions {
  readonly layout: Layout
  /** Default: all on this machine. */
  readonly addresses?: Addresses
  readonly hubs: readonly string[]
  /** Asked once for each new hub; with `move` for each known one, too. */
  readonly portsOf: (hub: string) => HubPorts | Promise<HubPorts>
  readonly postgresPort: number
  /** Known hubs and PostgreSQL leave the ports they had. */
  readonly move?: boolean
  readonly onStep: (text: string) => void
}

export interface Plan {
  readonly known: Installation | undefined
  readonly installation: Installation
  readonly added: readonly InstalledHub[]
  /** Files that name hubs or addresses are to be written. */
  readonly changed: boolean
}

/** What there will be, with nothing written yet. */
export async function planInstallation(options: InstallOptions): Promise<Plan> {
  const { portsOf, move = false } = options
  const known = readInstallation(options.layout.installation)
  const kept = Object.values(known?.hubs ?? {})
  const hubs = await Promise.all(kept.map(async hub => (move ? { ...hub, ports: await portsOf(hub.hub) } : hub)))
  const codes = options.hubs.filter(code => !known?.hubs[code])
  const added = await Promise.all(
    codes.map(async code => newHub(code, await portsOf(code), loginRoles(code, SERVICES))),
  )
  const installation: Installation = {
    format: 1,
    postgresPort: move ? options.postgresPort : (known?.postgresPort ?? options.postgresPort),
    hubs: Object.fromEntries([...hubs, ...added].map(hub => [hub.hub, hub])),
  }
  const moved = JSON.stringify(hubs) !== JSON.stringify(kept) || installation.postgresPort !== known?.postgresPort
  return { known, installation, added, changed: added.length > 0 || moved || known?.unfinished === true }
}

/** Plans and does it; what is there stays. */
export const install = async (options: InstallOptions): Promise<Installation> =>
  carryOut(await planInstallation(options), options)

/**
 * Draws what is missing of keys, secrets and users and writes each to its file. A hub that is new or has moved makes all of
 * them state their directories anew.
 */
export async function carryOut(plan: Plan, options: InstallOptions): Promise<Installation> {
  const { layout, addresses = onThisMachine, onStep } = options
  const { known, installation, added } = plan
  if (!plan.changed) return installation
  if (known) writeInstallation(layout.installation, { ...known, unfinished: true })
  for (const hub of added) {
    onStep(`keys and certificates of ${hub.hub}`)
    await makeKeys(layout.hub(hub.hub), hub)
  }
  onStep('directories, signed by their jurisdictions')
  const all = Object.values(installation.hubs)
  await writeDirectories(layout, addresses, all)
  for (const hub of all) writeAddresses(hub, all, { layout, addresses })
  // Last: until it stands, the next start begins with this anew.
  writeInstallation(layout.installation, installation)
  return installation
}

async function makeKeys(paths: HubPaths, hub: InstalledHub): Promise<void> {
  writePrivate(paths.certificates, await makeHubKeys(paths, hub.hub, hub.agencies))
  makeStatementKeys(paths)
  await writeAccounts(paths, hub)
}

function writeAddresses(
  hub: InstalledHub,
  all: readonly InstalledHub[],
  places: { layout: Layout; addresses: Addresses },
): void {
  const { layout, addresses } = places
  const paths = layout.hub(hub.hub)
  const own = files(paths)
  writeClients(paths, addresses.outside(hub, 'portal'))
  const upstreams = SERVICES.map(service => [service, addresses.inside(hub, service)])
  writePrivate(own.upstreams, Object.fromEntries(upstreams))
  const peers = all.filter(peer => peer !== hub)
  writeEdgeFile(own.edge, hub, peers, places)
  writeWitnesses(own.witnesses, peers, places)
}

async function writeDirectories(layout: Layout, addresses: Addresses, all: readonly InstalledHub[]): Promise<void> {
  const known: KnownHub[] = all.map(installed => ({
    installed,
    certificates: JSON.parse(readFileSync(layout.hub(installed.hub).certificates, 'utf8')) as HubCertificates,
    issuer: addresses.outside(installed, 'accounts'),
  }))
  for (const own of known) {
    const paths = layout.hub(own.installed.hub)
    const now = new Date()
    const introduced = await Promise.all(known.map(other => introducedBy(paths, own, other)))
    const stated = directoryOf(own, introduced, now)
    const { directoryStatement: file } = paths
    await writeStatement(paths, existsSync(file) ? sinceThen(statementIn(file), stated, known, now) : stated)
  }
}

/** Each jurisdiction certifies the others': whoever trusts the own one finds the way to theirs. */
async function introducedBy(paths: HubPaths, own: KnownHub, other: KnownHub): Promise<KnownHub> {
  if (other === own) return own
  const { hub } = other.installed
  const key = jurisdictionKeyOf(paths, own.installed.hub)
  const jurisdiction = await introduce(other.certificates.jurisdiction, key, { hub })
  return { ...other, certificates: { ...other.certificates, jurisdiction } }
}

/**
 * What the jurisdiction has stated since the installation stays: who is suspended, struck off, or no member, keys that were changed, hubs
 * that have joined from other machines, agreements that were entered, changed or given up. Only hubs that are new come into it, and addresses
 * that have moved.
 */
function sinceThen(before: DirectoryStatement, stated: DirectoryStatement, known: readonly KnownHub[], now: Date) {
  const isNew = ({ hub }: { readonly hub: string }) => !before.hubs.some(one => one.hub === hub)
  const isElsewhere = (hub: string) => !stated.hubs.some(one => one.hub === hub)
  const issuers = new Map(known.map(({ installed, issuer }) => [installed.hub, issuer]))
  const change = {
    agencies: [
      ...before.agencies.map(one => (one.issuer ? { ...one, issuer: issuers.get(one.hub) ?? one.issuer } : one)),
      ...stated.agencies.filter(isNew),
    ],
    hubs: [
      ...stated.hubs.map(one => before.hubs.find(({ hub }) => hub === one.hub) ?? one),
      ...before.hubs.filter(({ hub }) => isElsewhere(hub)),
    ],
    instruments: instrumentsSince(before, stated),
  }
  return nextStatement(before, change, now)
}

/**
 * What is shipped stands only where nothing was shipped before, and in the place of what stands as it was shipped. An id that is not there any
 * more was given up, and one that says something else is the operators', also where an earlier version shipped it: neither takes a new hub in.
 */
function instrumentsSince(
  before: DirectoryStatement,
  { hubs, instruments }: DirectoryStatement,
): DirectoryStatement['instruments'] {
  const isHere = (code: string) => hubs.some(({ hub }) => hub === code)
  const shipped = shippedInstruments(before.hubs.map(({ hub }) => hub).filter(isHere))
  const isAsShipped = (one: Instrument) => shipped.some(other => isDeepStrictEqual(other, one))
  const isNew = ({ id }: Instrument) => ![...shipped, ...before.instruments].some(known => known.id === id)
  return [
    ...before.instruments.map(one => (isAsShipped(one) ? (instruments.find(({ id }) => id === one.id) ?? one) : one)),
    ...instruments.filter(isNew),
  ]
}

type Instrument = DirectoryStatement['instruments'][number]
