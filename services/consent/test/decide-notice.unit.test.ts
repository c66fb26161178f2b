import { describe, expect, test } from 'vitest'
import type { AgencyType, Category, Purpose } from '../src/domain/codes.ts'
import { AGENCY_TYPES } from '../src/domain/codes.ts'
import { decideNotice, type NoticeCase } from '../src/domain/decide-notice.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { policy } from './fixtures/policy.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const DAY = 24 * 3_600_000
const party = (type: AgencyType, hub = 'XA', accreditedUntil = new Date(NOW.getTime() + DAY)) => ({
  ...{ hub, agencyId: `${hub}-${type}`, type, accreditedUntil },
})

const aConsent = (change: Partial<BasisRecord> = {}): BasisRecord => ({
  ...{ id: 'consent', version: 1, basis: 'consent', origin: 'recorded', grantedBy: 'self' },
  purposes: ['non_removal', 'consular_notification'],
  categories: ['identity', 'documents', 'health', 'narrative'],
  recipients: [
    { hub: 'XA', agencyType: 'migration_enforcement' },
    { hub: 'XA', agencyType: 'consulate' },
  ],
  ...{ protocol: undefined, oralOnly: false, article: undefined, compels: undefined },
  ...{ grantedAt: new Date(NOW.getTime() - DAY), endsAt: new Date(NOW.getTime() + DAY) },
  ...{ confirmBy: undefined, confirmedAt: undefined, withdrawnAt: undefined, boundTo: undefined },
  ...{ codeNameOnly: false, reportBack: false, instrumentId: undefined },
  ...change,
})

const ADULT = { minor: false, guardianNamed: false, guardianConflict: false }
const aCase = (change: Partial<NoticeCase> = {}): NoticeCase => ({
  ...{ kind: 'non_removal', issued: false },
  issuer: party('identification_authority'),
  recipient: party('migration_enforcement'),
  reader: undefined,
  facts: { ...ADULT, protectionSeeker: false, fearOfReturnAsked: true },
  exclusions: [],
  records: [aConsent()],
  ...change,
})
const codeOf = (c: NoticeCase) => {
  const decision = decideNotice(c, policy, NOW)
  return decision.permit ? 'permitted' : decision.reason
}
const child = { ...ADULT, minor: true, protectionSeeker: false, fearOfReturnAsked: true }

describe('a notice against removal', () => {
  test('goes to migration enforcement with a name or a document, and with nothing else that was agreed', () => {
    expect(decideNotice(aCase(), policy, NOW)).toMatchObject({ permit: true, categories: ['identity', 'documents'] })
    const records = [aConsent({ categories: ['documents', 'health'] })]
    expect(decideNotice(aCase({ records }), policy, NOW)).toMatchObject({ permit: true, categories: ['documents'] })
  })
  test('stands by no date of an accreditation: without it somebody is detained or removed', () => {
    const [issuer, recipient] = [
      party('identification_authority', 'XA', NOW),
      party('migration_enforcement', 'XA', NOW),
    ]
    expect(codeOf(aCase({ issuer, recipient }))).toBe('permitted')
  })
  test('comes from the identification authority or the protection unit, and from nobody else', () => {
    const may = AGENCY_TYPES.filter(type => codeOf(aCase({ issuer: party(type) })) === 'permitted')
    expect(may).toEqual(['migration_protection', 'identification_authority'])
  })
  test('goes to nobody but migration enforcement of the same hub', () => {
    const recipients = AGENCY_TYPES.map(agencyType => ({ hub: 'XA', agencyType }))
    const records = [aConsent({ recipients })]
    const may = AGENCY_TYPES.filter(type => codeOf(aCase({ records, recipient: party(type) })) === 'permitted')
    expect(may).toEqual(['migration_enforcement'])
    expect(codeOf(aCase({ recipient: party('migration_enforcement', 'XB') }))).toBe('purpose_outside_mandate')
  })
  test.each<[string, Partial<NoticeCase>]>([
    ['recipient_unknown', { recipient: undefined }],
    ['sender_unknown', { issuer: undefined }],
    ['recipient_excluded', { exclusions: [{ hub: 'XA', agencyType: 'migration_enforcement' }] }],
    ['recipient_excluded', { reader: 'officer', exclusions: [{ hub: 'XA', userId: 'officer' }] }],
    ['no_lawful_basis', { records: [] }],
    ['no_lawful_basis', { records: [aConsent({ basis: 'court_order' })] }],
    ['no_lawful_basis', { records: [aConsent({ origin: 'grant' })] }],
    ['purpose_outside_consent', { records: [aConsent({ purposes: ['shelter', 'migration_control'] })] }],
    ['consent_withdrawn', { records: [aConsent({ withdrawnAt: NOW })] }],
    ['consent_expired', { records: [aConsent({ endsAt: NOW })] }],
    ['signed_sheet_overdue', { records: [aConsent({ sheetBy: NOW })] }],
    ['signed_sheet_missing', { records: [aConsent({ sheetBy: new Date(NOW.getTime() + 1) })] }],
    ['recipient_outside_consent', { records: [aConsent({ recipients: [{ hub: 'XA', agencyType: 'consulate' }] })] }],
    ['basis_not_for_recipient', { records: [aConsent({ grantedBy: 'guardian' })] }],
    ['signature_missing', { records: [aConsent({ oralOnly: true })] }],
    ['nothing_to_disclose', { records: [aConsent({ categories: ['health', 'narrative'] as Category[] })] }],
    ['minor_without_guardian_or_safeguarding', { facts: child }],
    [
      'guardian_conflict',
      {
        facts: { ...child, guardianNamed: true, guardianConflict: true },
        records: [aConsent({ grantedBy: 'guardian' })],
      },
    ],
  ])('is refused with %s: %o', (code, change) => {
    expect(codeOf(aCase(change))).toBe(code)
  })
  test('is read by the colleagues of an officer whom the person excludes', () => {
    const exclusions = [{ hub: 'XA', userId: 'officer' }]
    const codes = [undefined, 'colleague'].map(reader => codeOf(aCase({ exclusions, reader })))
    expect(codes).toEqual(['permitted', 'permitted'])
  })
  test('for a child rests on an independent guardian', () => {
    const facts = { ...child, guardianNamed: true }
    expect(codeOf(aCase({ facts, records: [aConsent({ grantedBy: 'guardian' })] }))).toBe('permitted')
  })
  test.each<[string, Partial<NoticeCase['facts']>, BasisRecord['grantedBy']]>([
    ['the guardian may be part of the harm', { minor: true, guardianNamed: true, guardianConflict: true }, 'guardian'],
    ['the guardian is gone', { minor: true }, 'guardian'],
    ['the person came of age', {}, 'guardian'],
    ['the person turned out to be a child', { minor: true, guardianNamed: true }, 'self'],
  ])(
    'that was issued stands though by now %s; none is issued anew, and nothing else of it is let go',
    (_, by, grantedBy) => {
      const facts = { ...aCase().facts, ...by }
      const of = (change: Partial<BasisRecord> = {}, issued = true) =>
        codeOf(aCase({ issued, facts, records: [aConsent({ grantedBy, ...change })] }))
      expect([of(), of({}, false) === 'permitted']).toEqual(['permitted', false])
      expect([of({ withdrawnAt: NOW }), of({ endsAt: NOW })]).toEqual(['consent_withdrawn', 'consent_expired'])
    },
  )
  test('is needed most by who seeks protection, and is not refused for that', () => {
    expect(codeOf(aCase({ facts: { ...ADULT, protectionSeeker: true, fearOfReturnAsked: false } }))).toBe('permitted')
  })
  test('rests on the record that carries it, whatever else was withdrawn', () => {
    const records = [aConsent({ id: 'one', withdrawnAt: NOW }), aConsent({ id: 'two' })]
    expect(decideNotice(aCase({ records }), policy, NOW)).toMatchObject({ permit: true, record: { id: 'two' } })
  })
})

describe('a consulate', () => {
  const consular = (change: Partial<NoticeCase> = {}) =>
    aCase({ kind: 'consular', issuer: party('legal_aid'), recipient: party('consulate'), ...change })
  test('is notified on the choice of the person alone', () => {
    expect(codeOf(consular())).toBe('permitted')
    const purposes: Purpose[] = ['documentation']
    expect(codeOf(consular({ records: [aConsent({ purposes })] }))).toBe('purpose_outside_consent')
    expect(codeOf(consular({ records: [aConsent({ grantedBy: 'guardian' })] }))).toBe('basis_not_for_recipient')
  })
  test('never before the person was asked in private, nor of who seeks protection', () => {
    expect(codeOf(consular({ facts: { ...ADULT, protectionSeeker: false, fearOfReturnAsked: false } }))).toBe(
      'state_of_nationality',
    )
    expect(codeOf(consular({ facts: { ...ADULT, protectionSeeker: true, fearOfReturnAsked: true } }))).toBe(
      'state_of_nationality',
    )
  })
  test('of a child through the guardian, after protection screening', () => {
    const guarded = { ...child, guardianNamed: true }
    const records = [aConsent({ grantedBy: 'guardian' })]
    expect(codeOf(consular({ facts: guarded, records }))).toBe('permitted')
    expect(codeOf(consular({ facts: guarded }))).toBe('minor_without_guardian_or_safeguarding')
    expect(codeOf(consular({ facts: { ...guarded, fearOfReturnAsked: false }, records }))).toBe('state_of_nationality')
  })
  test('hears no more of a child whose guardian may be part of the harm, also by a notice that was issued', () => {
    const facts = { ...child, guardianNamed: true, guardianConflict: true }
    const records = [aConsent({ grantedBy: 'guardian' })]
    expect(codeOf(consular({ issued: true, facts, records }))).toBe('guardian_conflict')
  })
  test('and migration enforcement are not reached by each other’s notice', () => {
    expect(codeOf(consular({ recipient: party('migration_enforcement') }))).toBe('purpose_outside_mandate')
    expect(codeOf(aCase({ recipient: party('consulate') }))).toBe('purpose_outside_mandate')
  })
})
