import { randomUUID } from 'node:crypto'
import { type Replay, Replayed, type Store } from '@amparo/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { anEvent, useReferralStore } from './support.ts'

const { open } = await useReferralStore()
let store: Store
let sameService: Store
beforeAll(async () => {
  store = await open()
  sameService = await open()
})

const aReplay = (change: Partial<Replay> = {}): Replay => ({
  user: 'u-1',
  route: 'POST /referrals',
  key: randomUUID(),
  fingerprint: 'f-1',
  respond: result => ({ status: 201, body: { z: result, a: 1 } }),
  ...change,
})
const add =
  (id: string, delayMs = 0) =>
  async (tx: Parameters<Parameters<Store['run']>[0]>[0]) => {
    await tx.sql('insert into counter (id, value) values ($1, 1)', [id])
    tx.emit(anEvent({ aggregateId: id }))
    await new Promise(resolve => setTimeout(resolve, delayMs))
    return id
  }
const eventsOf = async (id: string) =>
  (await store.read(({ sql }) => sql('select from outbox where aggregate_id = $1', [id]))).length
const outcomeOf = (run: Promise<unknown>) =>
  run.then(
    result => ({ result }),
    (error: unknown) => (error instanceof Replayed ? { replayed: error.answer } : { error }),
  )

describe('A request with an Idempotency-Key', () => {
  it('is worked once; its repetition gets the stored answer, byte for byte', async () => {
    const [id, replay] = [randomUUID(), aReplay()]
    expect(await outcomeOf(store.run(add(id), replay))).toEqual({ result: id })
    const answer = await store.recall(replay.user, replay.route, replay.key)
    expect(JSON.stringify(answer)).toBe(JSON.stringify({ fingerprint: 'f-1', status: 201, body: { z: id, a: 1 } }))
    expect(await outcomeOf(store.run(add(id), replay))).toEqual({ replayed: answer })
    expect(await eventsOf(id)).toBe(1)
  })

  it('is worked once when it comes many times at once, to two instances', async () => {
    const [id, replay] = [randomUUID(), aReplay()]
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => outcomeOf((i % 2 ? store : sameService).run(add(id, 50), replay))),
    )
    const answer = await store.recall(replay.user, replay.route, replay.key)
    expect(outcomes.filter(outcome => 'result' in outcome)).toHaveLength(1)
    expect(outcomes.filter(outcome => 'replayed' in outcome)).toEqual(Array(11).fill({ replayed: answer }))
    expect(await eventsOf(id)).toBe(1)
  })

  it('is worked by the one who waited, when the first one fails', async () => {
    const [id, replay] = [randomUUID(), aReplay()]
    let started = () => {}
    const working = new Promise<void>(resolve => {
      started = resolve
    })
    const failing = store.run(async tx => {
      started()
      await add(id, 100)(tx)
      throw new Error('failed')
    }, replay)
    await working
    const waiting = sameService.run(add(id), replay)
    await expect(failing).rejects.toThrow('failed')
    expect(await waiting).toBe(id)
  })

  it('is refused when the key came with another request', async () => {
    const replay = aReplay()
    await store.run(add(randomUUID()), replay)
    const other = store.run(add(randomUUID()), { ...replay, fingerprint: 'f-2' })
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused', kind: 'conflict' })
  })

  it('is another request for another user or route', async () => {
    const replay = aReplay()
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    const runs = [replay, { ...replay, user: 'u-2' }, { ...replay, route: 'POST /consents' }].map((r, i) =>
      store.run(add(ids[i] ?? ''), r),
    )
    expect(await Promise.all(runs)).toEqual(ids)
  })

  it('is a new one after its answer was forgotten', async () => {
    const replay = aReplay()
    await store.run(add(randomUUID()), replay)
    await store.pruneAnswers(60_000)
    expect(await store.recall(replay.user, replay.route, replay.key)).toBeDefined()
    await store.pruneAnswers(0)
    expect(await store.recall(replay.user, replay.route, replay.key)).toBeUndefined()
  })
})
