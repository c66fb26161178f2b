import { expect, test } from 'vitest'
import { agesOf, eligibilityShape, unservedFor } from '../src/index.ts'

const now = new Date('2026-06-15T00:00:00Z')
const WOMEN = { genders: ['Feminine', 'TransgenderFeminine'] }
const adult = (gender?: string) => ({ ages: { from: 18, to: 120 }, gender })

test.each([
  ['a band of age', { minor: false, ageBand: '21--23' }, 21, 23],
  ['the last band', { minor: false, ageBand: '48+' }, 48, Number.POSITIVE_INFINITY],
  ['a birth date, by its band alone', { minor: false, dateOfBirth: '2004-06-15' }, 21, 23],
  ['a year of birth, by both bands that it may be', { minor: false, dateOfBirth: '2002' }, 21, 26],
  ['a child of a known band', { minor: true, ageBand: '9--17' }, 9, 17],
  ['a child of whom nothing more is known', { minor: true }, 0, 17],
  ['a child who is said to be of an adult band: in doubt, so any child', { minor: true, ageBand: '18--20' }, 0, 17],
  ['a year that makes a child or an adult: in doubt, so any child', { minor: true, dateOfBirth: '2008' }, 0, 17],
  ['an adult of whom nothing more is known', { minor: false, ageBand: null, dateOfBirth: 'unknown' }, 18, 120],
])('ages: %s', (_, known, from, to) => {
  expect(agesOf(known, now)).toEqual({ from, to })
})

test.each([
  ['everybody, where nothing is stated', {}, adult('Masculine'), []],
  ['a woman by a women’s shelter', WOMEN, adult('Feminine'), []],
  ['no man by a women’s shelter', WOMEN, adult('Masculine'), ['gender']],
  ['somebody whose gender nobody has said', WOMEN, adult('NonSpecifiedUnknown'), []],
  ['somebody of whom no gender is on record', WOMEN, adult(), []],
  ['no adult where only children are', { maximumAge: 17 }, adult('Feminine'), ['age']],
  ['a child where only children are', { maximumAge: 17 }, { ages: { from: 0, to: 17 }, gender: undefined }, []],
  ['no child where only adults are', { minimumAge: 18 }, { ages: { from: 9, to: 17 }, gender: undefined }, ['age']],
  ['whose band it serves in part', { maximumAge: 21 }, { ages: { from: 21, to: 23 }, gender: undefined }, []],
  ['for neither', { ...WOMEN, maximumAge: 17 }, adult('Masculine'), ['age', 'gender']],
])('served: %s', (_, eligibility, person, reasons) => {
  expect(unservedFor(eligibility, person)).toEqual(reasons)
})

test.each([
  ['ages of nobody', { minimumAge: 18, maximumAge: 17 }],
  ['half a year', { minimumAge: 17.5 }],
  ['nothing', {}],
  ['no gender at all', { genders: [] }],
  ['one twice', { genders: ['Feminine', 'Feminine'] }],
  ['those of whom it is not known', { genders: ['NonSpecifiedUnknown'] }],
  ['a gender in somebody’s own words', { genders: ['women'] }],
  ['anything else', { genders: ['Feminine'], religion: 'any' }],
])('it is never stated for %s', (_, stated) => {
  expect(eligibilityShape.safeParse(stated).success).toBe(false)
})
