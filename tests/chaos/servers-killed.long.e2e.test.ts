import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SERVICES } from '@amparo/contracts'
import { startNats, startPostgres, waitFor } from '@amparo/testing/platform'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { natsConfigOf } from '../../scripts/lib/hubs/nats.ts'
import { useHubs } from '../e2e/support/hubs.ts'
import { inState, send } from '../e2e/support/journey.ts'

const servers: { stop(): Promise<void> }[] = []
// Before those of the hubs, so that it ends after them.
afterAll(async () => {
  for (const server of servers.reverse()) await server.stop()
})
const { system, people } = await useHubs(['XA', 'XB'], { ephemeral: false })
const HUBS = ['XA', 'XB'] as const
const TAKEN = { inPrivate: true, duressChecked: true } as const
const AWAY_MS = 4_000

type Sent = Awaited<ReturnType<typeof send>>
/** All that was answered for in this file. */
const sent: Sent[] = []
const withdrawn: Sent[] = []

const police = await people.caseworker('XA', 'police')
const shelter = await people.caseworker('XB', 'shelter')

/** Referrals, of which every third is taken back at once, for as long as it is not aborted. */
async function load(signal: AbortSignal): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    try {
      const one = await send({ system, sender: police, to: { hub: 'XB', type: 'shelter' } })
      sent.push(one)
      if (n % 3 !== 1) continue
      await police.withdrawConsent(one.consentId, TAKEN)
      withdrawn.push(one)
    } catch (error) {
      // Whoever asks meanwhile is told to come back.
      expect(error).toMatchObject({ status: 503 })
      await sleep(200)
    }
  }
}

/** Until so many more were sent and taken back. */
async function passing(): Promise<void> {
  const enough = { sent: sent.length + 8, withdrawn: withdrawn.length + 2 }
  await waitFor(async () => sent.length >= enough.sent && withdrawn.length >= enough.withdrawn, 120_000)
}

async function killNats(hub: string): Promise<void> {
  const dir = system.layout.hub(hub).nats
  const { server } = JSON.parse(readFileSync(join(dir, 'nats.owner.json'), 'utf8')) as { server: { pid: number } }
  process.kill(server.pid, 'SIGKILL')
  await sleep(AWAY_MS)
  const peers = HUBS.filter(other => other !== hub)
  const config = natsConfigOf(system.layout, { hub, peers, scanned: false })
  servers.push(await startNats({ name: `amparo-${hub}`, dir, port: system.hub(hub).installed.ports.nats, config }))
}

async function killPostgres(): Promise<void> {
  const dir = system.layout.postgres
  const pid = Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
  await system.postgres.ended
  await sleep(AWAY_MS)
  servers.push(await startPostgres({ dir, port: system.installation.postgresPort }))
}

async function rows(hub: string, text: string): Promise<number> {
  const admin = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf(hub)) })
  await admin.connect()
  try {
    return Number((await admin.query(text)).rows[0].n)
  } finally {
    await admin.end()
  }
}

const notReady = async () => {
  const asked = HUBS.flatMap(hub =>
    SERVICES.map(async service => {
      const { status } = await fetch(`${urlOf(system.hub(hub).installed, service)}/readyz`)
      return status === 200 ? [] : [`${hub} ${service}`]
    }),
  )
  return (await Promise.all(asked)).flat()
}

it.each([
  ['NATS of the sending hub', () => killNats('XA')],
  ['NATS of the receiving hub', () => killNats('XB')],
  ['PostgreSQL', killPostgres],
])(
  '%s is killed under load: what was answered for is there once, and what was taken back has ended',
  async (_, kill) => {
    const over = new AbortController()
    const loads = Promise.all([load(over.signal), load(over.signal), load(over.signal), load(over.signal)])
    // Under load means that both pass before the kill and after it, however slow the machine is.
    await Promise.race([loads, passing()])
    await kill()
    await Promise.race([loads, passing()])
    over.abort()
    await loads

    await waitFor(async () => (await notReady()).length === 0)
    const kept = sent.filter(one => !withdrawn.includes(one))
    for (const { id } of kept) await inState(shelter, id, 'requested')
    for (const { id } of withdrawn) await inState(police, id, 'halted')
    const ids = kept.map(({ id }) => id)
    expect(await rows('XB', `select count(*) n from referral.referral where id in ('${ids.join("','")}')`)).toBe(
      ids.length,
    )
    for (const hub of HUBS)
      for (const service of ['directory', 'referral', 'consent', 'redaction', 'exchange', 'audit'])
        expect(await rows(hub, `select count(*) n from ${service}.dead_letter`)).toBe(0)
  },
)
