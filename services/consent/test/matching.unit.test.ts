import { describe, expect, test } from 'vitest'
import { AGENCY_TYPES, type AgencyType, type Basis } from '../src/domain/codes.ts'
import { decideMatch, MATCHING, type MatchCase } from '../src/domain/matching.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { policy } from './fixtures/policy.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const DAY = 24 * 3_600_000
const party = (type: AgencyType, hub = 'XA', accreditedUntil = new Date(NOW.getTime() + DAY)) => ({
  ...{ hub, agencyId: `${hub}-${type}`, type, accreditedUntil },
})

const aBasis = (change: Partial<BasisRecord> = {}): BasisRecord => ({
  ...{ id: 'basis', version: 1, basis: 'consent', origin: 'recorded', grantedBy: 'self' },
  purposes: ['family_tracing', 'formal_identification', 'child_protection', 'shelter', 'criminal_investigation'],
  categories: ['identity'],
  recipients: AGENCY_TYPES.map(agencyType => ({ hub: 'XB', agencyType })),
  ...{ protocol: undefined, oralOnly: false, article: undefined, compels: undefined },
  ...{ grantedAt: new Date(NOW.getTime() - DAY), endsAt: new Date(NOW.getTime() + DAY) },
  ...{ confirmBy: undefined, confirmedAt: undefined, withdrawnAt: undefined, boundTo: undefined },
  ...{ codeNameOnly: false, reportBack: false, instrumentId: undefined },
  ...change,
})
const FACTS = {
  ...{ minor: false, guardianNamed: false, guardianConflict: false },
  ...{ recipientIsStateOfNationality: false, protectionSeeker: false, fearOfReturnAsked: false },
  ...{ received: false, importedFrom: undefined },
}
type Asked = NonNullable<MatchCase['asked']>
const asked = (facts: Partial<Asked['facts']> = {}, change: Partial<Asked> = {}): Asked => ({
  ...{ facts: { ...FACTS, ...facts }, exclusions: [], records: [aBasis()] },
  ...change,
})
const TREATY = {
  id: 'treaty',
  hubs: ['XA', 'XB'],
  matter: 'assistance',
  validUntil: new Date(NOW.getTime() + DAY),
} as const
const aCase = (change: Partial<MatchCase> = {}): MatchCase => ({
  ...{ reason: 'request_of_the_person', purpose: 'family_tracing', instruments: [TREATY] },
  ...{ asker: party('shelter'), answerer: party('identification_authority', 'XB'), asked: asked() },
  ...change,
})
const codeOf = (c: MatchCase) => {
  const decision = decideMatch(c, policy, NOW)
  return decision.permit ? 'permitted' : decision.reason
}

test('another hub may be asked on what the person agreed to, under the instrument of the two hubs', () => {
  expect(decideMatch(aCase(), policy, NOW)).toMatchObject({
    ...{ permit: true, instrumentId: 'treaty', record: { id: 'basis' }, row: { basis: 'consent' } },
  })
})

describe('a state that the person may fear is not asked', () => {
  test.each([
    [
      'of nationality, of which nobody asked in private',
      { recipientIsStateOfNationality: true },
      'state_of_nationality',
    ],
    [
      'of nationality, of one who seeks protection',
      { recipientIsStateOfNationality: true, protectionSeeker: true, fearOfReturnAsked: true },
      'state_of_nationality',
    ],
    [
      'of nationality, of one who does not fear it',
      { recipientIsStateOfNationality: true, fearOfReturnAsked: true },
      'permitted',
    ],
    ['another, of one who seeks protection', { protectionSeeker: true }, 'permitted'],
  ])('%s', (_, facts, code) => expect(codeOf(aCase({ asked: asked(facts) }))).toBe(code))

  test('nor is a consulate, on whatever ground', () => {
    for (const reason of Object.keys(MATCHING))
      expect(codeOf(aCase({ reason, answerer: party('consulate', 'XB') }))).toBe('state_of_nationality')
  })
})

describe('another hub is not asked', () => {
  test.each<[string, Partial<MatchCase>, string]>([
    ['through nobody', { answerer: undefined }, 'recipient_unknown'],
    ['by nobody', { asker: undefined }, 'sender_unknown'],
    ['by one that has lapsed', { asker: party('shelter', 'XA', NOW) }, 'sender_accreditation_lapsed'],
    [
      'through one that has lapsed',
      { answerer: party('identification_authority', 'XB', NOW) },
      'recipient_accreditation_lapsed',
    ],
    ['by migration enforcement', { asker: party('migration_enforcement') }, 'migration_enforcement_firewall'],
    ['through it', { answerer: party('migration_enforcement', 'XB') }, 'migration_enforcement_firewall'],
    ['for a reason that is none', { reason: 'curiosity' }, 'no_lawful_basis'],
    ['for a reason that every object has', { reason: 'constructor' }, 'no_lawful_basis'],
    ['for another purpose', { purpose: 'migration_control' }, 'purpose_outside_mandate'],
    ['outside the mandate', { reason: 'court_order', purpose: 'criminal_investigation' }, 'purpose_outside_mandate'],
    ['without an instrument', { instruments: [] }, 'no_instrument'],
    ['under one that has ended', { instruments: [{ ...TREATY, validUntil: NOW }] }, 'no_instrument'],
    [
      'under one for another case',
      {
        instruments: [
          { ...TREATY, onlyFor: { from: party('shelter'), to: party('health', 'XB'), basisId: undefined } },
        ],
      },
      'no_instrument',
    ],
    ['of whom another hub sent', { asked: asked({ importedFrom: party('shelter', 'XC') }) }, 'onward_not_permitted'],
    ['of whom another agency referred', { asked: asked({ received: true }) }, 'onward_not_permitted'],
    ['of a child on a consent', { asked: asked({ minor: true }) }, 'minor_without_guardian_or_safeguarding'],
    ['of one who excludes that hub', { asked: asked({}, { exclusions: [{ hub: 'XB' }] }) }, 'recipient_excluded'],
    ['without anything on record', { asked: asked({}, { records: [] }) }, 'no_lawful_basis'],
  ])('%s', (_, change, code) => expect(codeOf(aCase(change))).toBe(code))

  test.each<[string, Partial<BasisRecord>, string]>([
    ['withdrawn', { withdrawnAt: NOW }, 'consent_withdrawn'],
    ['at its end', { endsAt: NOW }, 'consent_expired'],
    ['for another recipient', { recipients: [{ hub: 'XC', agencyType: 'shelter' }] }, 'recipient_outside_consent'],
    ['for another purpose', { purposes: ['medical_care'] }, 'purpose_outside_consent'],
    ['given by word alone', { oralOnly: true }, 'signature_missing'],
    ['whose signed sheet is still to come', { sheetBy: new Date(NOW.getTime() + DAY) }, 'signed_sheet_missing'],
    ['that nobody confirmed in time', { confirmBy: NOW }, 'confirmation_overdue'],
    ['in the place of a refused one', { replacesRefusal: true }, 'refusal_not_reviewed'],
    ['not the first danger', { secondFirst: true }, 'second_person_first'],
    ['of a guardian for children', { grantedBy: 'guardian' }, 'guardian_of_child_only'],
    ['that agrees to links alone', { actions: ['link'] }, 'action_outside_consent'],
    ['of another kind', { basis: 'court_order' }, 'no_lawful_basis'],
    ['of another hub', { origin: 'grant' }, 'no_lawful_basis'],
  ])('on a basis %s', (_, change, code) =>
    expect(codeOf(aCase({ asked: asked({}, { records: [aBasis(change)] }) }))).toBe(code),
  )
})

test('each reason rests on a basis of its own kind, for a child too where it is not consent', () => {
  for (const [reason, { basis, purposes, mandates }] of Object.entries(MATCHING)) {
    const by = (of: Basis, minor: boolean) =>
      codeOf(
        aCase({
          ...{ reason, purpose: purposes[0], asker: party(mandates[0]) },
          asked: asked({ minor, guardianNamed: minor }, { records: [aBasis({ basis: of, purposes })] }),
        }),
      )
    expect([reason, by(basis, false)]).toEqual([reason, basis === 'child_safeguarding' ? 'not_a_child' : 'permitted'])
    const other = basis === 'court_order' ? 'consent' : 'court_order'
    expect([reason, by(other, false)]).toEqual([reason, 'no_lawful_basis'])
    expect(by(basis, true)).toBe(basis === 'consent' ? 'minor_without_guardian_or_safeguarding' : 'permitted')
  }
})

describe('whom nobody independent speaks for is not asked about on what needs that', () => {
  const of = (reason: keyof typeof MATCHING, facts: Partial<Asked['facts']>, change: Partial<BasisRecord> = {}) => {
    const { basis, purposes, mandates } = MATCHING[reason]
    const records = [aBasis({ basis, purposes, grantedBy: 'none', ...change })]
    return codeOf(aCase({ reason, purpose: purposes[0], asker: party(mandates[0]), asked: asked(facts, { records }) }))
  }
  const missing = { minor: true }
  const conflicted = { minor: true, guardianNamed: true, guardianConflict: true }
  test.each([
    ['danger_to_life', 'guardian_conflict', 'minor_without_guardian_or_safeguarding'],
    ['duty_to_identify', 'guardian_conflict', 'minor_without_guardian_or_safeguarding'],
    ['child_in_danger', 'permitted', 'permitted'],
    ['court_order', 'permitted', 'permitted'],
  ] as const)('a child, for %s', (reason, ofConflicted, ofMissing) => {
    expect([of(reason, conflicted), of(reason, missing)]).toEqual([ofConflicted, ofMissing])
  })
  test('an adult on the word of a guardian who may be part of the harm; on their own they are', () => {
    const byGuardian = { grantedBy: 'guardian', guardianOfAdult: true } as const
    expect(of('request_of_the_person', {}, byGuardian)).toBe('permitted')
    expect(of('request_of_the_person', { guardianConflict: true }, byGuardian)).toBe('guardian_conflict')
    expect(of('request_of_the_person', { guardianConflict: true }, { grantedBy: 'self' })).toBe('permitted')
  })
})

test('the hub that is asked decides by who asks and why, since it does not know of whom', () => {
  const answering = (change: Partial<MatchCase> = {}) => codeOf(aCase({ asked: undefined, ...change }))
  expect(answering()).toBe('permitted')
  expect(answering({ instruments: [] })).toBe('no_instrument')
  expect(answering({ asker: party('consulate') })).toBe('state_of_nationality')
  expect(answering({ asker: party('migration_enforcement') })).toBe('migration_enforcement_firewall')
  expect(answering({ asker: party('labour_inspection') })).toBe('purpose_outside_mandate')
  expect(answering({ reason: 'curiosity' })).toBe('no_lawful_basis')
})
