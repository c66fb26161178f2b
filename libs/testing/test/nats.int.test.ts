import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { inboxPrefix } from '@amparo/contracts'
import { openPeerLink } from '@amparo/messaging'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection, nkeyAuthenticator, nkeys } from '@nats-io/transport-node'
import { afterEach, describe, expect, test } from 'vitest'
import {
  freePort,
  type Nats,
  natsBinary,
  natsConfig,
  reloadNats,
  removeTempDir,
  startNats,
  tempDir,
} from '../src/platform/index.ts'

const exchange = nkeys.createUser()
const config = natsConfig({ hub: 'XA', services: [], edge: { exchange: { nkey: exchange.getPublicKey() }, peers: [] } })
const closing: (() => Promise<unknown> | unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function newDir(): string {
  const dir = tempDir('nats')
  closing.push(() => removeTempDir(dir))
  return dir
}

async function start(dir: string, port?: number): Promise<Nats> {
  const server = await startNats({ name: 'xa', dir, config, ...(port === undefined ? {} : { port }) })
  closing.push(() => server.stop())
  return server
}

async function client(server: Pick<Nats, 'url'>): Promise<NatsConnection> {
  const authenticator = nkeyAuthenticator(exchange.getSeed())
  const nc = await connect({
    servers: server.url,
    inboxPrefix: inboxPrefix('exchange'),
    authenticator,
    reconnect: false,
  })
  closing.push(() => nc.close())
  return nc
}

async function makeStream(server: Pick<Nats, 'url'>): Promise<void> {
  const manager = await jetstreamManager(await client(server), { timeout: 60_000 })
  await manager.streams.add({ name: 'EDGE_IN', subjects: ['edge.in.>'] })
}

async function storedMessages(server: Nats): Promise<number> {
  const nc = await client(server)
  return (await (await jetstreamManager(nc, { timeout: 60_000 })).streams.info('EDGE_IN')).state.messages
}

describe('the nats-server', () => {
  test('keeps its streams from one start to the next', async () => {
    const dir = newDir()
    const first = await start(dir)
    await makeStream(first)
    await first.stop()
    expect(await storedMessages(await start(dir))).toBe(0)
  })

  test('is stopped by the next start when its owner was killed, with every stream intact', async () => {
    const dir = newDir()
    const port = await freePort()
    const code = `import { startNats } from '${new URL('../src/platform/nats.ts', import.meta.url)}'
      await startNats(${JSON.stringify({ name: 'xa', dir, port, config })}); console.log('up')`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => owner.stdout.once('data', resolve))
    await expect(start(dir)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
    await makeStream({ url: `nats://127.0.0.1:${port}` })
    owner.kill('SIGKILL')
    await new Promise(resolve => owner.once('exit', resolve))
    expect(await storedMessages(await start(dir, port))).toBe(0)
  })

  test('says that a port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    closing.push(() => other.close())
    const { port } = other.address() as AddressInfo
    await expect(start(newDir(), port)).rejects.toMatchObject({ code: 'PORT_TAKEN' })
  })

  test('says what is wrong with a configuration', async () => {
    const wrong = startNats({ name: 'xa', dir: newDir(), config: 'accounts { CORE { users: [' })
    await expect(wrong).rejects.toMatchObject({ code: 'START_FAILED', message: expect.stringContaining('Parse error') })
  })

  test('says that a folder cannot be written', async () => {
    await expect(start('/proc/amparo')).rejects.toMatchObject({ code: 'NOT_WRITABLE' })
  })

  test('leaves its configuration and streams to its own user, and no private key anywhere', async () => {
    const dir = newDir()
    await start(dir)
    expect(statSync(join(dir, 'nats.conf')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'jetstream')).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(dir, 'nats.conf'), 'utf8')).not.toContain(new TextDecoder().decode(exchange.getSeed()))
  })

  test('lets nobody in without a key', async () => {
    const server = await start(newDir())
    await expect(connect({ servers: server.url, reconnect: false })).rejects.toThrow(/Authorization/i)
    const authenticator = nkeyAuthenticator(nkeys.createUser().getSeed())
    await expect(connect({ servers: server.url, authenticator, reconnect: false })).rejects.toThrow(/Authorization/i)
  })
})

describe('looking for nats-server', () => {
  function fake(dir: string, name: string, script: string): void {
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(dir, name), 0o755)
  }

  async function withPath<T>(path: string, work: () => Promise<T>): Promise<T> {
    const before = process.env['PATH']
    process.env['PATH'] = path
    return work().finally(() => {
      process.env['PATH'] = before
    })
  }

  test('passes over one that is too old', async () => {
    const dir = newDir()
    fake(join(dir, 'old'), 'nats-server', 'echo nats-server: v2.9.25')
    fake(join(dir, 'new'), 'nats-server', 'echo nats-server: v2.11.0')
    const path = [join(dir, 'old'), join(dir, 'new')]
    expect(await natsBinary({ path, cache: join(dir, 'cache') })).toBe(join(dir, 'new', 'nats-server'))
  })

  test('takes it out of the image when Docker runs, once', async () => {
    const dir = newDir()
    const real = await natsBinary()
    const log = join(dir, 'calls')
    const script = `echo "$1" >> ${log}; case "$1" in create) echo c0ffee;; cp) cp ${real} "$3"/nats-server;; esac`
    fake(join(dir, 'bin'), 'docker', script)
    const lines: string[] = []
    const look = () => natsBinary({ path: [], cache: join(dir, 'cache'), onLine: line => lines.push(line) })
    const file = await withPath(`${join(dir, 'bin')}:/usr/bin:/bin`, async () => (await look()) && look())
    expect(execFileSync(file, ['--version'], { encoding: 'utf8' })).toContain('nats-server')
    expect(lines).toHaveLength(1)
    expect(readFileSync(log, 'utf8').split('\n')).toEqual(['info', 'create', 'cp', 'rm', ''])
  })

  test('ends with the one command to run when there is nothing to fetch it with', async () => {
    const dir = newDir()
    const cache = join(dir, 'cache')
    const nothing = withPath(join(dir, 'empty'), () => natsBinary({ path: [], cache }))
    await expect(nothing).rejects.toMatchObject({
      code: 'NO_BINARY',
      message: expect.stringContaining('install nats-server'),
    })
    expect(existsSync(join(cache, 'nats-server'))).toBe(false)
  })
})

test('a peer that is new is let in without a stop, and its messages reach its stream', async () => {
  const dir = newDir()
  const server = await start(dir)
  await makeStream(server)
  const peer = nkeys.createUser()
  const edge = {
    exchange: { nkey: exchange.getPublicKey() },
    peers: [{ name: 'XC', nkey: peer.getPublicKey() }],
  }
  const file = join(dir, 'nats.conf')
  const head = readFileSync(file, 'utf8').slice(0, -config.length)
  writeFileSync(file, head + natsConfig({ hub: 'XA', services: [], edge }))
  expect(await reloadNats(dir)).toBe(true)
  const seed = new TextDecoder().decode(peer.getSeed())
  const link = openPeerLink({ url: server.url, seed, ownHub: 'XC' })
  closing.push(() => link.close())
  expect(await link.publish(new Uint8Array(3))).toBe('taken')
  expect(await storedMessages(server)).toBe(1)

  writeFileSync(file, `${head}}`)
  expect(await reloadNats(dir)).toBe(false)
  expect(await reloadNats(newDir())).toBeUndefined()
})
