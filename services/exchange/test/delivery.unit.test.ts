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
  next,
  type State,
} from '../src/domain/delivery.ts'

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

it('leaves to the receiving hub only what that hub can know', () => {
  expect(EVIDENCE.filter(isOfReceiver)).toEqual(['relayed', 'delivered', 'retrieved', 'refused'])
  expect(isOfReceiver('unknown')).toBe(false)
})
