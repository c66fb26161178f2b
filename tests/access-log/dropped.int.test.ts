import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Action, encode, referralEnded } from '@amparo/contracts'
import { type Relay, startReconciler, startRelay } from '@amparo/messaging'
import { openStore, type Store } from '@amparo/store'
import { removeTempDir, tempDir, useHubDatabase } from '@amparo/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { runScript } from './support/run.ts'

const audit = await useAudit({ env: { AMPARO_LOG_GAP_MINUTES: '0.02' } })
const redaction = await audit.nats.as('redaction')
const nats = await audit.nats.as('referral')
const source = await useHubDatabase({
  services: { referral: join(import.meta.dirname, '../../libs/store/test/migrations') },
})
const dir = tempDir('dropped')
/** Verifiers are processes of their own. */
const SLOW = 90_000
let store: Store
const superuser = new Client({ connectionString: source.superuserUrl })
let relay: Relay
let reconciler: Relay | undefined
let url: string

beforeAll(async () => {
  await superuser.connect()
  url = (await audit.start()).url
  await untilWriting(redaction)
  store = await openStore({
    ...{ url: source.services['referral'] ?? '', service: 'referral', entities: [], applicationName: 'dropped' },
  })
})
afterAll(async () => {
  await reconciler?.stop()
  await relay.stop()
  await store.close()
  await superuser.end()
  removeTempDir(dir)
})

const ended = () => {
  const id = randomUUID()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: id }
  return encode(referralEnded, { referralId: randomUUID(), state: 'closed' }, meta)
}
const emit = (count: number) =>
  store.run(async tx => {
    for (let i = 0; i < count; i++) tx.emit(ended())
  })
const told = async () => (await audit.entries()).filter(({ action }) => action === Action.REFERRAL_ENDED).length
const faults = async (action: Action) =>
  (await audit.entries()).filter(entry => entry.action === action).map(({ code }) => code)

/** What each verifier says of the log as it is served. */
async function verdicts() {
  const folder = join(dir, randomUUID())
  const first = await runScript('audit-verify.ts', '--log', url)
  await runScript('audit-export.ts', '--log', url, '--to', folder)
  const second = await runScript('audit-recheck.mjs', folder, join(folder, 'keys'))
  return { first, second }
}

test(
  'A row that is taken out of the outbox before anybody has read it is missed by auditors, and by both verifiers',
  async () => {
    await emit(3)
    relay = startRelay(nats, store, 'referral')
    await expect.poll(told).toBe(3)
    const whole = await verdicts()
    expect([whole.first.code, whole.second.code]).toEqual([0, 0])
    expect(whole.first.out).toMatch(/referral has counted since 20\d\d-.*: up to 3\n/)

    await relay.stop()
    await emit(3)
    await store.run(tx => tx.sql('delete from outbox where log_number = 5'))
    relay = startRelay(nats, store, 'referral')
    await expect.poll(told).toBe(5)
    expect(await faults(Action.SOURCE_GAP)).toEqual([expect.stringMatching(/^referral:\d{13}:5:5$/)])
    const { first, second } = await verdicts()
    expect([first.code, second.code]).toEqual([1, 1])
    expect(first.out).toMatch(/^leaf \d+: number 5 of referral/)
    expect(second.out).toMatch(/^leaf \d+: numbers 5 to 5 of referral/)
  },
  SLOW,
)

const compare = () => startReconciler(nats, store, 'referral', { everyMs: 200, graceMs: 0, republishAfterMs: 300 })
const waiting = async () => Number((await superuser.query('select count(*) from referral.outbox')).rows[0].count)

test('The last row that there is, too, though nothing comes after it', async () => {
  await relay.stop()
  await emit(2)
  await store.run(tx => tx.sql('delete from outbox where log_number = 8'))
  relay = startRelay(nats, store, 'referral')
  reconciler = compare()
  await expect.poll(() => faults(Action.SOURCE_GAP)).toHaveLength(2)
  expect((await faults(Action.SOURCE_GAP)).at(-1)).toMatch(/^referral:\d{13}:8:8$/)
  await expect.poll(waiting).toBe(0)
})

test(
  'A database that was restored counts anew, which auditors are told; what it tells again is in the log once, and nothing is missed',
  async () => {
    // A backup, in which a row still waits that the log has meanwhile.
    await reconciler?.stop()
    await relay.stop()
    await emit(1)
    await superuser.query('create table referral.kept as select * from referral.outbox')
    relay = startRelay(nats, store, 'referral')
    reconciler = compare()
    await expect.poll(waiting).toBe(0)
    await emit(2)
    await expect.poll(waiting).toBe(0)
    const before = await told()
    await reconciler.stop()
    await relay.stop()
    await superuser.query('set session_replication_role = replica')
    await superuser.query('insert into referral.outbox overriding system value select * from referral.kept')
    await superuser.query('update referral.log_count set last = (select max(log_number) from referral.kept)')
    await superuser.query('set session_replication_role = origin')

    relay = startRelay(nats, store, 'referral')
    await emit(2)
    await expect.poll(async () => (await faults(Action.SOURCE_FORKED)).length).toBeGreaterThan(0)
    reconciler = compare()
    await expect.poll(told).toBe(before + 2)
    await expect.poll(waiting).toBe(0)
    expect(await faults(Action.SOURCE_RESTARTED)).toHaveLength(1)
    expect(await faults(Action.SOURCE_GAP)).toHaveLength(2)
    const { first, second } = await verdicts()
    for (const { out } of [first, second]) expect(out.match(/^leaf \d+: /gm)).toHaveLength(2)
    expect(first.out.match(/referral has counted since/g)).toHaveLength(2)
  },
  SLOW,
)
