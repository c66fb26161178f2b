import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { evidenceKinds, evidenceReceived, packageReceived, SERVICES } from '@amparo/contracts'
import { generateSigningKey } from '@amparo/crypto'
import { openStore } from '@amparo/store'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { PeerOf, TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, ways } = await useTwoHubs()
// A lease outlives its holder by six seconds.
const PATIENT = 60_000
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const dir = tempDir('exchange')
afterAll(() => removeTempDir(dir))

function environment(hub: TestHub, peers: readonly PeerOf[]): Record<string, string> {
  const file = (name: string, content: string) => {
    const path = join(dir, `${hub.code}-${name}`)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const trust = Object.fromEntries(SERVICES.map(service => [service, generateSigningKey().publicJwk]))
  const edge = {
    own: { url: hub.nats.url, seedFile: file('edge.seed', hub.nats.edge.seed) },
    peers: peers.map(({ seed, ...peer }) => ({ ...peer, seedFile: file(`${peer.hub}.seed`, seed) })),
  }
  return {
    ...{ AMPARO_HUB: hub.code, AMPARO_HTTP_PORT: '0', AMPARO_LOG_LEVEL: 'silent', AMPARO_ISSUER: 'http://127.0.0.1:1' },
    ...{ AMPARO_AUDIENCE: `urn:amparo:hub:${hub.code}`, AMPARO_NATS_URL: hub.nats.url },
    AMPARO_DATABASE_URL: hub.database.services['exchange'] ?? '',
    AMPARO_NATS_SEED_FILE: file('seed', hub.nats.seedOf('exchange')),
    AMPARO_SIGNING_KEY_FILE: file('signing.jwk', JSON.stringify(generateSigningKey().privateJwk)),
    AMPARO_TRUST_FILE: file('trust.json', JSON.stringify(trust)),
    AMPARO_EXCHANGE_KEY_FILE: file('exchange.asc', hub.keys.exchange.privateKey),
    AMPARO_EDGE_FILE: file('edge.json', JSON.stringify(edge)),
    ...{ AMPARO_EDGE_POLL_MS: '50', AMPARO_EDGE_RETRY_FIRST_MS: '100', AMPARO_EDGE_RETRY_MAX_MS: '500' },
  }
}

const children = new Set<ChildProcess>()
async function launch(hub: TestHub, peers: readonly PeerOf[]): Promise<ChildProcess> {
  const child = fork(main, { env: environment(hub, peers), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  children.add(child)
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', code => reject(new Error(`exit ${code}`)))
  })
  return child
}
const killed = (child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL') =>
  new Promise(resolve => {
    children.delete(child)
    child.once('exit', resolve)
    child.kill(signal)
  })
afterEach(async () => {
  for (const child of children) await killed(child)
})

/** Keeps what the child wants to write from being written until `letGo`. As the owner of the tables, who may lock them. */
async function hold(hub: TestHub, lock: string): Promise<{ letGo(): Promise<void> }> {
  const store = await openStore({
    url: hub.database.migrator,
    service: 'exchange',
    entities: [],
    applicationName: 'lock',
  })
  let letGo = () => {}
  const released = new Promise<void>(resolve => {
    letGo = resolve
  })
  let took = () => {}
  const taken = new Promise<void>(resolve => {
    took = resolve
  })
  const holding = store.run(async ({ sql }) => {
    await sql(lock)
    took()
    await released
  })
  await Promise.race([taken, holding])
  return {
    letGo: async () => {
      letGo()
      await holding
      await store.close()
    },
  }
}

const copies = async (made: APackage) =>
  (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId).length
const heard = async (made: APackage) =>
  (await xa.told(evidenceReceived))
    .filter(({ packageId }) => packageId === made.packageId)
    .map(({ kind }) => evidenceKinds.toCode(kind))

test(
  'the sender is killed after it has published and before it has written that down: the package is sent again, and is one',
  async () => {
    await xa.stop()
    xb.line.cut()
    const first = await launch(xa, ways.xa)
    const made = aPackage()
    const id = await build(xa, made)
    // Signed for a first try that found nobody, so that nothing but the mark is left to be written.
    await xa.until('select 1 from outgoing where message_id = $1 and signature is not null', [id])
    const held = await hold(xa, `select 1 from outgoing where message_id = '${id}' for no key update`)
    xb.line.mend()
    await xb.until('select 1 from incoming where message_id = $1', [id])
    expect(await xa.rows('select attempts, state from outgoing where message_id = $1', [id])).toEqual([
      { attempts: 0, state: 'waiting' },
    ])
    await killed(first)
    await held.letGo()

    const before = xb.lines.filter(line => line.includes('edge.repeated')).length
    await launch(xa, ways.xa)
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id], 20_000)
    // What XB said of the first copy may come before the second one goes.
    await soon(() => xb.lines.filter(line => line.includes('edge.repeated')).length).toBeGreaterThan(before)
    await soon(() => copies(made)).toBe(1)
    await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
  },
  PATIENT,
)

test(
  'the receiver is killed in the middle of taking in: nothing of it stands, and the next one takes it in once',
  async () => {
    await xb.stop()
    const first = await launch(xb, ways.xb)
    await xa.start(ways.xa)
    const held = await hold(xb, 'lock table evidence in share mode')
    const made = aPackage()
    const id = await build(xa, made)
    await xb.until("select 1 from pg_stat_activity where application_name = 'exchange' and wait_event_type = 'Lock'")
    await killed(first)
    await held.letGo()
    expect(await xb.rows('select 1 as one from incoming where message_id = $1', [id])).toEqual([])

    await launch(xb, ways.xb)
    await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id], 20_000)
    await soon(() => copies(made)).toBe(1)
    await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
  },
  PATIENT,
)

test('it starts from its environment, and ends when told to', async () => {
  await xb.stop()
  const child = await launch(xb, ways.xb)
  expect(await killed(child, 'SIGTERM')).toBe(0)
})
