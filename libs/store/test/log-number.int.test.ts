import type { Lease, Store } from '@amparo/store'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anEvent, ids, useReferralStore } from './support.ts'

const { open } = await useReferralStore()
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

describe('What becomes an entry of the access log', () => {
  const counted = async () => {
    await store.outbox.assign(lease, 100)
    return (await store.outbox.unpublished(100)).map(({ id, logNumber }) => ({ id, ...logNumber }))
  }
  const last = async () =>
    Number((await store.read(({ sql }) => sql<{ last: string }>('select last from log_count')))[0]?.last)

  it('is numbered in the transaction that makes it true, without gaps across rollbacks, and is sent in that order', async () => {
    const before = await last()
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        await store
          .run(async tx => {
            tx.emit(anEvent({ logged: false }))
            tx.emit(anEvent())
            if (i % 4 === 0) throw new Error('rolled back')
          })
          .catch(() => {})
      }),
    )
    const numbers = (await counted()).flatMap(({ number }) => number ?? [])
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => before + 1 + i))
  })

  it('leaves a number that never comes when it is dropped before anybody has read it', async () => {
    const [a, b, c] = ids(3)
    await emit(a ?? '', b ?? '', c ?? '')
    await store.run(tx => tx.sql('delete from outbox where id = $1', [b]))
    const [first, third] = await counted()
    expect([first?.id, third?.id]).toEqual([a, c])
    expect((third?.number ?? 0) - (first?.number ?? 0)).toBe(2)
  })

  it('gets no number that the service has chosen, nor can one be given back', async () => {
    await emit(...ids(1))
    for (const statement of [
      'update outbox set log_number = 1',
      'update outbox set logged = false',
      'update log_count set last = 0',
      `insert into outbox (id, type, aggregate_id, aggregate_version, occurred_at, correlation_id, payload, log_epoch, log_number)
       values (gen_random_uuid(), 'x', 'x', 1, now(), 'x', '', 1, 1)`,
    ])
      await expect(
        store.run(tx => tx.sql(statement)),
        statement,
      ).rejects.toThrow('42501')
  })

  it('is counted anew once after a restore: what still waits gets the first numbers of a later epoch, and what the log has none', async () => {
    const [told, ...waiting] = ids(4)
    await emit(told ?? '', ...waiting)
    const epoch = (await counted())[0]?.epoch ?? 0
    const anew = (known: number, after: number, told: readonly string[]) =>
      store.run(async tx => {
        const [row] = await tx.sql<{ begun: string | null }>('select count_anew($1, $2, $3) as begun', [
          known,
          after,
          told,
        ])
        return row?.begun === null ? undefined : Number(row?.begun)
      })
    const far = Date.now() + 86_400_000
    const begun = await anew(epoch, far, [told ?? ''])
    expect(begun).toBe(far + 1)
    expect(await anew(epoch, far, [told ?? ''])).toBeUndefined()
    expect(await counted()).toEqual([{ id: told }, ...waiting.map((id, i) => ({ id, epoch: begun, number: i + 1 }))])
    await emit(...ids(1))
    expect((await counted()).at(-1)).toMatchObject({ epoch: begun, number: 4 })
  })
})
