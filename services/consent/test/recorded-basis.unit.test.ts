import { describe, expect, test } from 'vitest'
import type { Permission } from '../src/domain/disclosure.ts'
import { statusOf } from '../src/domain/record.ts'
import { recordOf } from '../src/domain/record-of.ts'
import { confirmationFault, confirmed, type RecordedBasis, withdrawn } from '../src/domain/recorded-basis.ts'
import { within } from '../src/domain/submission.ts'
import { hoursAfter, NOW, shelterForm, vitalForm } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

const recorded = (form = vitalForm, ends = 72, confirmWithin: number | undefined = 24): RecordedBasis => ({
  record: recordOf(
    form,
    { endsAt: hoursAfter(ends), confirmBy: confirmWithin === undefined ? undefined : hoursAfter(confirmWithin) },
    { id: 'basis-1', ofAdult: undefined, now: NOW },
  ),
  form,
  subjectId: 'subject-1',
  agencyId: 'XA-police',
  userId: 'officer',
  confirmedBy: undefined,
  withdrawnBy: undefined,
  policyHash: policy.hash,
})

const replacing = { ...recorded(), record: { ...recorded().record, confirmBy: undefined, replacesRefusal: true } }

describe('a confirmation', () => {
  test('of what replaces a refused consent is for somebody of another agency, also of a basis that needs none else', () => {
    expect(confirmationFault(replacing, { user: 'second', agency: 'XA-ombudsman' }, hoursAfter(1))).toBeUndefined()
  })

  test('is open to another person, while the time runs', () => {
    expect(confirmationFault(recorded(), { user: 'second', agency: 'XA-police' }, hoursAfter(23))).toBeUndefined()
  })

  test.each([
    ['second_person_required', recorded(), 'officer', 1],
    ['second_person_required', recorded(), 'officer', 100],
    ['independent_person_required', replacing, 'second', 1],
    ['already_withdrawn', withdrawn(recorded(), 'officer', NOW), 'second', 1],
    ['confirmation_not_needed', { ...recorded(), record: { ...recorded().record, confirmBy: undefined } }, 'second', 1],
    ['already_confirmed', confirmed(recorded(), { user: 'second', roster: 'agency' }, hoursAfter(2)), 'third', 3],
    ['confirmation_overdue', recorded(), 'second', 24],
    ['consent_expired', recorded(vitalForm, 10), 'second', 10],
  ] as const)('is refused with %s', (fault, basis, user, hours) => {
    expect(confirmationFault(basis, { user, agency: 'XA-police' }, hoursAfter(hours))).toBe(fault)
  })
})

test('a basis tells its state, and counts what happens to it', () => {
  const basis = recorded()
  expect(statusOf(basis.record, hoursAfter(23))).toBe('in_force')
  expect(statusOf(basis.record, hoursAfter(24))).toBe('lapsed')
  const second = confirmed(basis, { user: 'second', roster: 'agency' }, hoursAfter(1))
  expect([statusOf(second.record, hoursAfter(71)), second.record.version]).toEqual(['in_force', 2])
  expect(statusOf(second.record, hoursAfter(72))).toBe('expired')
  const ended = withdrawn(second, 'officer', hoursAfter(3))
  expect([statusOf(ended.record, hoursAfter(4)), ended.record.version]).toEqual(['withdrawn', 3])
})

test('a consent keeps nothing of what was claimed beside it', () => {
  const claimed = { ...shelterForm, justification: { reason: 'duty_to_report', compels: ['location'] } } as const
  const { article, compels } = recordOf(
    claimed,
    { endsAt: NOW, confirmBy: undefined },
    { id: 'basis-1', ofAdult: undefined, now: NOW },
  )
  expect([article, compels]).toEqual([undefined, undefined])
})

test('what is cut off a package is withheld, silently where its name would tell', () => {
  const permission: Permission = {
    permit: true,
    basis: 'consent',
    basisId: 'basis-1',
    basisVersion: 1,
    standsUntil: NOW,
    purpose: 'shelter',
    categories: ['identity', 'health', 'narrative'],
    withheld: [{ category: 'documents', reason: 'outside_mandate', silent: false }],
    codeNameOnly: false,
    handlingCode: 'h2',
    instrumentId: '',
  }
  const cut = within(permission, ['identity'], policy)
  expect(cut.categories).toEqual(['identity'])
  expect(cut.withheld).toEqual([
    { category: 'documents', reason: 'outside_mandate', silent: false },
    { category: 'health', reason: 'outside_consent', silent: true },
    { category: 'narrative', reason: 'outside_consent', silent: false },
  ])
})

describe('that police and prosecution read what incriminates the person', () => {
  const advised = { advisedBy: 'legal_aid', advisedOn: NOW.toISOString().slice(0, 10) } as const
  const term = { endsAt: hoursAfter(72), confirmBy: undefined }
  const agreed = (change: object) =>
    recordOf({ ...shelterForm, ...change }, term, { id: 'basis-1', ofAdult: undefined, now: NOW })
      .selfIncriminatingAgreed

  test('is agreed by nobody who does not say so', () => {
    expect(agreed({})).toBe(false)
  })
  test('is agreed by the person alone, in a consent, after they were advised', () => {
    expect(agreed({ selfIncriminating: advised })).toBe(true)
    for (const change of [{ grantedBy: 'guardian' }, { basis: 'court_order', grantedBy: 'none' }])
      expect(agreed({ selfIncriminating: advised, ...change })).toBe(false)
    const tomorrow = hoursAfter(24).toISOString().slice(0, 10)
    expect(agreed({ selfIncriminating: { ...advised, advisedOn: tomorrow } })).toBe(false)
  })
})
