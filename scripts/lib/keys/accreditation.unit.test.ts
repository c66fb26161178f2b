import type { DirectoryStatement } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { accreditationTable, withAccreditation } from './accreditation.ts'

const now = new Date('2027-02-01T12:00:00Z')
const by = ['Ministry of Justice', 'Ombudsman']
const agency = (agencyId: string, on: string): DirectoryStatement['agencies'][number] => ({
  ...{ hub: 'XA', agencyId, type: 'shelter', name: `House ${agencyId}`, certificates: [] },
  accreditation: { on, by },
})
const agencies = [agency('a', '2026-12-01'), agency('b', '2026-01-15')]

test('an agency that was accredited again is so in the next statement, and nobody else is', () => {
  const others = ['Police', 'Court']
  expect(withAccreditation({ agencies }, { agencyId: 'b', on: '2027-01-30', by: others }, now).agencies).toEqual([
    agencies[0],
    { ...agencies[1], accreditation: { on: '2027-01-30', by: others } },
  ])
})

test('a day that was stated wrongly is put right, also to an earlier one', () => {
  const right = { agencyId: 'a', on: '2026-11-01', by }
  expect(withAccreditation({ agencies }, right, now).agencies[0]?.accreditation).toEqual({ on: '2026-11-01', by })
})

test.each([
  ['one whom the directory does not know', { agencyId: 'c' }],
  ['no day', { on: '2027-02-30' }],
  ['a day that has not come', { on: '2027-02-02' }],
  ['one institution', { by: ['Ombudsman'] }],
  ['itself', { by: ['Ombudsman', 'House b'] }],
])('%s is refused', (_, change) => {
  const accredited = { agencyId: 'b', on: '2027-01-30', by, ...change }
  expect(() => withAccreditation({ agencies }, accredited, now)).toThrow(UsageError)
})

test('the list tells whose lapses next, by whom it was approved, and who has none', () => {
  const { accreditation: _, ...none } = agency('c', '')
  const lines = accreditationTable({ agencies: [...agencies, none] }, now)
    .trim()
    .split('\n')
  expect(lines[0]).toContain('NOT ACCREDITED')
  expect(lines[1]).toContain('accredited 2026-01-15, LAPSED 2027-01-16')
  expect(lines[2]).toMatch(/accredited 2026-12-01, lapses 2027-12-02, in 303 days +by Ministry of Justice, Ombudsman/)
})
