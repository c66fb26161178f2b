import { create, fromBinary, OnwardSchema, toBinary } from '@amparo/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIONS, AGENCY_TYPES, PURPOSES } from '../src/domain/codes.ts'
import { type OnwardTerms, onwardTermsOf } from '../src/domain/onward.ts'
import { readOnward, writeOnward } from '../src/ports/onward-terms.ts'
import { consentToShelter } from './fixtures/cases.ts'

const hub = fc.constantFrom('XA', 'XB', 'XC')
const id = fc.option(fc.uuid(), { nil: undefined })
const type = fc.constantFrom(...AGENCY_TYPES)
const defined = <T extends object>(one: T): T =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T
const terms: fc.Arbitrary<OnwardTerms> = fc.record({
  purposes: fc.subarray([...PURPOSES]),
  actions: fc.subarray([...ACTIONS]),
  recipients: fc.array(fc.record({ hub, agencyType: type, agencyId: id }).map(defined), { maxLength: 5 }),
  excluded: fc.array(
    fc.record({ hub, agencyType: fc.option(type, { nil: undefined }), agencyId: id, userId: id }).map(defined),
    { maxLength: 5 },
  ),
})

test('what a consent lets go onward is read as it was written', () => {
  fc.assert(
    fc.property(terms, given => {
      const wire = toBinary(OnwardSchema, create(OnwardSchema, writeOnward(given)))
      expect(readOnward(fromBinary(OnwardSchema, wire))).toEqual(given)
    }),
  )
})

test('nothing but a consent that says so lets anything go onward, and no exclusion of another hub is told', () => {
  fc.assert(
    fc.property(terms, fc.boolean(), fc.boolean(), ({ recipients, excluded }, onward, isConsent) => {
      const basis = isConsent ? 'consent' : 'court_order'
      const told = onwardTermsOf({ ...consentToShelter, basis, recipients, onward }, excluded)
      expect(told !== undefined).toBe(onward && isConsent)
      const hubs = recipients.map(one => one.hub)
      expect(told?.excluded.every(one => hubs.includes(one.hub)) ?? true).toBe(true)
    }),
  )
})
