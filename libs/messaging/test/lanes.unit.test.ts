import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Bell } from '../src/bell.ts'
import { Lanes } from '../src/lanes.ts'

describe('Lanes', () => {
  it('keep the order within a lane, run lanes side by side, and never more than so many at once', async () => {
    const lanes = new Lanes(4)
    const finished: string[] = []
    let [underWay, most] = [0, 0]
    for (let i = 0; i < 40; i++) {
      const lane = 'abcdefgh'.charAt(i % 8)
      await lanes.add(lane, async () => {
        most = Math.max(most, ++underWay)
        await sleep(Math.random() * 4)
        finished.push(`${lane}${i}`)
        underWay--
      })
    }
    await lanes.idle()
    expect(finished).toHaveLength(40)
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(4)
    for (const lane of 'abcdefgh') {
      const order = finished.filter(name => name.startsWith(lane)).map(name => Number(name.slice(1)))
      expect(order).toEqual([...order].sort((a, b) => a - b))
    }
  })

  it('tell when there is room again', async () => {
    const lanes = new Lanes(1)
    const from = performance.now()
    await lanes.add('a', () => sleep(30))
    expect(performance.now() - from).toBeGreaterThan(25)
  })
})

describe('A bell', () => {
  const never = new AbortController().signal

  it('wakes who waits, and who comes just after', async () => {
    const bell = new Bell()
    const waiting = bell.wait(10_000, never)
    bell.ring()
    await waiting
    bell.ring()
    await bell.wait(10_000, never)
  })

  it('is remembered once only', async () => {
    const bell = new Bell()
    bell.ring()
    bell.ring()
    await bell.wait(10_000, never)
    const from = performance.now()
    await bell.wait(30, never)
    expect(performance.now() - from).toBeGreaterThan(25)
  })

  it('lets go of who waits when it is aborted', async () => {
    const abort = new AbortController()
    const waiting = new Bell().wait(undefined, abort.signal)
    abort.abort()
    await waiting
  })
})
