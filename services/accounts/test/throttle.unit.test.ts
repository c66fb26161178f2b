import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countTry, PER_ACCOUNT } from '../src/domain/throttle.ts'

const AT = new Date('2026-03-04T10:00:00Z')
const after = (seconds: number, from = AT) => new Date(from.getTime() + seconds * 1000)

describe('a wrong try', () => {
  test('costs nothing four times, then time that doubles up to a quarter of an hour', () => {
    let past = countTry(undefined, PER_ACCOUNT, AT)
    const blocks: number[] = []
    for (let now = AT; blocks.length < 12; ) {
      if (!past) throw new Error('blocked')
      blocks.push((past.blockedUntil.getTime() - now.getTime()) / 1000)
      now = after(1, past.blockedUntil)
      past = countTry(past, PER_ACCOUNT, now)
    }
    expect(blocks).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  })
  test('during a block is none: it is not made, and lengthens nothing', () => {
    const blocked = { failures: 5, lastAt: AT, blockedUntil: after(30) }
    expect(countTry(blocked, PER_ACCOUNT, after(29))).toBeUndefined()
    expect(countTry(blocked, PER_ACCOUNT, after(30))?.failures).toBe(6)
  })
  test('is forgotten after an hour of quiet', () => {
    const past = { failures: 9, lastAt: AT, blockedUntil: after(480) }
    expect(countTry(past, PER_ACCOUNT, after(3_601))?.failures).toBe(1)
  })
  test('leaves a guesser fewer than 200 tries a day, whenever they are made', () => {
    void fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 50, maxLength: 400 }), waits => {
        let now = AT
        let past = countTry(undefined, PER_ACCOUNT, now)
        let made = 1
        for (const wait of waits) {
          now = after(wait, now)
          if (now.getTime() - AT.getTime() > 86_400_000) break
          const next = countTry(past, PER_ACCOUNT, now)
          if (next) {
            past = next
            made++
          }
        }
        return made < 200
      }),
    )
  })
})
