import { agencyTypes, protocols } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { dueDates, isOverdue } from '../src/domain/due-dates.ts'
import { protocolTable } from '../src/domain/protocols.ts'
import { AT, aReferral } from './fixtures/build.ts'

const check = (protocol: string, sender: string, recipient: string, minor = false) =>
  protocolTable.check({ protocol, sender, recipient, minor })

describe('a protocol', () => {
  test('has a rule if the contracts name it, and no agency can use one that they do not', () => {
    for (const protocol of protocols.all) expect(check(protocol, 'police', 'prosecution', true)).toBe('ok')
    expect(check('made-up', 'police', 'prosecution', true)).toBe('not_for_agency')
  })

  test('spontaneous transmission stays between police, prosecution, courts and central authorities', () => {
    const may = ['police', 'prosecution', 'court', 'central_authority']
    for (const sender of agencyTypes.all)
      for (const recipient of agencyTypes.all)
        expect(check('spontaneous-transmission', sender, recipient)).toBe(
          may.includes(sender) && may.includes(recipient) ? 'ok' : 'not_for_agency',
        )
  })

  test('formal identification and child safeguarding never go to migration enforcement', () => {
    for (const sender of agencyTypes.all) {
      expect(check('formal-identification', sender, 'migration_enforcement')).toBe('not_for_agency')
      expect(check('child-safeguarding', sender, 'migration_enforcement', true)).toBe('not_for_agency')
    }
  })

  test('child safeguarding is for children, and for people whose age is in doubt', () => {
    expect(check('child-safeguarding', 'police', 'shelter', true)).toBe('ok')
    expect(check('child-safeguarding', 'police', 'shelter', false)).toBe('needs_minor')
  })

  test('an auditor takes part in none', () => {
    for (const protocol of protocols.all) {
      expect(check(protocol, 'audit', 'shelter', true)).toBe('not_for_agency')
      expect(check(protocol, 'police', 'audit', true)).toBe('not_for_agency')
    }
  })
})

describe('due dates', () => {
  test.each([
    ['emergency', '2026-03-04T12:00:00Z', '2026-03-05T10:00:00Z'],
    ['urgent', '2026-03-07T10:00:00Z', '2026-03-07T10:00:00Z'],
    ['normal', '2026-03-18T10:00:00Z', '2026-03-18T10:00:00Z'],
  ])('%s', (priority, acceptBy, serveBy) => {
    expect(dueDates(priority, AT)).toEqual({ acceptBy: new Date(acceptBy), serveBy: new Date(serveBy) })
  })

  test('are missed by silence, then by service that does not begin, and by nothing else', () => {
    const due = dueDates('emergency', AT)
    const at = (hours: number) => new Date(AT.getTime() + hours * 3_600_000)
    expect(isOverdue(aReferral(due), at(2))).toBe(false)
    expect(isOverdue(aReferral(due), at(2.1))).toBe(true)
    expect(isOverdue(aReferral({ ...due, status: 'accepted' }), at(23))).toBe(false)
    expect(isOverdue(aReferral({ ...due, status: 'accepted' }), at(25))).toBe(true)
    expect(isOverdue(aReferral({ ...due, status: 'in-progress' }), at(25))).toBe(false)
    expect(isOverdue(aReferral({ ...due, status: 'cancelled' }), at(25))).toBe(false)
  })
})
