import { describe, expect, it } from 'vitest'
import {
  ageAt,
  ageBandOf,
  countries,
  isCountry,
  isLanguage,
  isTextLanguage,
  needCodeOf,
  needNameOf,
  needNames,
  ServiceCategory,
  serviceCategories,
  serviceCategoryOfNeed,
} from '../src/index.ts'

describe('NIEM service categories', () => {
  it('are the codes of proto/, one for one', () => {
    expect(needNames.map(needCodeOf).toSorted()).toEqual([...serviceCategories.all].toSorted())
    for (const name of needNames) expect(needNameOf(needCodeOf(name))).toBe(name)
    expect(serviceCategoryOfNeed('Medical and Dental Services')).toBe(ServiceCategory.MEDICAL_AND_DENTAL)
  })

  it('know no other code', () => {
    expect(() => needNameOf('Housing Services')).toThrow(RangeError)
    expect(() => needNameOf('constructor')).toThrow(RangeError)
  })
})

describe('CTDC age bands', () => {
  it.each([
    [0, '0--8'],
    [8, '0--8'],
    [9, '9--17'],
    [17, '9--17'],
    [18, '18--20'],
    [29, '27--29'],
    [38, '30--38'],
    [47, '39--47'],
    [48, '48+'],
    [101, '48+'],
  ])('put %i into %s', (age, band) => {
    expect(ageBandOf(age)).toBe(band)
  })

  it('have none for no age', () => {
    expect(() => ageBandOf(-1)).toThrow(RangeError)
    expect(() => ageBandOf(Number.NaN)).toThrow(RangeError)
  })

  it('count full years only', () => {
    expect(ageAt('2008-03-05', new Date('2026-03-04T23:59:59Z'))).toBe(17)
    expect(ageAt('2008-03-05', new Date('2026-03-05T00:00:00Z'))).toBe(18)
  })

  it('take the youngest age that a partial date allows', () => {
    expect(ageAt('2008', new Date('2026-06-01T00:00:00Z'))).toBe(17)
    expect(ageAt('2008-06', new Date('2026-06-15T00:00:00Z'))).toBe(17)
    expect(ageAt('2008', new Date('2026-12-31T00:00:00Z'))).toBe(18)
  })
})

describe('ISO lists', () => {
  it.each(['spa', 'por', 'fra', 'eng', 'nah', 'que', 'aym', 'hat', 'way', 'moe', 'cab', 'srn', 'arw'])(
    'know the language %s',
    code => {
      expect(isLanguage(code)).toBe(true)
    },
  )

  it.each(['', 'es', 'fre', 'ger', 'xxx', 'SPA', 'spa ', 'constructor'])('know no language %j', code => {
    expect(isLanguage(code)).toBe(false)
  })

  it('let a text name its language in two letters', () => {
    expect(['es', 'pt', 'fr', 'en', 'ht', 'way'].every(isTextLanguage)).toBe(true)
    expect(isTextLanguage('xx')).toBe(false)
  })

  it('know 249 states and territories and three that do not exist', () => {
    expect(countries.length).toBe(252)
    expect(['XA', 'XB', 'XC', 'PE', 'GF'].every(isCountry)).toBe(true)
    expect(['XD', 'UK', 'pe', 'PER', ''].some(isCountry)).toBe(false)
  })
})
