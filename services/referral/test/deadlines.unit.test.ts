import { loadBook } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { bookWith } from '../src/domain/book.ts'
import { deadlinesOf, ownPending } from '../src/domain/deadlines.ts'
import { aCase, after, type Did } from './fixtures/a-case.ts'
import { book } from './fixtures/book.ts'

/** Read once, and not while a test's time runs. */
const shipped = bookWith(loadBook())

const pendingIn = (hub: string, protocol: string, did: Did[] = [], changes: object = {}) => {
  const { referral, run } = aCase(protocol, did, changes)
  const dues = deadlinesOf(book, { referral, run })
  return ownPending(dues, [], { referral, protocol: run.protocol, hub }).map(({ escalation }) => escalation.do)
}

test('people are called in the hub of whoever must meet the deadline; the next agency is asked by the sender’s', () => {
  expect(pendingIn('XA', 'drill')).toEqual(['offer-next', 'supervisor'])
  expect(pendingIn('XB', 'drill')).toEqual(['remind', 'supervisor', 'phone'])
  expect(pendingIn('XC', 'drill')).toEqual([])
})

test('the next agency is not asked about what is in a compartment', () => {
  expect(pendingIn('XA', 'hidden')).toEqual(['supervisor'])
  expect(pendingIn('XB', 'hidden')).toEqual(['remind', 'supervisor', 'phone'])
})

test('the clock’s own step is taken in the hub that the protocol names', () => {
  const paused: Did[] = [
    { step: 'begin' },
    { side: 'sender', step: 'assessed', data: { form: 'risk-assessment', version: 1 } },
    { step: 'travel', data: { when: '2026-12-01' } },
  ]
  expect(pendingIn('XA', 'drill', paused)).toEqual(['supervisor', { step: 'lapse' }])
  expect(pendingIn('XB', 'drill', paused)).toEqual([])
})

test('the alarm for who does not arrive is raised in each hub by its own clock, so that one of the two may be silent', () => {
  const evacuated: Did[] = [
    { step: 'accept' },
    { side: 'sender', step: 'assessed', data: { form: 'rapid-risk', version: 1 } },
    { side: 'sender', step: 'evacuate' },
  ]
  const departed = aCase('cross-border-transfer', evacuated, {}, shipped)
  const dues = deadlinesOf(shipped, departed)
  const alarms = (hub: string) =>
    ownPending(dues, [], { referral: departed.referral, protocol: departed.run.protocol, hub })
      .filter(({ escalation }) => typeof escalation.do === 'object')
      .map(({ due }) => due.deadline)
  expect(departed.run.state).toBe('in-transit')
  expect(alarms('XB')).toEqual(['arrival'])
  expect(alarms('XA')).toEqual(['arrival-unconfirmed'])
})

test('what has been done is not pending', () => {
  const { referral, run } = aCase('drill')
  const dues = deadlinesOf(book, { referral, run })
  const since = dues[0]?.since ?? after(0)
  const fired = ['remind', 'supervisor'].map(key => ({ deadline: 'begin', since, key }))
  const left = ownPending(dues, fired, { referral, protocol: run.protocol, hub: 'XB' })
  expect(left.map(({ escalation }) => escalation.do)).toEqual(['phone'])
  const other = fired.map(one => ({ ...one, since: after(1) }))
  expect(ownPending(dues, other, { referral, protocol: run.protocol, hub: 'XB' })).toHaveLength(3)
})
