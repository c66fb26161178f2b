import { setTimeout as sleep } from 'node:timers/promises'
import { fenced, holdLease, type Lease, type Store, startUpkeep } from '@amparo/store'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { useReferralStore } from './support.ts'

const { open } = await useReferralStore()
let store: Store
let other: Store
beforeAll(async () => {
  store = await open()
  other = await open()
})

/** Longer than any step of a test takes. */
const TTL_MS = 60_000

async function acquired(holder: Store, name: string, ttlMs: number): Promise<Lease> {
  const lease = await holder.leases.acquire(name, 'test', ttlMs)
  if (!lease) throw new Error('Not acquired')
  return lease
}

describe('A lease', () => {
  it('has one holder; the next comes when it expires, with a higher token', async () => {
    const first = await acquired(store, 'one', TTL_MS)
    expect(await other.leases.acquire('one', 'other', TTL_MS)).toBeUndefined()
    await store.statement(`update lease set expires_at = now() where name = 'one'`)
    const second = await acquired(other, 'one', TTL_MS)
    expect(second.token).toBe(first.token + 1n)
    expect(await store.leases.renew(first, TTL_MS)).toBe(false)
    expect(await other.leases.renew(second, TTL_MS)).toBe(true)
  })

  it('goes to one of many who ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => store.leases.acquire('many', 'x', 10_000)))
    expect(asked.filter(lease => lease !== undefined)).toHaveLength(1)
  })

  it('is free at once when released, but not by a holder that lost it', async () => {
    const first = await acquired(store, 'freed', 10_000)
    await store.leases.release(first)
    const second = await acquired(other, 'freed', 10_000)
    await store.leases.release(first)
    expect(await store.leases.acquire('freed', 'x', 10_000)).toBeUndefined()
    await other.leases.release(second)
  })

  it('fences off writes of a holder that lost it', async () => {
    const first = await acquired(store, 'fence', 1)
    await sleep(10)
    await acquired(other, 'fence', 10_000)
    const late = store.run(async tx => {
      await fenced(tx, first)
      await tx.sql(`insert into counter (id, value) values ('late', 1)`)
    })
    await expect(late).rejects.toMatchObject({ code: 'lease_lost' })
  })

  it('cannot be taken over in the middle of a fenced transaction', async () => {
    const first = await acquired(store, 'middle', 1)
    await sleep(10)
    const order: string[] = []
    const begun = Promise.withResolvers<void>()
    const writing = store.run(async tx => {
      await fenced(tx, first)
      begun.resolve()
      await sleep(150)
      order.push('written')
    })
    await begun.promise
    const taken = other.leases.acquire('middle', 'other', 10_000).then(() => order.push('taken'))
    await Promise.all([writing, taken])
    expect(order).toEqual(['written', 'taken'])
  })
})

describe('Leases that are renewed at once', () => {
  it('are renewed where they are held, and wait for none under which its holder is just writing', async () => {
    const [held, lost, busy] = [
      await acquired(store, 'held', TTL_MS),
      await acquired(store, 'lost', 1),
      await acquired(store, 'busy', TTL_MS),
    ]
    await sleep(10)
    await acquired(other, 'lost', 10_000)
    const order: string[] = []
    const [begun, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const writing = store.run(async tx => {
      await fenced(tx, busy)
      begun.resolve()
      await written.promise
      order.push('written')
    })
    await begun.promise
    const renewing = [held, lost, busy].map(async lease => {
      const renewed = await store.leases.renew(lease, 10_000)
      order.push(`${lease.name} ${renewed}`)
    })
    await Promise.all(renewing.slice(0, 2))
    written.resolve()
    await Promise.all([writing, ...renewing])
    expect(order.slice(0, 2).sort()).toEqual(['held true', 'lost false'])
    expect(order.slice(2)).toEqual(['written', 'busy true'])
    expect(await other.leases.acquire('held', 'other', 1)).toBeUndefined()
  })

  it('cost one statement, however many they are', async () => {
    const leases = await Promise.all(Array.from({ length: 8 }, (_, i) => acquired(store, `of-many-${i}`, 10_000)))
    // Rows of one transaction have one xmin: each was written last by the same statement.
    expect(await Promise.all(leases.map(lease => store.leases.renew(lease, 10_000)))).toEqual(leases.map(() => true))
    const written = await store.statement(`select distinct xmin::text from lease where name like 'of-many-%'`)
    expect(written).toHaveLength(1)
  })
})

describe('Work under a lease', () => {
  it('is done by one at a time, and passes on when that one stops', async () => {
    const log: string[] = []
    const start = (name: string, on: Store) =>
      holdLease(on.leases, {
        name: 'work',
        ttlMs: 6_000,
        work: async (_, signal) => {
          log.push(`${name} begins`)
          await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
          log.push(`${name} ends`)
        },
      })
    const a = start('a', store)
    await expect.poll(() => log).toEqual(['a begins'])
    const b = start('b', other)
    await sleep(300)
    await a.stop()
    await expect.poll(() => log).toContain('b begins')
    await b.stop()
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('is told to end when somebody else has taken the lease', async () => {
    let begun = 0
    let ended = 0
    const held = holdLease(store.leases, {
      name: 'stolen',
      ttlMs: 3_000,
      work: (_, signal) => {
        begun++
        return new Promise<void>(resolve => {
          signal.addEventListener('abort', () => {
            ended++
            resolve()
          })
        })
      },
    })
    await expect.poll(() => begun).toBe(1)
    await store.run(tx =>
      tx.sql(
        `update lease set token = token + 1, holder = 'thief', expires_at = now() + interval '1 minute' where name = 'stolen'`,
      ),
    )
    await expect.poll(() => ended).toBe(1)
    await held.stop()
  })

  it('is begun again after it failed', async () => {
    const errors: unknown[] = []
    let begun = 0
    const held = holdLease(store.leases, {
      name: 'failing',
      ttlMs: 60,
      onError: error => errors.push(error),
      work: async () => {
        begun++
        throw new Error('broken')
      },
    })
    await expect.poll(() => begun).toBeGreaterThan(1)
    await held.stop()
    expect(errors).toHaveLength(begun)
  })
})

describe('Upkeep', () => {
  it('is done again and again by one instance, also after a round that failed, until it is stopped', async () => {
    const rounds: bigint[] = []
    const failed: unknown[] = []
    const once = new Error('once')
    const instances = [store, other].map(({ leases }) =>
      startUpkeep(leases, {
        name: 'upkeep',
        everyMs: 1,
        work: async (_, { token }) => {
          rounds.push(token)
          if (rounds.length === 1) throw once
        },
        onError: error => failed.push(error),
      }),
    )
    await vi.waitFor(() => expect(rounds.length).toBeGreaterThan(3))
    await Promise.all(instances.map(one => one.stop()))
    const done = rounds.length
    expect(failed).toEqual([once])
    expect(new Set(rounds.slice(0, 3)).size).toBe(1)
    await sleep(20)
    expect(rounds).toHaveLength(done)
  })
})
