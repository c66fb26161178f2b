import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { removeTempDir } from '@amparo/testing/platform'
import { afterAll, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { openToOthers } from './support/open-files.ts'
import { filesOutside } from './support/processes.ts'
import { refer } from './support/refer.ts'
import type { Command } from './support/start-command.ts'
import { started } from './support/started.ts'
import { stopsWith, tell } from './support/stops.ts'

/** One state folder lives through all of these, one after the other. */
const amparo = await started()
let running: Command
let referral: string
let passwords: string[]
let firstSeconds: number

afterAll(async () => {
  await amparo.clear()
  removeTempDir(dirname(amparo.state))
})

const passwordsNow = () => amparo.hub().users.map(user => user.password)
const secondsOf = (command: Command) => Number(/ready in ([\d.]+) s/.exec(command.output())?.[1])

it('begins with nothing, and tells addresses, users and how to stop', async () => {
  running = await amparo.up()
  firstSeconds = secondsOf(running)
  tell(`first start: ${firstSeconds} s`)
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
  await stopsWith(amparo, running, 'SIGINT', 'group')
})

it('goes on at the next start, sooner, with the same users and all that was written', async () => {
  running = await amparo.up()
  tell(`second start: ${secondsOf(running)} s`)
  expect(secondsOf(running)).toBeLessThan(firstSeconds)
  expect(passwordsNow()).toEqual(passwords)
  const officer = await amparo.people().dutyOfficer('XA', 'police')
  expect(await officer.get(referral)).toMatchObject({ id: referral, status: 'requested' })
})

it('stops when its terminal is closed', async () => {
  await stopsWith(amparo, running, 'SIGHUP', 'group')
})
