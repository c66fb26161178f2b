import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { removeTempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { freeBase } from '../../scripts/lib/hubs/hub-codes.ts'
import { processesOf } from './support/processes.ts'
import { arrives, refer } from './support/refer.ts'
import type { Command } from './support/start-command.ts'
import { HUBS, started } from './support/started.ts'
import { leavesNothing, stopsWith } from './support/stops.ts'

/** One state folder lives through all of these, one after the other. */
const amparo = await started()
let running: Command
let referral: string
let passwords: string[]

const passwordsNow = () => amparo.hub().users.map(user => user.password)

beforeAll(async () => {
  running = await amparo.up()
  referral = await refer(amparo.people(), amparo.hub())
  passwords = passwordsNow()
})
afterAll(async () => {
  await amparo.clear()
  removeTempDir(dirname(amparo.state))
})

it.each(['redaction', 'nats', 'postgres'])('says that %s died and where its log is, and stops the rest', async part => {
  if (part !== 'redaction') running = await amparo.up()
  process.kill(amparo.pidOf(part), 'SIGKILL')
  expect(await running.ended).toEqual({ code: 1, signal: null })
  const said = /^(.*) ended by itself; its log: (.*)$/m.exec(running.output())
  expect(said?.[1]?.toLowerCase()).toContain(part)
  expect(statSync(said?.[2] ?? '').size).toBeGreaterThan(0)
  await leavesNothing(amparo)
})

it('leaves no service behind when it is killed', async () => {
  running = await amparo.up()
  running.signal('SIGKILL')
  await running.ended
  await waitFor(() => processesOf(amparo.state).every(line => !line.includes('run-group')))
  expect(processesOf(amparo.state)).not.toEqual([])
})

it('clears up then at the next start and has the data, takes in two more hubs and moves to other ports, and each of the two exchanges with the first', async () => {
  const old = amparo.base
  amparo.base = (await freeBase(HUBS, old + 300)) ?? old
  running = await amparo.up(['--hubs', HUBS.join()])
  for (const code of HUBS) expect((await fetch(urlOf(amparo.hub(code), 'portal'))).status).toBe(200)
  expect(await amparo.takenPorts(old)).toEqual([])
  expect(passwordsNow()).toEqual(passwords)
  // Who signs in twice within half a minute has no new code.
  const people = amparo.people()
  await arrives(await people.caseworker('XA', 'shelter'), referral)
  for (const code of ['XB', 'XC']) {
    const sent = await refer(people, amparo.hub(code))
    await arrives(await people.caseworker(code, 'shelter'), sent)
  }
  expect(amparo.hub('XB').users.map(({ password }) => password)).not.toEqual(passwords)
  await stopsWith(amparo, running, 'SIGHUP', 'group')
})

it('begins anew with --reset, and stops where it is when it is interrupted', async () => {
  running = amparo.run(['--reset'])
  await running.says('databases and migrations')
  await stopsWith(amparo, running, 'SIGINT', 'group')
  expect(running.output()).not.toContain('Amparo runs')

  const kept = passwordsNow()
  expect(kept).not.toEqual(passwords)
  running = await amparo.up()
  expect(passwordsNow()).toEqual(kept)
  const officer = await amparo.people().caseworker('XA', 'police')
  await expect(officer.get(referral)).rejects.toMatchObject({ status: 404 })
  expect((await officer.outbox()).items).toEqual([])
  await stopsWith(amparo, running, 'SIGTERM', 'alone')
})
