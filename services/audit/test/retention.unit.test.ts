import { describe, expect, test } from 'vitest'
import { firstKept, reasonsToKeep, unreadBefore } from '../src/domain/retention.ts'

const now = new Date('2032-03-31T23:59:59Z')

test.each([
  [1, [], '2032-02'],
  [24, [], '2030-03'],
  [120, [], '2022-03'],
  [24, ['2029-11'], '2029-11'],
  [24, ['2031-01', '2030-12'], '2030-03'],
])('with %i months and holds since %j the log is kept from %s on', (months, since, first) => {
  expect(firstKept({ months, holds: since.map(month => ({ since: month, code: 'court_order' })) }, now)).toBe(first)
})

test('where nobody has said for how long, nothing goes', () => {
  expect(firstKept(undefined, now)).toBeUndefined()
})

test('a hold on one user keeps no month', () => {
  const holds = [{ since: '2020-01', code: 'court_order', user: 'u' }]
  expect(firstKept({ months: 24, holds }, now)).toBe('2030-03')
})

test.each([
  [{ months: 24, holds: [], unread: { months: 12, noticeDays: 30 } }, '2029-03-01T00:00:00.000Z'],
  // A month on hold keeps alerts of it, and of all that come after.
  [
    { months: 24, holds: [{ since: '2026-05', code: 'court_order' }], unread: { months: 1, noticeDays: 30 } },
    '2026-04-01T00:00:00.000Z',
  ],
  [{ months: 24, holds: [] }, undefined],
])('an alert that nobody closed comes to an end as the settings say: %j', (retention, before) => {
  expect(unreadBefore(retention, now)?.toISOString()).toBe(before)
})

test('where nobody has said for how long the log is kept, no alert comes to an end by itself', () => {
  expect(unreadBefore(undefined, now)).toBeUndefined()
})

describe('an entry that is past its time', () => {
  const entry = {
    ...{ entryId: 'e', userId: 'u', assigneeId: undefined, subjectRef: 'p', referralId: 'r' },
    occurredAt: new Date('2028-05-31T23:59:59Z'),
  }
  const nothing = { byEntry: new Map(), subjectRefs: new Set<string>(), holds: [], held: new Set<string>() }
  const hold = (since: string, user?: string) => ({ since, code: 'court_order', user })

  test.each([
    ['nothing', {}, []],
    ['somebody else', { held: new Set(['q']), holds: [hold('2028-05', 'v')], subjectRefs: new Set(['q']) }, []],
    ['a whole month', { holds: [hold('2028-05')] }, []],
    ['the user, but later', { holds: [hold('2028-06', 'u')] }, []],
    ['the user since its month', { holds: [hold('2028-05', 'u'), hold('2027-01', 'u')] }, ['user/u']],
    ['the person', { held: new Set(['p']) }, ['person/p']],
    ['a request of the person that is open', { subjectRefs: new Set(['p']), held: new Set(['p']) }, ['person/p']],
    ['matters that name it', { byEntry: new Map([['e', ['alert/a', 'line/l']]]) }, ['alert/a', 'line/l']],
  ])('is held by %s', (_, changes, reasons) => {
    expect(reasonsToKeep(entry, { ...nothing, ...changes })).toEqual(reasons)
  })

  test('that names a referral alone is held by whose it is, by whichever name, and one that names a person by that alone', () => {
    const alone = { ...entry, subjectRef: undefined }
    const keeping = { ...nothing, held: new Set(['q', 's']), subjectRefs: new Set(['o']) }
    const ofReferrals = new Map([['r', ['p', 'q', 'o']]])
    expect(reasonsToKeep(alone, keeping, ofReferrals)).toEqual(['person/q', 'person/o'])
    expect(reasonsToKeep({ ...alone, referralId: 'other' }, keeping, ofReferrals)).toEqual([])
    expect(reasonsToKeep({ ...alone, referralId: undefined }, keeping, ofReferrals)).toEqual([])
    expect(reasonsToKeep(entry, keeping, ofReferrals)).toEqual([])
  })

  test('is held by who was assigned', () => {
    const assigned = { ...entry, userId: 'v', assigneeId: 'u', subjectRef: undefined }
    expect(reasonsToKeep(assigned, { ...nothing, holds: [hold('2020-01', 'u')] })).toEqual(['user/u'])
  })
})
