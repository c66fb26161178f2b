import { evidenceKinds, evidenceReceived, packageReceived } from '@amparo/contracts'
import { openStore } from '@amparo/store'
import { expect, test } from 'vitest'
import { useChildren } from './fixtures/child.ts'
import type { TestHub } from './fixtures/hub.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, ways } = await useTwoHubs()
const { killed, launch } = useChildren()
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

test('the sender is killed after it has published and before it has written that down: the package is sent again, and is one', async () => {
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
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id])
  // What XB said of the first copy may come before the second one goes.
  await soon(() => xb.lines.filter(line => line.includes('edge.repeated')).length).toBeGreaterThan(before)
  await soon(() => copies(made)).toBe(1)
  await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
})

test('the receiver is killed in the middle of taking in: nothing of it stands, and the next one takes it in once', async () => {
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
  await xa.until("select 1 from outgoing where message_id = $1 and state = 'relayed'", [id])
  await soon(() => copies(made)).toBe(1)
  await soon(() => heard(made)).toEqual(['submitted', 'relayed'])
})

test('it starts from its environment, and ends when told to', async () => {
  await xb.stop()
  const child = await launch(xb, ways.xb)
  expect(await killed(child, 'SIGTERM')).toBe(0)
})
