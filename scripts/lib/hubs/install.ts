import { readFileSync } from 'node:fs'
import { SERVICES } from '@amparo/contracts'
import { loginRoles } from '@amparo/store'
import { type Addresses, onThisMachine } from './addresses.ts'
import { directoryOf, type KnownHub, signDirectory } from './directory.ts'
import { files } from './environment.ts'
import { type Installation, type InstalledHub, newHub, readInstallation, writeInstallation } from './installation.ts'
import { type HubCertificates, makeHubKeys, makeStatementKeys } from './keys.ts'
import type { HubPaths, Layout } from './layout.ts'
import { writeEdgeFile } from './nats.ts'
import type { HubPorts } from './ports.ts'
import { writePrivate } from './secrets.ts'
import { writeAccounts } from './users.ts'

export interface InstallOptions {
  readonly layout: Layout
  /** Default: all on this machine. */
  readonly addresses?: Addresses
  readonly hubs: readonly string[]
  /** Asked once for each new hub. */
  readonly portsOf: (hub: string) => HubPorts | Promise<HubPorts>
  readonly postgresPort: number
  readonly onStep: (text: string) => void
}

/**
 * Draws what is missing of keys, secrets and users and writes each to its file; what is there stays. A new hub beside old
 * ones makes all of them state their directories anew.
 */
export async function install(options: InstallOptions): Promise<Installation> {
  const { layout, addresses = onThisMachine, onStep } = options
  const known = readInstallation(layout.installation)
  const hubs: Record<string, InstalledHub> = { ...known?.hubs }
  const added = options.hubs.filter(hub => !hubs[hub])
  for (const hub of added) hubs[hub] = newHub(hub, await options.portsOf(hub), loginRoles(hub, SERVICES))
  const installation: Installation = { format: 1, postgresPort: known?.postgresPort ?? options.postgresPort, hubs }
  const all = Object.values(hubs)
  for (const hub of added) {
    onStep(`keys and certificates of ${hub}`)
    const installed = hubs[hub]
    if (installed) await makeKeys(layout.hub(installed.hub), installed, addresses)
  }
  if (added.length > 0) {
    onStep('directories, signed by their jurisdictions')
    await writeDirectories(layout, addresses, all)
    for (const hub of all)
      writeEdgeFile(
        files(layout.hub(hub.hub)).edge,
        hub,
        all.filter(peer => peer !== hub),
        { layout, addresses },
      )
  }
  // Last: until it stands, the next start begins the installation anew.
  if (added.length > 0) writeInstallation(layout.installation, installation)
  return installation
}

async function makeKeys(paths: HubPaths, hub: InstalledHub, addresses: Addresses): Promise<void> {
  writePrivate(paths.certificates, await makeHubKeys(paths, hub.hub, hub.agencies))
  makeStatementKeys(paths)
  await writeAccounts(paths, hub, addresses.outside(hub, 'portal'))
  const upstreams = SERVICES.map(service => [service, addresses.inside(hub, service)])
  writePrivate(files(paths).upstreams, Object.fromEntries(upstreams))
}

async function writeDirectories(layout: Layout, addresses: Addresses, all: readonly InstalledHub[]): Promise<void> {
  const known: KnownHub[] = all.map(installed => ({
    installed,
    certificates: JSON.parse(readFileSync(layout.hub(installed.hub).certificates, 'utf8')) as HubCertificates,
    issuer: addresses.outside(installed, 'accounts'),
  }))
  for (const own of known) {
    const paths = layout.hub(own.installed.hub)
    const signed = await signDirectory(directoryOf(own, known, new Date()), readFileSync(paths.jurisdictionKey, 'utf8'))
    writePrivate(paths.directoryStatement, signed)
  }
}
