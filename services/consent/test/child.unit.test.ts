import { describe, expect, test } from 'vitest'
import { type Childhood, isSpent, maySpend } from '../src/domain/child.ts'
import { BASES } from '../src/domain/codes.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { consentToShelter } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

const adult: Childhood = { minor: false, guardianNamed: false, guardianConflict: false }
const child: Childhood = { minor: true, guardianNamed: true, guardianConflict: false }
const spent = (change: Partial<BasisRecord>, known: Childhood) =>
  isSpent({ ...consentToShelter, ...change }, known, policy)

describe('what is in force carries nothing more', () => {
  test.each<[string, Partial<BasisRecord>, Childhood, boolean]>([
    ['not while the guardian who agreed to it speaks for the child', { grantedBy: 'guardian' }, child, false],
    ['once they may be part of the harm', { grantedBy: 'guardian' }, { ...child, guardianConflict: true }, true],
    ['once nobody stands on record as guardian', { grantedBy: 'guardian' }, { ...child, guardianNamed: false }, true],
    ['once a child by the record, who cannot agree alone', { grantedBy: 'self' }, child, true],
    ['not what an adult agreed to, whoever speaks for them', {}, { ...adult, guardianConflict: true }, false],
    ['a danger of a child without a guardian', { basis: 'vital_interest' }, { ...child, guardianNamed: false }, true],
    ['not what keeps a child safe', { basis: 'child_safeguarding' }, { ...child, guardianConflict: true }, false],
    ['but of who came of age', { basis: 'child_safeguarding' }, adult, true],
    ['not what a court ordered', { basis: 'court_order' }, { ...child, guardianNamed: false }, false],
    [
      'not what another hub decided',
      { origin: 'grant', grantedBy: 'guardian' },
      { ...child, guardianConflict: true },
      false,
    ],
  ])('%s', (_, record, known, isIt) => {
    expect(spent(record, known)).toBe(isIt)
  })

  test('of what kind it may come to be so, and of a court’s order never', () => {
    const facts = [adult, child, ...[adult, child].map(known => ({ ...known, guardianConflict: true }))]
    const all = [...facts, ...facts.map(known => ({ ...known, guardianNamed: !known.guardianNamed }))]
    for (const basis of BASES) {
      const given = (['self', 'guardian', 'none'] as const).map(grantedBy => ({ basis, grantedBy }))
      expect(given.some(record => all.some(known => spent(record, known)))).toBe(maySpend(basis, policy))
    }
    expect(maySpend('court_order', policy)).toBe(false)
  })
})
