/**
 * Prepares hubs whose PostgreSQL and NATS servers are run by others: in containers (docker-compose.yml) or by an operator.
 * Three steps, because each server needs something before it starts; each can be repeated and draws nothing anew.
 */
import { readFileSync } from 'node:fs'
import { inContainers, onThisMachine, withOrigins } from './lib/hubs/addresses.ts'
import { hubCodes, portsOfHub } from './lib/hubs/hub-codes.ts'
import { layout } from './lib/hubs/layout.ts'
import { prepareStreams } from './lib/hubs/nats.ts'
import { freePorts } from './lib/hubs/ports.ts'
import { drawSuperuserPassword, provisionHubs } from './lib/hubs/provision.ts'
import { misunderstood, numberOf, optionsAndFilesOf } from './lib/options.ts'
import { UsageError } from './lib/usage-error.ts'

const usage = `Usage: node scripts/provision.ts STEP [options]

provision.ts secrets --superuser-password FILE                 before PostgreSQL starts
provision.ts hubs    --superuser-password FILE --postgres URL --state FOLDER [--hubs XA,XB]
                                                               when it runs: keys, databases, settings, NATS configuration
provision.ts streams --hubs XA --nats URL --state FOLDER       when that hub's NATS server runs

--postgres postgresql://HOST:PORT[?sslmode=verify-full]
--place containers|machine   where services find each other: by container name (default), or on 127.0.0.1
--portal URL, --accounts URL origins for browsers, of one hub: for instance behind a proxy that ends TLS
--protocols FOLDER           protocols of your own beside those of the software, where the services find the folder
--replicas N                 of each stream: 1 (default), or 3 on a cluster
--trial                      a hub for trying out, with nobody real in it: it starts without the witnesses that it should have
--free-ports                 with --place machine: any ports instead of 4100, 4200, ...
--help                       this text`

const { values, positionals } = optionsAndFilesOf(
  {
    hubs: { type: 'string', default: 'XA,XB' },
    state: { type: 'string' },
    place: { type: 'string', default: 'containers' },
    postgres: { type: 'string' },
    nats: { type: 'string' },
    portal: { type: 'string' },
    accounts: { type: 'string' },
    protocols: { type: 'string' },
    replicas: { type: 'string', default: '1' },
    'superuser-password': { type: 'string' },
    'free-ports': { type: 'boolean', default: false },
    trial: { type: 'boolean', default: false },
    'log-level': { type: 'string', default: 'info' },
  },
  usage,
)
const step = new Map<string | undefined, () => unknown>([
  ['secrets', () => drawSuperuserPassword(given('superuser-password'))],
  ['hubs', hubs],
  ['streams', streams],
]).get(positionals[0])
try {
  if (!step) throw new UsageError(positionals[0] === undefined ? 'Say which step.' : `${positionals[0]} is no step.`)
  await step()
} catch (error) {
  if (error instanceof UsageError) misunderstood(error, usage)
  stop(inWords(error))
}

/** An error of PostgreSQL may quote what was sent to it; its code says enough. One of a file or a socket names it. */
function inWords(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) return String(error)
  return `${positionals[0]}: ${'syscall' in error ? error.message : error.code}`
}

async function hubs(): Promise<void> {
  const places = layout(given('state'))
  const { hostname, port, search } = new URL(given('postgres'))
  const postgres = { host: hostname, port: Number(port || 5432), options: search }
  const codes = hubCodes(values.hubs)
  if (codes === undefined) throw new UsageError('--hubs takes codes of two letters, each once: --hubs XA,XB')
  const { portal, accounts } = values
  if ((portal || accounts) && codes.length > 1) stop('--portal and --accounts are those of one hub')
  const place = values.place === 'machine' ? onThisMachine : inContainers
  const addresses = withOrigins(place, { portal: origin(portal), accounts: origin(accounts) })
  await provisionHubs({
    layout: places,
    hubs: codes,
    portsOf: values['free-ports'] ? () => freePorts() : portsOfHub,
    places: {
      ...{ layout: places, addresses, postgres, logLevel: values['log-level'] },
      ...{ protocolsDir: values.protocols, trial: values.trial },
    },
    superuserPassword: readFileSync(given('superuser-password'), 'utf8').trim(),
    onStep: text => process.stdout.write(`${text}\n`),
  })
}

async function streams(): Promise<void> {
  const [hub, ...more] = hubCodes(values.hubs) ?? []
  if (!hub || more.length > 0) stop('streams takes one hub: each has a NATS server of its own')
  await prepareStreams(layout(given('state')).hub(hub), given('nats'), numberOf('replicas', values.replicas, 1))
  process.stdout.write(`streams of ${hub}\n`)
}

/** What a token's `iss` and a redirect address begin with: no path, no slash at the end. */
function origin(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  return URL.canParse(url) && new URL(url).origin === url ? url : stop(`${url} is no origin: https://portal.xa.example`)
}

function given(name: 'state' | 'postgres' | 'nats' | 'superuser-password'): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
