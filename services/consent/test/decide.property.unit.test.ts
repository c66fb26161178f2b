import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATEGORIES, type Category } from '../src/domain/codes.ts'
import { considered } from '../src/domain/considered.ts'
import { decide, judge } from '../src/domain/decide.ts'
import { PRECEDENCE } from '../src/domain/precedence.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { type AnyCase, anyCase } from './fixtures/arbitrary.ts'
import { NOW } from './fixtures/cases.ts'
import { naive } from './fixtures/naive.ts'
import { policy } from './fixtures/policy.ts'
import { verdictOf } from './fixtures/verdict.ts'

const decideCase = ({ request, records, facts }: AnyCase) => decide(request, records, facts, policy, NOW)
const categoriesOf = (one: AnyCase): readonly string[] => {
  const decision = decideCase(one)
  return decision.permit ? decision.categories : []
}
const always = (holds: (one: AnyCase) => unknown) =>
  fc.assert(
    fc.property(anyCase, one => {
      holds(one)
    }),
    { numRuns: 1_500 },
  )

describe('every decision', () => {
  it('is the one of a naive evaluator written from the rules', () => {
    always(one => expect(verdictOf(one)).toEqual(naive(one.request, one.records, one.facts, NOW)))
  })

  it('was tried on permits and on nearly every refusal', () => {
    const tried = fc.sample(anyCase, { numRuns: 8_000, seed: 7 }).map(one => {
      const decision = decideCase(one)
      return decision.permit ? 'permit' : decision.reason
    })
    const counts = new Map(['permit', ...PRECEDENCE.map(row => row.code)].map(code => [code, 0]))
    for (const code of tried) counts.set(code, (counts.get(code) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count === 0)).toEqual([])
    expect(counts.get('permit')).toBeGreaterThan(100)
  })
})

describe('a permit', () => {
  it('has on record which bases the table struck out as if each were asked anew', () => {
    always(one => {
      const { decision, struck } = judge(one.request, one.records, one.facts, policy, NOW)
      if (decision.permit) expect(considered({ ...one, struck }, policy, NOW)).toEqual(considered(one, policy, NOW))
    })
  })

  const permits = (holds: (one: AnyCase, decision: Extract<ReturnType<typeof decideCase>, { permit: true }>) => void) =>
    always(one => {
      const decision = decideCase(one)
      if (decision.permit) holds(one, decision)
    })

  it('never holds more than consent, mandate, purpose, basis and instrument', () => {
    permits(({ request, records }, { basisId, purpose, categories }) => {
      const record = records.find(({ id }) => id === basisId)
      const recipient = request.recipient?.type
      if (!record || !recipient) throw new Error('a permit without a record or a recipient')
      for (const category of categories) {
        expect(record.categories).toContain(category)
        expect(policy.mandates[recipient].categories).toContain(category)
        expect(policy.purposes[purpose].categories).toContain(category)
        if (record.basis === 'vital_interest') expect(policy.bases.vitalInterest.categories).toContain(category)
        if (request.sender?.hub !== request.recipient?.hub) {
          expect(policy.matters[policy.protocols[request.protocol].matter].categories).toContain(category)
        }
      }
    })
  })

  it('is for a purpose that the basis, the mandate and the request all allow', () => {
    permits(({ request, records }, { basisId, purpose }) => {
      expect(records.find(({ id }) => id === basisId)?.purposes).toContain(purpose)
      expect(request.recipient && policy.mandates[request.recipient.type].purposes).toContain(purpose)
      if (request.purpose !== undefined) expect(purpose).toBe(request.purpose)
    })
  })

  it('accounts for each category once: released or withheld', () => {
    permits((_, { categories, withheld }) => {
      const accounted = [...categories, ...withheld.map(w => w.category)]
      expect(accounted.toSorted()).toEqual(CATEGORIES.toSorted())
    })
  })

  it('never goes to migration enforcement, an auditor, or one whom the person excluded', () => {
    permits(({ request, facts }) => {
      expect(['migration_enforcement', 'audit']).not.toContain(request.recipient?.type)
      const { recipient } = request
      expect(facts.exclusions).not.toContainEqual({ hub: recipient?.hub, agencyId: recipient?.agencyId })
    })
  })

  it('needs a record: nothing permits by itself', () => {
    always(one => expect(decideCase({ ...one, records: [] }).permit).toBe(false))
  })

  it('rests on the same record in whatever order they come', () => {
    always(one => expect(decideCase({ ...one, records: one.records.toReversed() })).toEqual(decideCase(one)))
  })
})

describe('what a caller adds never widens a decision', () => {
  const neverWider = (add: (one: AnyCase) => AnyCase) =>
    always(one => expect(categoriesOf(one)).toEqual(expect.arrayContaining([...categoriesOf(add(one))])))

  it('services asked for', () => {
    neverWider(one => ({ ...one, request: { ...one.request, services: one.request.services + 3 } }))
  })

  it('an exclusion', () => {
    neverWider(one => ({
      ...one,
      facts: { ...one.facts, exclusions: [...one.facts.exclusions, { hub: 'XA', userId: 'user-1' }] },
    }))
  })

  const compelling = (
    one: AnyCase,
    compels: readonly Category[] | undefined,
    of: (record: BasisRecord) => boolean,
  ) => ({
    ...one,
    records: one.records.map(record => (of(record) ? { ...record, compels } : record)),
  })

  it('what an article is said to compel', () => {
    const byLaw = ({ basis }: BasisRecord) => basis === 'legal_obligation'
    always(one =>
      expect(decideCase(compelling(one, CATEGORIES, byLaw))).toEqual(decideCase(compelling(one, undefined, byLaw))),
    )
  })

  it('an order that does not say what it compels: it never reads as all', () => {
    const ofCourt = ({ basis, origin }: BasisRecord) => basis === 'court_order' && origin === 'recorded'
    always(one => {
      const { records } = one
      const decision = decideCase(compelling(one, undefined, ofCourt))
      if (!decision.permit || !records.some(record => record.id === decision.basisId && ofCourt(record))) return
      expect(['exploitation', 'suspects']).toEqual(expect.arrayContaining([...decision.categories]))
    })
  })

  it('a purpose: it stays within what the recipient may ever know on that basis', () => {
    always(one => {
      if (one.request.purpose === undefined) return
      const implied = decideCase({ ...one, request: { ...one.request, purpose: undefined } })
      const stated = decideCase(one)
      if (!stated.permit || !implied.permit || stated.purpose !== implied.purpose) return
      expect(stated.categories).toEqual(implied.categories)
    })
  })

  it('fields that nobody knows', () => {
    const extra = { override: true, permit: true, policy: 'none', helpSeeking: false, recipientType: 'shelter' }
    always(one => {
      const request = { ...one.request, ...extra }
      expect(decide(request, one.records, one.facts, policy, NOW)).toEqual(decideCase(one))
    })
  })
})
