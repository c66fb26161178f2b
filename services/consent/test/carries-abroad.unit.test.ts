import { describe, expect, it } from 'vitest'
import { carriesAbroad, carriesNow, type SentPackage } from '../src/domain/carries-abroad.ts'
import type { BasisRecord } from '../src/domain/record.ts'
import { agency, consentToShelter, hoursAfter, NOW } from './fixtures/cases.ts'
import { policy } from './fixtures/policy.ts'

const TO_XB = { hub: 'XB', agencyType: 'shelter' } as const
const left: BasisRecord = {
  ...consentToShelter,
  ...{ id: 'left-on', recipients: [TO_XB], categories: ['identity', 'contact', 'risk', 'needs'] },
}
/** What left on it for a shelter of XB. */
const sent: SentPackage = {
  ...{ grantId: 'grant-1', referralId: 'referral-1', basisId: left.id, recipient: agency('XB', 'shelter') },
  ...{ protocol: 'oas-64-standard', priority: 'urgent', purpose: 'shelter', codeNameOnly: false },
  categories: ['identity', 'contact', 'risk', 'needs'],
}
const other: BasisRecord = { ...left, id: 'other' }
const asWell = (record: object = {}, of: object = {}, was: object = {}) =>
  carriesAbroad({ ...other, ...record }, { ...sent, ...of }, { ...left, ...was }, { policy, hub: 'XA', now: NOW })

describe('another basis carries what left for another hub', () => {
  it.each<[string, object, object, object]>([
    ['says the same', {}, {}, {}],
    ['says more', { categories: [...left.categories, 'health'], onward: true, reportBack: true }, {}, {}],
    [
      'names the kind instead of the agency',
      {},
      {},
      { recipients: [{ ...TO_XB, agencyId: 'XB-shelter' }], onward: false },
    ],
    ['lets the person be referred as far', { onward: true }, {}, { onward: true }],
    ['is oral, of an emergency', { oralOnly: true }, { priority: 'emergency' }, {}],
    [
      'is a danger to life, of what left under a code name',
      { basis: 'vital_interest' },
      { codeNameOnly: true, categories: ['risk', 'needs'] },
      {},
    ],
  ])('where it %s', (_, record, of, was) => expect(asWell(record, of, was)).toBe(true))

  it.each<[string, object, object, object]>([
    ['has ended', { endsAt: NOW }, {}, {}],
    ['was withdrawn', { withdrawnAt: NOW }, {}, {}],
    ['names nobody there', { recipients: [{ hub: 'XA', agencyType: 'shelter' }] }, {}, {}],
    ['is for another purpose', { purposes: ['legal_assistance'] }, {}, {}],
    ['lacks a category', { categories: ['identity', 'contact', 'needs'] }, {}, {}],
    ['is of a kind that releases less', { basis: 'legal_obligation', compels: ['exploitation'] }, {}, {}],
    ['gives a code name alone', { basis: 'vital_interest' }, {}, {}],
    ['is oral, outside an emergency', { oralOnly: true }, {}, {}],
    ['lets nobody report back', {}, {}, { reportBack: true }],
    ['lets nobody refer the person further', {}, {}, { onward: true }],
    [
      'lets fewer get the person from there',
      { onward: true },
      {},
      { onward: true, recipients: [TO_XB, { hub: 'XB', agencyType: 'health' }] },
    ],
    ['lets nobody refer them in the network', { actions: ['link'] }, {}, {}],
    ['keeps from police what incriminates', {}, {}, { selfIncriminatingAgreed: true }],
  ])('not where it %s', (_, record, of, was) => expect(asWell(record, of, was)).toBe(false))
})

it('while its sheet is awaited it carries emergencies alone', () => {
  const awaiting = { ...other, sheetBy: hoursAfter(20) }
  expect(carriesNow(awaiting, sent, policy)).toBe(false)
  expect(carriesNow(awaiting, { ...sent, priority: 'emergency' }, policy)).toBe(true)
  expect(carriesNow(other, sent, policy)).toBe(true)
})
