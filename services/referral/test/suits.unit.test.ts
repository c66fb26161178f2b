import type { Protocol } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { suits } from '../src/domain/suits.ts'
import { book } from './fixtures/book.ts'

const drill = book.latest('drill')
const asked = { sender: 'police', recipient: 'shelter', minor: false, services: ['housing'] }
const on = (changes: Partial<Protocol>, question: Partial<typeof asked> = {}) =>
  drill === undefined ? 'missing' : suits({ ...drill, ...changes }, { ...asked, ...question })

test('any agency, unless the protocol says which', () => {
  expect(on({})).toBe('ok')
  expect(on({ senders: { only: ['court'] } })).toBe('not_for_agency')
  expect(on({ senders: { only: ['police'] } })).toBe('ok')
  expect(on({ recipients: { not: ['shelter'] } })).toBe('not_for_agency')
  expect(on({ recipients: { only: ['shelter'], not: ['shelter'] } })).toBe('not_for_agency')
})

test('no agency of audit, whatever the file says', () => {
  expect(on({ senders: { only: ['audit'] } }, { sender: 'audit' })).toBe('not_for_agency')
  expect(on({ recipients: {} }, { recipient: 'audit' })).toBe('not_for_agency')
})

test('those for minors are for minors, and for those whose age is in doubt', () => {
  expect(on({ subjects: 'minors' })).toBe('needs_minor')
  expect(on({ subjects: 'minors' }, { minor: true })).toBe('ok')
})

test('the services that the protocol is for, if it says', () => {
  expect(on({}, { services: ['housing', 'educational'] })).toBe('not_for_services')
  expect(on({ services: undefined }, { services: ['educational'] })).toBe('ok')
})
