import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { removeTempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { freeBase } from '../../scripts/lib/hubs/hub-codes.ts'
import { openToOthers } from './support/open-files.ts'
import { filesOutside, processesOf } from './support/processes.ts'
import { arrives, refer } from './support/refer.ts'
import type { Command } from './support/start-command.ts'
import { started } from './support/started.ts'

/** One state folder lives through all of these, one after the other. */
const amparo = await started()
let running: Command
let referral: string
let passwords: string[]

afterAll(async () => {
  await amparo.clear()
  removeTempDir(dirname(amparo.state))
})

const passwordsNow = () => amparo.hub().users.map(user => user.password)
const secondsOf = (command: Command) => Number(/ready in ([\d.]+) s/.exec(command.output())?.[1])
const tell = (text: string) => process.stdout.write(`    ${text}\n`)

async function stopsWith(signal: NodeJS.Signals, to: 'alone' | 'group'): Promise<void> {
  const began = performance.now()
  running.signal(signal, to)
  expect(await running.ended).toEqual({ code: 0, signal: null })
  tell(`stopped by ${signal} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  expect(running.output()).not.toMatch(/ended by itself|Error/)
  await leavesNothing()
}

async function leavesNothing(): Promise<void> {
  expect(processesOf(amparo.state)).toEqual([])
  expect(await amparo.takenPorts()).toEqual([])
}

it('begins with nothing, and tells addresses, users and how to stop', async () => {
  running = await amparo.up()
  tell(`first start: ${secondsOf(running)} s`)
  const hub = amparo.hub()
  const said = running.output()
  for (const text of [urlOf(hub, 'portal'), '/docs', 'Ctrl-C', `npm run code -- USER --state ${amparo.state}`])
    expect(said).toContain(text)
  for (const { username, password } of hub.users) expect(said).toMatch(new RegExp(`${username}\\s+${password}`))
  const pages = [urlOf(hub, 'portal'), `${urlOf(hub, 'accounts')}/.well-known/openid-configuration`]
  for (const page of pages) expect((await fetch(page)).status).toBe(200)
  passwords = passwordsNow()
})

it('keeps what it writes in the state folder, where nobody else can read it', async () => {
  referral = await refer(amparo.people(), amparo.hub())
  // The log as files is for everybody, though here it stands behind folders that are closed.
  const ofAll = /^(?:cache\/|hubs\/[A-Z]+\/published(?:\/| ))/
  const notes = openToOthers(amparo.state).filter(line => !ofAll.test(line))
  // PostgreSQL, which never runs as root, has to get to its data; what stands on the way is closed to it.
  const passed = process.getuid?.() === 0 ? ['. 711', 'postgres 711'] : ['. 711']
  expect(notes).toEqual(passed)
  expect((statSync(amparo.places.compileCache).mode & 0o777).toString(8)).toBe('700')
  expect(filesOutside(amparo.state)).toEqual([])
})

it('does not start twice in one folder', async () => {
  const { code, output } = await amparo.refused()
  expect(code).toBe(1)
  expect(output).toContain(`already runs here (process ${running.pid})`)
  expect((await fetch(urlOf(amparo.hub(), 'portal'))).status).toBe(200)
})

it("stops on a terminal's Ctrl-C, with people connected, and leaves nothing running", async () => {
  await stopsWith('SIGINT', 'group')
})

it('goes on at the next start, sooner, with the same users and all that was written', async () => {
  running = await amparo.up()
  tell(`second start: ${secondsOf(running)} s`)
  expect(secondsOf(running)).toBeLessThan(30)
  expect(passwordsNow()).toEqual(passwords)
  const officer = await amparo.people().dutyOfficer('XA', 'police')
  expect(await officer.get(referral)).toMatchObject({ id: referral, status: 'requested' })
})

it.each(['redaction', 'nats', 'postgres'])('says that %s died and where its log is, and stops the rest', async part => {
  if (part !== 'redaction') running = await amparo.up()
  process.kill(amparo.pidOf(part), 'SIGKILL')
  expect(await running.ended).toEqual({ code: 1, signal: null })
  const said = /^(.*) ended by itself; its log: (.*)$/m.exec(running.output())
  expect(said?.[1]?.toLowerCase()).toContain(part)
  expect(statSync(said?.[2] ?? '').size).toBeGreaterThan(0)
  await leavesNothing()
})

it('leaves no service behind when it is killed', async () => {
  running = await amparo.up()
  running.signal('SIGKILL')
  await running.ended
  await waitFor(() => processesOf(amparo.state).every(line => !line.includes('run-group')), 15_000)
  expect(processesOf(amparo.state)).not.toEqual([])
})

it('clears up then at the next start and has the data, takes in another hub and moves to other ports, and the two exchange', async () => {
  const old = amparo.base
  amparo.base = (await freeBase(['XA', 'XB'], old + 200)) ?? old
  running = await amparo.up(['--hubs', 'XA,XB'])
  expect(await amparo.takenPorts(old)).toEqual([])
  expect(passwordsNow()).toEqual(passwords)
  await arrives(await amparo.people().caseworker('XA', 'shelter'), referral)
  const sent = await refer(amparo.people(), amparo.hub('XB'))
  await arrives(await amparo.people().caseworker('XB', 'shelter'), sent)
  expect(amparo.hub('XB').users.map(({ password }) => password)).not.toEqual(passwords)
})

it('stops when its terminal is closed', async () => {
  await stopsWith('SIGHUP', 'group')
})

it('begins anew with --reset, and stops where it is when it is interrupted', async () => {
  running = amparo.run(['--reset'])
  await running.says('databases and migrations')
  await stopsWith('SIGINT', 'group')
  expect(running.output()).not.toContain('Amparo runs')

  const kept = passwordsNow()
  expect(kept).not.toEqual(passwords)
  running = await amparo.up()
  expect(passwordsNow()).toEqual(kept)
  const officer = await amparo.people().caseworker('XA', 'police')
  await expect(officer.get(referral)).rejects.toMatchObject({ status: 404 })
  expect((await officer.outbox()).items).toEqual([])
  await stopsWith('SIGTERM', 'alone')
})
