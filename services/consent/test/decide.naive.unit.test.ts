import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REVERSED } from '../src/domain/decide-report.ts'
import { PRECEDENCE } from '../src/domain/precedence.ts'
import { NOW } from './fixtures/cases.ts'
import { drawCase } from './fixtures/drawn.ts'
import { naive, naiveAnswer, type Verdict } from './fixtures/naive.ts'
import { answerVerdictOf, verdictOf } from './fixtures/verdict.ts'

/** 120,000 cases in all; each shard is one test, so that none runs long. */
const SHARDS = 6
const CASES = 20_000
/** Few of them are permitted but for whom the answer would reach: of so many each refusal comes eighteen times or more. */
const ANSWERS = 100_000

const isSame = (one: Verdict, other: Verdict): boolean => isDeepStrictEqual(one, other)

describe('decide and the evaluator written from the rules agree', () => {
  const outcomes = new Map<string, number>()
  const imported = { cases: 0, permits: 0 }

  test.each(Array.from({ length: SHARDS }, (_, n) => n))(`on ${CASES} random cases, shard %i`, () => {
    // The seed draws the case: nothing about it would be shrunk that is not shorter told by its number.
    const seed = fc.noShrink(fc.integer({ min: 0, max: 2 ** 32 - 1 }))
    const agrees = (number: number) => {
      const drawn = drawCase(number)
      const verdict = verdictOf(drawn)
      const outcome = verdict.permit ? 'permit' : verdict.reason
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (drawn.imported) {
        imported.cases++
        if (verdict.permit) imported.permits++
      }
      return isSame(verdict, naive(drawn.request, drawn.records, drawn.facts, NOW))
    }
    fc.assert(fc.property(seed, agrees), { numRuns: CASES })
  })

  test(`on what is written back to the sender, on ${ANSWERS} random cases`, () => {
    const seed = fc.noShrink(fc.integer({ min: 0, max: 2 ** 32 - 1 }))
    const answered = new Map<string, number>()
    const agrees = (number: number) => {
      const drawn = drawCase(number)
      const answer = { ...drawn, request: { ...drawn.request, occasion: 'view' as const } }
      const verdict = answerVerdictOf(answer)
      // By the sender alone: the recipient could open it.
      const outcome = verdict.permit || !verdictOf(answer).permit ? 'permit' : verdict.reason
      answered.set(outcome, (answered.get(outcome) ?? 0) + 1)
      return isSame(verdict, naiveAnswer(answer.request, drawn.records, drawn.facts, NOW))
    }
    fc.assert(fc.property(seed, agrees), { numRuns: ANSWERS })
    expect([...answered.keys()].sort()).toEqual([...REVERSED, 'permit'].sort())
  })

  test('in all, with every outcome of the table among them, and grants of other hubs too', () => {
    const tried = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
    const list = [...outcomes].map(([code, count]) => `${code} ${count}`).join(', ')
    const ofGrants = `on grants of other hubs ${imported.cases}, of them permitted ${imported.permits}`
    process.stdout.write(`${tried} cases: ${list}; ${ofGrants}\n`)
    expect(tried).toBeGreaterThanOrEqual(100_000)
    const missing = ['permit', ...PRECEDENCE.map(row => row.code)].filter(code => !outcomes.has(code))
    expect(missing).toEqual([])
    expect(imported.permits).toBeGreaterThan(300)
  })
})
