import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Bucket, spend } from '../src/domain/allowance.ts'

const allowed = { perSecond: 10, burst: 5 }

it('lets through at once what it may after a silence, then one in a hundred milliseconds', () => {
  const waits: number[] = []
  let bucket: Bucket | undefined
  for (let n = 0; n < 8; n++) {
    const spent = spend(bucket, 1, allowed, 1_000)
    waits.push(spent.waitMs)
    bucket = spent.bucket
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 100, 200, 300])
})

it('saves up no more than may go at once', () => {
  const { bucket } = spend(undefined, 5, allowed, 0)
  expect(spend(bucket, 6, allowed, 3_600_000).waitMs).toBe(100)
})

it('does not punish a clock that is set back', () => {
  const { bucket } = spend(undefined, 5, allowed, 10_000)
  expect(spend(bucket, 1, allowed, 5_000).waitMs).toBe(100)
})

it('never lets more through than the allowance, whoever waits as told', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ after: fc.nat(400), cost: fc.integer({ min: 1, max: 5 }) })), sent => {
      let at = 0
      let bucket: Bucket | undefined
      let total = 0
      for (const { after, cost } of sent) {
        at += after
        const spent = spend(bucket, cost, allowed, at)
        bucket = spent.bucket
        at += spent.waitMs
        total += cost
        expect(total).toBeLessThanOrEqual(allowed.burst + (at * allowed.perSecond) / 1_000 + 1e-6)
      }
    }),
  )
})
