import { describe, expect, test } from 'vitest'
import { accreditationFault, accreditationShape, accreditedUntil } from '../src/index.ts'

test.each([
  ['2026-03-10', '2027-03-11'],
  ['2026-12-31', '2028-01-01'],
  ['2027-02-28', '2028-02-29'],
  ['2028-02-29', '2029-03-01'],
  ['2028-03-01', '2029-03-02'],
])('accredited on %s it is good until the same day of the next year is over: before %s', (on, until) => {
  expect(accreditedUntil(on)).toEqual(new Date(`${until}T00:00:00Z`))
})

describe('of an agency', () => {
  const now = new Date('2026-06-15T12:00:00Z')
  const by = ['Ministry of Justice', 'Ombudsman']
  const faultOf = (accreditation?: { on: string; by: string[] }) =>
    accreditationFault({ name: 'Casa Puente', accreditation }, now)

  test('two institutions have approved it on a day that has come: nothing is wrong, also when it has lapsed', () => {
    for (const on of ['2026-06-15', '2020-01-01']) expect(faultOf({ on, by })).toBeUndefined()
  })

  test('nothing is said', () => {
    expect(faultOf()).toBe('missing')
  })

  test.each([
    ['nobody', []],
    ['one', ['Ombudsman']],
    ['three, of whom nobody knows which count', [...by, 'Police']],
    ['one twice', ['Ombudsman', 'Ombudsman']],
    ['one twice, written otherwise', ['Defensoría del Pueblo', 'DEFENSORIA del  pueblo.']],
    ['itself', ['Ombudsman', 'casa puente']],
  ])('it was approved by %s', (_, said) => {
    expect(faultOf({ on: '2026-06-01', by: said })).toBe('not_by_two')
  })

  test('it was on a day that has not come', () => {
    expect(faultOf({ on: '2026-06-16', by })).toBe('in_future')
  })

  test('no day, or none of the calendar, is not read', () => {
    for (const on of ['', '2026-02-29', '2026-6-1', '2026-06-01T00:00:00Z'])
      expect(accreditationShape.safeParse({ on, by }).success).toBe(false)
  })
})
