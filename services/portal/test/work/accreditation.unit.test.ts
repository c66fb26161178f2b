import type { AgencyView } from '@amparo/client'
import { expect, test } from 'vitest'
import { lapsedAmong, standingOf, takesNew } from '../../web/work/accreditation.ts'

const until = '2027-03-11T00:00:00.000Z'
const own = { accreditation: { on: '2026-03-10', by: ['Ministry', 'Ombudsman'], until } }
const before = (days: number) => new Date(Date.parse(until) - days * 86_400_000)

test.each([
  [61, { is: 'good' }],
  [60, { is: 'ends', days: 60 }],
  [1.5, { is: 'ends', days: 1 }],
  [0, { is: 'ends', days: 0 }],
  [-0.1, { is: 'lapsed' }],
])('%s days before it lapses a supervisor is told that it is %o', (days, standing) => {
  expect(standingOf(own, before(days))).toEqual(standing)
})

test('of what no hub says nothing is told', () => {
  expect(standingOf({}, new Date())).toEqual({ is: 'good' })
  expect(standingOf(undefined, new Date())).toEqual({ is: 'good' })
})

test('nobody is led to choose an agency to which nothing new goes; why one is missing can be said', () => {
  const agency = (name: string, is: Partial<AgencyView>): AgencyView => ({
    ...{ hub: 'XA', agencyId: name, type: 'shelter', name },
    ...is,
  })
  const all = [
    agency('plain', {}),
    agency('accredited', { accredited: true }),
    agency('lapsed', { accredited: false }),
    agency('suspended', { suspended: true, accredited: false }),
  ]
  expect(all.filter(takesNew).map(({ name }) => name)).toEqual(['plain', 'accredited'])
  expect(lapsedAmong(all).map(({ name }) => name)).toEqual(['lapsed'])
})
