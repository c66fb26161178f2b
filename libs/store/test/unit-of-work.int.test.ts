import { randomUUID } from 'node:crypto'
import { isUniqueViolation, openStore, type Store, storeErrors, within } from '@amparo/store'
import { defineEntity, p } from '@mikro-orm/core'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { anEvent, useReferralStore } from './support.ts'

const CounterSchema = defineEntity({
  name: 'Counter',
  tableName: 'counter',
  properties: {
    id: p.text().primary(),
    value: p.integer(),
    version: p.integer().version(),
    day: p.date().nullable(),
    at: p.datetime().nullable(),
  },
})
class Counter extends CounterSchema.class {}
CounterSchema.setClass(Counter)

const { hub, open } = await useReferralStore()
let store: Store
beforeAll(async () => {
  store = await openStore({
    url: hub.services['referral'] ?? '',
    service: 'referral',
    entities: [Counter],
    applicationName: 'unit of work test',
    maxConnections: 4,
    lockTimeoutMs: 2_000,
  })
})
afterAll(() => store.close())

const count = async (table: string) =>
  Number((await store.read(({ sql }) => sql<{ n: string }>(`select count(*) as n from ${table}`)))[0]?.n)
const numberIn = async (id: string) => (await store.read(({ em }) => em.findOne(Counter, { id })))?.value

describe('A unit of work', () => {
  it('commits what the ORM and SQL did, and the event, together', async () => {
    const id = randomUUID()
    const event = anEvent()
    await store.run(async tx => {
      tx.em.create(Counter, { id, value: 1 })
      await tx.em.flush()
      await tx.sql('update counter set value = value + $2 where id = $1', [id, 4])
      tx.emit(event)
    })
    expect(await numberIn(id)).toBe(5)
    const rows = await store.read(({ sql }) =>
      sql('select type, aggregate_id, payload, sequence from outbox where id = $1', [event.id]),
    )
    expect(rows).toEqual([
      { type: event.type, aggregate_id: 'r-1', payload: Buffer.from(event.payload), sequence: null },
    ])
  })

  it('leaves nothing behind when the work throws', async () => {
    const id = randomUUID()
    const before = await count('outbox')
    const failed = store.run(async tx => {
      tx.em.create(Counter, { id, value: 1 })
      await tx.em.flush()
      tx.emit(anEvent())
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(await numberIn(id)).toBeUndefined()
    expect(await count('outbox')).toBe(before)
  })

  it('says that nothing was kept where the work went on after a statement that failed', async () => {
    const id = randomUUID()
    const failed = store.run(async ({ sql }) => {
      await sql('insert into counter (id, value) values ($1, 1)', [id])
      await sql('select 1 / 0').catch(() => {})
      return 'kept'
    })
    await expect(failed).rejects.toMatchObject({ name: 'DatabaseError', code: '25P02' })
    expect(await numberIn(id)).toBeUndefined()
  })

  it('writes a day as that day, also where the process runs west of Greenwich', async () => {
    const [id, at] = [randomUUID(), new Date('2031-02-03T00:00:00Z')]
    vi.stubEnv('TZ', 'America/Tegucigalpa')
    try {
      expect(at.getDate()).toBe(2)
      await store.run(({ sql }) => sql('insert into counter (id, value, day, at) values ($1, 0, $2, $3)', [id, at, at]))
      const rows = await store.read(({ sql }) => sql('select day, at from counter where id = $1', [id]))
      expect(rows).toEqual([{ day: '2031-02-03', at }])
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it('gives dates as dates, days and big numbers as text', async () => {
    const at = new Date('2031-02-03T04:05:06.789Z')
    const id = randomUUID()
    await store.run(async tx => void tx.em.create(Counter, { id, value: 0, at, day: '2031-02-03' }))
    const sqlRow = await store.read(({ sql }) =>
      sql('select at, day, 7::bigint as big from counter where id = $1', [id]),
    )
    expect(sqlRow).toEqual([{ at, day: '2031-02-03', big: '7' }])
    const ormRow = await store.read(({ em }) => em.findOneOrFail(Counter, { id }))
    expect([ormRow.at, ormRow.day]).toEqual([at, '2031-02-03'])
  })

  it('is run again after a version conflict, so that no increment is lost', async () => {
    const id = randomUUID()
    await store.run(async tx => void tx.em.create(Counter, { id, value: 0 }))
    let runs = 0
    const bothRead = Promise.withResolvers<void>()
    const increment = () =>
      store.run(async tx => {
        const counter = await tx.em.findOneOrFail(Counter, { id })
        if (++runs === 2) bothRead.resolve()
        await bothRead.promise
        counter.value++
      })
    await Promise.all([increment(), increment()])
    expect(await numberIn(id)).toBe(2)
    expect(runs).toBe(3)
  })

  it('is run again after a deadlock', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    await store.run(tx => tx.sql('insert into counter (id, value) values ($1, 0), ($2, 0)', [a, b]))
    const touch = (first: string, second: string) =>
      store.run(async ({ sql }) => {
        await sql('update counter set value = value + 1 where id = $1', [first])
        await new Promise(resolve => setTimeout(resolve, 50))
        await sql('update counter set value = value + 1 where id = $1', [second])
      })
    await Promise.all([touch(a, b), touch(b, a)])
    expect([await numberIn(a), await numberIn(b)]).toEqual([2, 2])
  })

  it('says which constraint was broken, and not by which values', async () => {
    const id = 'the-secret-name'
    await store.run(async tx => void tx.em.create(Counter, { id, value: 0 }))
    for (const again of [
      () => store.run(async tx => void tx.em.create(Counter, { id, value: 0 })),
      () => store.run(tx => tx.sql('insert into counter (id, value) values ($1, 0)', [id])),
    ]) {
      const error: unknown = await again().catch((thrown: unknown) => thrown)
      expect(isUniqueViolation(error, 'counter_pkey')).toBe(true)
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(id)
    }
  })

  it('answers unavailable instead of waiting for a lock for ever', async () => {
    const id = randomUUID()
    await store.run(tx => tx.sql('insert into counter (id, value) values ($1, 0)', [id]))
    const holder = new Client({ connectionString: hub.superuserUrl })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select from referral.counter where id = $1 for update', [id])
    const blocked = store.run(tx => tx.sql('update counter set value = 1 where id = $1', [id]))
    await expect(blocked).rejects.toMatchObject({ code: 'database_unavailable', kind: 'unavailable' })
    await holder.end()
  })

  it('gives the connection back when the server cuts it off in mid-transaction', async () => {
    const killer = new Client({ connectionString: hub.superuserUrl })
    await killer.connect()
    // More often than there are connections in the pool.
    for (let i = 0; i < 6; i++) {
      const cut = store.run(async ({ sql }) => {
        const [row] = await sql<{ pid: number }>('select pg_backend_pid() as pid')
        await killer.query('select pg_terminate_backend($1)', [row?.pid])
        await sql('select 1')
      })
      await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' })
    }
    await killer.end()
    await expect(store.ready()).resolves.toBeUndefined()
  })

  it('can be the one that runs already', async () => {
    const id = randomUUID()
    const command = (run: Store['run']) => run(tx => tx.sql('insert into counter (id, value) values ($1, 9)', [id]))
    const failed = store.run(async tx => {
      await command(within(tx))
      throw storeErrors.lease_lost()
    })
    await expect(failed).rejects.toMatchObject({ code: 'lease_lost' })
    expect(await numberIn(id)).toBeUndefined()
  })

  it('refuses the event of another source, and one that would not fit on the stream', async () => {
    await expect(store.run(async tx => tx.emit(anEvent({ source: 'audit' })))).rejects.toThrow(TypeError)
    const large = anEvent({ payload: new Uint8Array(961 * 1024) })
    await expect(store.run(async tx => tx.emit(large))).rejects.toMatchObject({ code: 'event_too_large' })
  })
})

describe('Reading', () => {
  it('cannot write, whatever the query says', async () => {
    const write = store.read(({ sql }) => sql(`insert into counter (id, value) values ('x', 1)`))
    await expect(write).rejects.toMatchObject({ cause: { code: '25006' } })
  })

  it('sees one moment', async () => {
    const id = randomUUID()
    const other = await open()
    const seen = await store.read(async ({ sql }) => {
      const look = async () => (await sql('select from counter where id = $1', [id])).length
      const before = await look()
      await other.run(tx => tx.sql('insert into counter (id, value) values ($1, 0)', [id]))
      return [before, await look()]
    })
    expect(seen).toEqual([0, 0])
  })
})

it('Opening a store fails at once when the password is wrong', async () => {
  const url = new URL(hub.services['referral'] ?? '')
  url.password = 'wrong'
  const opening = openStore({ url: url.href, service: 'referral', entities: [], applicationName: 'test' })
  await expect(opening).rejects.toMatchObject({ code: '28P01' })
})
