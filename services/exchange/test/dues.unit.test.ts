import { DELIVERY_DUES } from '@amparo/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVIDENCE, isOfReceiver, MISSED } from '../src/domain/delivery.ts'
import { missedBy, PRIORITIES } from '../src/domain/dues.ts'

const madeAt = new Date('2026-01-31T22:00:00Z')
const after = (ms: number) => new Date(madeAt.getTime() + ms)

test('an emergency is due after 5 minutes, and to be opened after 30', () => {
  const { emergency } = DELIVERY_DUES
  expect(missedBy(madeAt, emergency, ['submitted'], after(299_999))).toEqual({ missed: [], nextAt: after(300_000) })
  expect(missedBy(madeAt, emergency, ['submitted'], after(300_000))).toEqual({
    missed: ['not_relayed', 'not_delivered'],
    nextAt: after(1_800_000),
  })
  expect(missedBy(madeAt, emergency, ['relayed', 'delivered'], after(1_800_000)).missed).toEqual(['not_retrieved'])
})

test('whatever is stated in whatever order, what was missed is stated once, and nothing after a refusal', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PRIORITIES),
      fc.array(fc.constantFrom(...EVIDENCE)),
      fc.nat(40 * 3_600_000),
      (priority, stated, ms) => {
        const { missed, nextAt } = missedBy(madeAt, DELIVERY_DUES[priority], stated, after(ms))
        expect(missed.filter(kind => stated.includes(kind))).toEqual([])
        if (stated.includes('refused') || stated.includes('retrieved')) expect([...missed, nextAt]).toEqual([undefined])
        if (nextAt) expect(nextAt.getTime()).toBeGreaterThan(after(ms).getTime())
        // Nothing is left unsaid once the last time has passed.
        const last = missedBy(madeAt, DELIVERY_DUES[priority], [...stated, ...missed], after(48 * 3_600_000))
        const ended = stated.includes('refused') || stated.includes('expired')
        const said = [...stated, ...missed, ...last.missed]
        if (!ended) expect(said.includes('retrieved') || said.includes('not_retrieved')).toBe(true)
      },
    ),
  )
})

test('what was missed is said by no other hub', () => {
  expect(MISSED.filter(isOfReceiver)).toEqual([])
})
