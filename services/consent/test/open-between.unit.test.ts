import { describe, expect, test } from 'vitest'
import { AGENCY_TYPES, type AgencyType, PROTOCOLS } from '../src/domain/codes.ts'
import { decide } from '../src/domain/decide.ts'
import { isOpenBetween } from '../src/domain/protocol.ts'
import { adult, agency, consentToShelter, NOW, toShelter } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

const open = (protocol: (typeof PROTOCOLS)[number], from: AgencyType, to: AgencyType, hub = 'XA') =>
  isOpenBetween(protocol, agency('XA', from), agency(hub, to), policy)

describe('a transfer or an assisted return', () => {
  test('is never sent by migration enforcement, nor to it', () => {
    for (const type of AGENCY_TYPES) {
      expect(open('cross-border-transfer', 'migration_enforcement', type, 'XB')).toBe(false)
      expect(open('cross-border-transfer', type, 'migration_enforcement', 'XB')).toBe(false)
    }
    expect(open('cross-border-transfer', 'shelter', 'shelter', 'XB')).toBe(true)
  })

  test('is for a safe return before all else, where the recipient may arrange one', () => {
    const decided = (to: AgencyType) =>
      decide(
        { ...toShelter, protocol: 'cross-border-transfer', recipient: agency('XA', to) },
        [
          {
            ...consentToShelter,
            purposes: ['shelter', 'safe_return', 'medical_care'],
            recipients: [{ hub: 'XA', agencyType: to }],
          },
        ],
        adult,
        policy,
        NOW,
      )
    expect(decided('civil_society')).toMatchObject({ permit: true, purpose: 'safe_return' })
    expect(decided('health')).toMatchObject({ permit: true, purpose: 'medical_care' })
  })
})

describe('witness protection', () => {
  test('is asked of a programme and of nobody else, by those before whom somebody testifies or who protect', () => {
    const pairs = AGENCY_TYPES.flatMap(from => AGENCY_TYPES.map(to => [from, to] as const))
    const allowed = pairs.filter(([from, to]) => open('witness-protection', from, to))
    expect(new Set(allowed.map(([, to]) => to))).toEqual(new Set(['witness_protection']))
    expect(allowed.map(([from]) => from)).toEqual([
      'police',
      'prosecution',
      'court',
      'child_protection',
      'identification_authority',
      'witness_protection',
      'central_authority',
    ])
  })

  test('crosses a border from programme to programme only', () => {
    expect(AGENCY_TYPES.filter(from => open('witness-protection', from, 'witness_protection', 'XB'))).toEqual([
      'witness_protection',
    ])
  })
})

test('no protocol is open to an auditor', () => {
  for (const protocol of PROTOCOLS)
    for (const type of AGENCY_TYPES) {
      expect(open(protocol, type, 'audit')).toBe(false)
      expect(open(protocol, 'audit', type)).toBe(false)
    }
})
