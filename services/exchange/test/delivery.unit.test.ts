import { DELIVERY_ENDS, ENDING_MS } from '@amparo/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BACKOFF,
  contradicts,
  delayAfter,
  EVIDENCE,
  type Evidence,
  isFinal,
  isOfReceiver,
  isOvertaken,
  next,
  type State,
} from '../src/domain/delivery.ts'
import { isLate } from '../src/domain/times.ts'

const ends = (evidence: readonly Evidence[]): State => evidence.reduce<State>(next, 'waiting')

describe('an outgoing message', () => {
  it('ends in the first final statement, whatever is repeated or comes late', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVIDENCE)), evidence => {
        const decisive = evidence.find(kind => kind === 'delivered' || kind === 'retrieved' || kind === 'refused')
        const state = ends(evidence)
        if (decisive === 'refused') expect(state).toBe('refused')
        else if (decisive) expect(state).toBe('delivered')
        else
          expect(state).toBe(
            evidence.includes('expired') ? 'expired' : evidence.includes('relayed') ? 'relayed' : 'waiting',
          )
      }),
    )
  })

  it('changes nothing by repetition', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVIDENCE)), fc.constantFrom(...EVIDENCE), (evidence, last) => {
        const once = next(ends(evidence), last)
        expect(next(once, last)).toBe(once)
      }),
    )
  })

  it('is relayed but not final while only the peer’s exchange holds it', () =>
    expect(isFinal(ends(['relayed']))).toBe(false))
})

it('waits longer after each try, up to a minute', () => {
  expect([0, 1, 2, 5, 6, 50].map(n => delayAfter(n, BACKOFF))).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000])
})

it('is looked for ten times less often once it is relayed', () => {
  expect([0, 1, 50].map(n => delayAfter(n, BACKOFF, 'relayed'))).toEqual([10_000, 20_000, 600_000])
})

describe('a statement against the final one', () => {
  it('is one that would have another end, as a naive reader of both would say', () => {
    const positive: readonly string[] = ['delivered', 'retrieved']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVIDENCE)), fc.constantFrom(...EVIDENCE), (before, last) => {
        const state = ends(before)
        const opposite =
          (state === 'delivered' && last === 'refused') ||
          (state === 'refused' && positive.includes(last)) ||
          (last === 'expired' && isFinal(state))
        expect(contradicts(state, last)).toBe(opposite)
        if (opposite) expect(next(state, last)).toBe(state)
      }),
    )
  })
})

describe('the one final statement', () => {
  const FINAL: readonly Evidence[] = ['delivered', 'refused', 'expired']
  const standing = (stated: readonly Evidence[]) =>
    stated.filter((said, _, all) => FINAL.includes(said) && !isOvertaken(said, all))

  /** Minutes. A message of which the peer takes in, and settles, when it does; clocks differ; each statement travels for as long as it does. */
  const course = fc.record({
    /** Of the receiving hub's clock. */
    ahead: fc.integer({ min: -60, max: 60 }),
    comes: fc.option(fc.integer({ min: 0, max: 3_000 })),
    settledAfter: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
    as: fc.constantFrom<Evidence>('delivered', 'refused'),
    travels: fc.oneof(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 5_000 })),
  })
  type Course = typeof course extends fc.Arbitrary<infer T> ? T : never
  const EXPIRY = (DELIVERY_ENDS.normal - ENDING_MS) / 60_000
  const ENDING = ENDING_MS / 60_000

  /** What each of both hubs has in the end, and when the sender's came to it. */
  function played({ ahead, comes, settledAfter, as, travels }: Course) {
    const takenIn = comes !== null && !isLate(at(EXPIRY), at(comes + ahead).expiresAt)
    const settles = (comes ?? 0) + settledAfter
    const isSaid = takenIn && (as === 'delivered' || !isLate(at(EXPIRY), at(settles + ahead).expiresAt))
    const heardAt = isSaid ? settles + travels : Number.POSITIVE_INFINITY
    const expires = heardAt > EXPIRY + ENDING
    const sender = [...(expires ? ['expired' as const] : []), ...(isSaid ? [as] : [])]
    const receiver = [...(isSaid ? [as] : []), ...(expires && comes !== null ? ['expired' as const] : [])]
    return { takenIn, isSaid, sender, receiver, inTime: isSaid && settledAfter === 0 && travels < 30 }
  }
  const at = (minutes: number) => ({ expiresAt: new Date(minutes * 60_000) })

  it('is one, and the same at both hubs, however the clocks differ and whatever comes late', () => {
    fc.assert(
      fc.property(course, of => {
        const { sender, receiver, isSaid, takenIn } = played(of)
        expect(standing(sender)).toEqual([isSaid ? of.as : 'expired'])
        if (takenIn) expect(standing(receiver)).toEqual(standing(sender))
        expect(sender.reduce<State>(next, 'waiting')).toBe(standing(sender)[0])
      }),
    )
  })

  it('is the only one at all where it was stated and came while the sender waits for it', () => {
    fc.assert(
      fc.property(course, of => {
        const { sender, inTime } = played(of)
        if (inTime) expect(sender).toEqual([of.as])
      }),
    )
  })
})

it('leaves to the receiving hub only what that hub can know', () => {
  expect(EVIDENCE.filter(isOfReceiver)).toEqual(['relayed', 'delivered', 'retrieved', 'refused'])
  expect(isOfReceiver('unknown')).toBe(false)
})
