import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lease, Store } from '@amparo/store'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { wakeSignal } from '../src/wake.ts'
import { anEvent, ids, useReferralStore } from './support.ts'

const { hub, open } = await useReferralStore()
let store: Store
let lease: Lease
beforeAll(async () => {
  store = await open()
  lease = (await store.leases.acquire('relay', 'test', 600_000)) ?? lease
})
beforeEach(() => store.run(tx => tx.sql('delete from outbox')))

const emit = (...ids: string[]) =>
  store.run(async tx => {
    for (const id of ids) tx.emit(anEvent({ id }))
  })
const lost = (held: Lease): Lease => ({ ...held, token: held.token - 1n })

describe('The outbox', () => {
  it('numbers events without gaps, in the order of commit, across rollbacks', async () => {
    const [a, b, c, d] = ids(4)
    await emit(a ?? '', b ?? '')
    await store
      .run(async tx => {
        tx.emit(anEvent())
        throw new Error('rolled back')
      })
      .catch(() => {})
    expect(await store.outbox.assign(lease, 10)).toBe(2)
    await emit(c ?? '')
    await emit(d ?? '')
    expect(await store.outbox.assign(lease, 10)).toBe(2)
    expect(await store.outbox.assign(lease, 10)).toBe(0)
    const events = await store.outbox.unpublished(10)
    expect(events.map(event => event.id)).toEqual([a, b, c, d])
    const first = events[0]?.sequence ?? 0n
    expect(events.map(event => event.sequence - first)).toEqual([0n, 1n, 2n, 3n])
  })

  it('goes on counting after everything was delivered and deleted', async () => {
    const [a, b] = ids(2)
    await emit(a ?? '')
    await store.outbox.assign(lease, 10)
    const [before] = await store.outbox.unpublished(1)
    await store.outbox.markPublished(lease, [a ?? ''])
    await store.outbox.remove(lease, [a ?? ''])
    await emit(b ?? '')
    await store.outbox.assign(lease, 10)
    const [after] = await store.outbox.unpublished(1)
    expect((after?.sequence ?? 0n) - (before?.sequence ?? 0n)).toBe(1n)
  })

  it('gives an event that was begun earlier but committed later the later number', async () => {
    const [slow, quick] = ids(2)
    let finish = () => {}
    const slowly = store.run(async tx => {
      tx.emit(anEvent({ id: slow ?? '' }))
      await new Promise<void>(resolve => {
        finish = resolve
      })
    })
    await sleep(20)
    await emit(quick ?? '')
    await store.outbox.assign(lease, 10)
    finish()
    await slowly
    await store.outbox.assign(lease, 10)
    expect((await store.outbox.unpublished(10)).map(event => event.id)).toEqual([quick, slow])
  })

  it('lets a holder that lost its lease neither number, nor mark, nor delete', async () => {
    const old = lost(lease)
    const [a] = ids(1)
    await emit(a ?? '')
    expect(await store.outbox.assign(old, 10)).toBe(0)
    await store.outbox.assign(lease, 10)
    expect(await store.outbox.markPublished(old, [a ?? ''])).toBe(false)
    expect(await store.outbox.unpublished(10)).toHaveLength(1)
    expect(await store.outbox.markPublished(lease, [a ?? ''])).toBe(true)
    expect(await store.outbox.remove(old, [a ?? ''])).toBe(false)
    expect(await store.outbox.markRepublished(old, [a ?? ''])).toBe(false)
    expect(await store.outbox.outstanding(0, 0n, 10)).toHaveLength(1)
  })

  it('publishes again after a wait that doubles', async () => {
    const MINUTE_MS = 60_000
    const [a = ''] = ids(1)
    const anHourPasses = () =>
      store.run(tx => tx.sql(`update outbox set published_at = published_at - interval '1 hour' where id = $1`, [a]))
    const due = async (minutes: number) => (await store.outbox.dueAgain([a], minutes * MINUTE_MS)).length
    await emit(a)
    await store.outbox.assign(lease, 10)
    await store.outbox.markPublished(lease, [a])
    expect(await due(30)).toBe(0)
    await anHourPasses()
    expect([await due(90), await due(50)]).toEqual([0, 1])
    await store.outbox.markRepublished(lease, [a])
    expect(await due(20)).toBe(0)
    await anHourPasses()
    expect([await due(50), await due(20)]).toEqual([0, 1])
  })

  it('keeps what was written: the service cannot change an event', async () => {
    await emit(randomUUID())
    for (const change of [
      `update outbox set payload = ''`,
      'truncate outbox',
      'update inbox set outcome = outcome',
      'delete from inbox',
      'delete from dead_letter',
    ]) {
      await expect(store.run(tx => tx.sql(change))).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('The signal', () => {
  it('reaches other processes of the service within milliseconds, and says when it breaks', async () => {
    const heard: number[] = []
    let broken = 0
    const listening = await store.wake.listen(
      () => heard.push(performance.now()),
      () => broken++,
    )
    const other = await open()
    const took: number[] = []
    for (let told = 1; told <= 10; told++) {
      const began = performance.now()
      await other.wake.tellOthers()
      await expect.poll(() => heard.length, { interval: 5 }).toBe(told)
      took.push((heard.at(-1) ?? Number.NaN) - began)
    }
    expect(heard).toHaveLength(10)
    // Nothing looks from time to time; what other programs take of the processor is no part of it.
    expect(Math.min(...took)).toBeLessThan(50)
    const { Client } = await import('pg')
    const killer = new Client({ connectionString: hub.superuserUrl })
    await killer.connect()
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
    )
    await killer.end()
    await expect.poll(() => broken).toBe(1)
    await listening.stop()
  })

  it('leaves no connection where nothing can be heard on it', async () => {
    const name = 'heard by nobody'
    const config = { connectionString: hub.superuserUrl, application_name: name }
    const { listen } = wakeSignal(async () => [], '', config)
    let lost = 0
    await expect(
      listen(
        () => undefined,
        () => lost++,
      ),
    ).rejects.toThrow(/identifier/)
    const { Client } = await import('pg')
    const looking = new Client({ connectionString: hub.superuserUrl })
    await looking.connect()
    const left = () => looking.query('select from pg_stat_activity where application_name = $1', [name])
    await expect.poll(async () => (await left()).rowCount, { timeout: 5_000 }).toBe(0)
    await looking.end()
    expect(lost).toBe(0)
  })
})
