import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@amparo/client'
import { fileTransfers, signIn } from '@amparo/client/node'
import { SERVICES } from '@amparo/contracts'
import {
  freePort,
  natsBinary,
  type Postgres,
  removeTempDir,
  startPostgres,
  tempDir,
  waitFor,
} from '@amparo/testing/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { natsUrl, urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { type InstalledHub, readInstallation } from '../../scripts/lib/hubs/installation.ts'
import { layout } from '../../scripts/lib/hubs/layout.ts'
import { anAdult } from './support/a-person.ts'
import { type Child, run, scriptIn } from './support/child.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { buildImage } from './support/image.ts'

/**
 * What docker-compose.yml does, without containers: scripts/provision.ts prepares a hub whose servers others run, and each
 * service runs as a process of its own, alone with the settings file that was written for it and with what the image holds.
 */
const state = tempDir('provisioned')
const image = join(state, 'image')
const paths = layout(state).hub('XA')
const superuserPassword = join(state, 'superuser', 'password')
const services = new Map<string, Child>()
const stops: (() => unknown)[] = [() => removeTempDir(state)]
let hub: InstalledHub
let provision: () => Promise<string>
let postgres: Postgres

const settingsOf = (service: (typeof SERVICES)[number]) => `--env-file=${paths.environment(service)}`
const inImage = (args: readonly string[], env: Record<string, string> = {}) => run(process.execPath, args, env, image)

beforeAll(async () => {
  await buildImage(image)
  postgres = await startPostgres({ dir: join(state, 'postgres'), port: await freePort(), ephemeral: true })
  stops.push(() => postgres.stop())
  mkdirSync(join(state, 'superuser'))
  writeFileSync(superuserPassword, postgres.superuser.password, { mode: 0o440 })
  const servers = ['--postgres', `postgresql://${postgres.host}:${postgres.port}`, '--place', 'machine', '--free-ports']
  const options = ['--hubs', 'XA', '--trial', '--state', state, '--superuser-password', superuserPassword, ...servers]
  provision = () => scriptIn(image, 'scripts/provision.ts', 'hubs', ...options)
  await provision()
  hub = installedHub()

  const nats = run(await natsBinary(), ['--config', paths.natsConfig])
  stops.push(() => nats.stop())
  await waitFor(() => nats.output().includes('Server is ready'))
  await scriptIn(image, 'scripts/provision.ts', 'streams', '--state', state, '--hubs', 'XA', '--nats', natsUrl(hub))
  for (const service of SERVICES) {
    // Directory knows where the issuer's keys are, as in containers; the others find them by the issuer's name.
    const env = service === 'directory' ? { AMPARO_JWKS_URL: `${urlOf(hub, 'accounts')}/jwks` } : {}
    const args = [settingsOf(service), `services/${service}/src/main.ts`]
    services.set(service, inImage(args, env))
  }
})

afterAll(async () => {
  await Promise.all([...services.values()].map(service => service.stop()))
  for (const stop of stops.reverse()) await stop()
})

function installedHub(): InstalledHub {
  const found = readInstallation(layout(state).installation)?.hubs['XA']
  if (!found) throw new Error('no hub was installed')
  return found
}

function child(name: string): Child {
  const found = services.get(name)
  if (!found) throw new Error(`${name} was not started`)
  return found
}

test.each(SERVICES)('%s becomes ready in a process of its own', async name => {
  await waitFor(new URL('/readyz', urlOf(hub, name))).catch(() => {
    throw new Error(`${name} is not ready:\n${child(name).output()}`)
  })
  expect(child(name).process.exitCode).toBeNull()
})

test('A token is taken by a service that finds the keys by discovery, and by one that is told where they are', async () => {
  const [user] = hub.users
  if (!user) throw new Error('no users')
  const session = await signIn({ ...user, issuer: urlOf(hub, 'accounts'), hub: 'XA' })
  const statusOf = async (url: string) => {
    const headers = await session.authorize({ method: 'GET', url })
    return (await fetch(url, { headers })).status
  }
  expect(await statusOf(`${urlOf(hub, 'directory')}/agencies`)).toBe(200)
  expect(await statusOf(`${urlOf(hub, 'referral')}/referrals?box=inbox`)).toBe(200)
})

const CLIENT = () => ({
  urls: Object.fromEntries(SERVICES.map(name => [name, urlOf(hub, name)])) as Record<(typeof SERVICES)[number], string>,
  hub: 'XA',
  jurisdictionCert: readFileSync(paths.jurisdictionCertificate, 'utf8'),
})

test('A file arrives and comes back though its sender and redaction are killed, and nothing that has arrived is sent again', async () => {
  const [officer, sender] = ['shelter@xa', 'shelter.supervisor@xa'].map(name =>
    hub.users.find(({ username }) => username === name),
  )
  if (!officer || !sender) throw new Error('no officers')
  const issuer = urlOf(hub, 'accounts')
  const user = { ...sender, issuer, hub: 'XA' }
  const session = await signIn({ ...officer, issuer, hub: 'XA' })
  const { subjectRef } = await createClient({ ...CLIENT(), session }).registerSubject(anAdult())
  const transfers = fileTransfers({ ...CLIENT(), session })
  const [path, task] = [join(state, 'film'), join(state, 'upload.json')]
  writeFileSync(path, randomBytes(48 * 1024 ** 2))
  const upload = await transfers.beginUpload(subjectRef, path, 'video/mp4')
  writeFileSync(task, JSON.stringify({ user, client: CLIENT(), upload, path }))
  const send = async () => {
    await forgetCodes(postgres, ['XA'])
    return run(process.execPath, ['tests/e2e/support/upload-file.ts', task])
  }
  const offsets = (sender: Child) => [...sender.output().matchAll(/^at (\d+)$/gm)].map(([, at]) => Number(at))

  const first = await send()
  await waitFor(() => offsets(first).length >= 5)
  first.process.kill('SIGKILL')
  await first.ended
  const second = await send()
  await waitFor(() => offsets(second).length >= 5)
  child('redaction').process.kill('SIGKILL')
  expect(await second.ended).not.toBe(0)
  services.set('redaction', inImage([settingsOf('redaction'), 'services/redaction/src/main.ts']))
  await waitFor(new URL('/readyz', urlOf(hub, 'redaction')))
  const third = await send()
  expect(await third.ended, third.output()).toBe(0)
  // What was answered is there: each begins where the one before had been told it was, or after it.
  for (const [before, after] of [
    [first, second],
    [second, third],
  ] as const)
    expect(offsets(after)[0]).toBeGreaterThanOrEqual(offsets(before).at(-1) ?? Number.NaN)
  expect(offsets(second)[0]).toBeGreaterThan(0)

  await waitFor(async () => (await transfers.stateOf(upload.fileId)).state === 'kept')
  const back = join(state, 'back')
  writeFileSync(`${back}.part`, readFileSync(path).subarray(0, 20 * 1024 ** 2))
  await transfers.download(subjectRef, upload.fileId, back)
  expect(readFileSync(back).equals(readFileSync(path))).toBe(true)
})

test.runIf(process.platform === 'linux')('No process listing shows a secret of a service', () => {
  for (const name of SERVICES) {
    const pid = child(name).process.pid
    const seen = ['cmdline', 'environ'].map(file => readFileSync(`/proc/${pid}/${file}`, 'utf8')).join('\0')
    expect(seen).toContain(paths.environment(name))
    for (const secret of Object.values(hub.databasePasswords)) expect(seen).not.toContain(secret)
  }
})

test('What an operator runs in a container is in the image', async () => {
  expect(await scriptIn(image, settingsOf('redaction'), 'scripts/keys.ts', 'status')).toContain('wraps')
  expect(await scriptIn(image, 'scripts/code.ts', '--state', state)).toContain('shelter@xa')
  for (const name of ['hub-invite', 'hub-join'])
    expect(await scriptIn(image, `scripts/${name}.ts`, '--help')).toContain('Usage')
})

test('Provisioning again draws nothing anew', async () => {
  const files = [layout(state).installation, paths.natsConfig, paths.trust, ...SERVICES.map(paths.environment)]
  const before = files.map(file => readFileSync(file, 'utf8'))
  await provision()
  expect(files.map(file => readFileSync(file, 'utf8'))).toEqual(before)
})

test("The superuser's password is drawn once, for its owner and group only", async () => {
  const file = join(state, 'drawn', 'password')
  const secrets = () => scriptIn(image, 'scripts/provision.ts', 'secrets', '--superuser-password', file)
  await secrets()
  const drawn = readFileSync(file, 'utf8')
  await secrets()
  expect(readFileSync(file, 'utf8')).toBe(drawn)
  expect(drawn).toMatch(/^[\w-]{43}$/)
  expect(statSync(file).mode & 0o777).toBe(0o440)
})

test('Somebody who left opens nothing from a few seconds on, though their access token has not ended', async () => {
  const left = hub.users.find(({ username }) => username === 'police@xa')
  if (!left) throw new Error('no officer')
  const session = await signIn({ ...left, issuer: urlOf(hub, 'accounts'), hub: 'XA' })
  const [url, method] = [`${urlOf(hub, 'redaction')}/redactions?referralId=${randomUUID()}`, 'GET']
  const statusOf = async () => (await fetch(url, { headers: await session.authorize({ method, url }) })).status
  expect(await statusOf()).not.toBe(401)
  const file = join(paths.service('accounts'), 'users.json')
  const before = JSON.parse(readFileSync(file, 'utf8')) as { users: { username: string }[] }
  const after = { ...before, users: before.users.filter(({ username }) => username !== left.username) }
  writeFileSync(`${file}.new`, JSON.stringify(after), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  await waitFor(async () => (await statusOf()) === 401)
})

test('Each service ends in order when it is asked to', async () => {
  const codes = await Promise.all(SERVICES.map(async name => [name, await child(name).stop()]))
  expect(codes).toEqual(SERVICES.map(name => [name, 0]))
})
