import { agencyTypes } from '@amparo/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut } from '../src/domain/cut.ts'
import { type Disclosure, profileFor, withheldBecause } from '../src/domain/view-policy.ts'
import { loadViewPolicy, ViewPolicyError } from '../src/policy/load.ts'
import { VIEWS, VIEWS_TEXT } from './fixtures/views.ts'

type Json = ReturnType<typeof JSON.parse>
const changed = (change: (file: Json) => void): string => {
  const file: Json = JSON.parse(VIEWS_TEXT)
  change(file)
  return JSON.stringify(file)
}
const problemOf = (text: string): string => {
  try {
    loadViewPolicy(text)
    return 'none'
  } catch (error) {
    if (error instanceof ViewPolicyError) return error.message
    throw error
  }
}
const disclosure = (changes: Partial<Disclosure> = {}): Disclosure => ({
  ...{ reader: 'shelter', purpose: 'shelter', basis: 'consent', instrument: 'none', handlingCode: 'h2' },
  ...changes,
})
const why = (category: string, field: string, changes: Partial<Disclosure> = {}) =>
  withheldBecause(VIEWS, disclosure(changes), category, field)

const VITAL = 'a vital interest carries a code name, safe contact, risk, urgent health and needs, and nothing else'

describe('the file', () => {
  test('is used as it stands, and any changed byte is another policy', () => {
    expect(problemOf(VIEWS_TEXT)).toBe('none')
    expect(loadViewPolicy(`${VIEWS_TEXT}\n`).hash).not.toBe(VIEWS.hash)
  })

  test('stops the service from starting when it is none, lacks a reader, or names a field that is not there', () => {
    expect(problemOf('Yaneth Quillahuaman')).toBe('not JSON')
    expect(problemOf(changed(file => delete file.readers.court))).toBe('/readers')
    expect(problemOf(changed(file => file.readers.court.sees.push('identity.shoeSize')))).toBe('/readers/court')
    expect(problemOf(changed(file => file.rules[0].only.push('identiy')))).toBe('/rules/vital-interest')
  })

  const DUTIES: readonly (readonly [duty: string, broken: (file: Json) => void])[] = [
    ['migration enforcement is shown nothing', file => file.readers.migration_enforcement.sees.push('needs')],
    ['an auditor is shown nothing', file => file.readers.audit.sees.push('risk')],
    ['gaps that would tell stay silent', file => (file.categories.health.secret = false)],
    [
      'what incriminates a person is not shown to police, prosecution, migration agencies or consulates',
      file => file.readers.prosecution.sees.push('self_incriminating'),
    ],
    [VITAL, file => (file.rules = file.rules.filter((rule: Json) => rule.id !== 'vital-interest'))],
    ...['health', 'contact.phones', 'exploitation', 'minors'].map((more): readonly [string, (file: Json) => void] => [
      VITAL,
      file => file.rules.find((rule: Json) => rule.id === 'vital-interest').only.push(more),
    ]),
    ['a hotline knows no name', file => file.readers.hotline.sees.push('identity.aliases')],
    ['a consulate sees nothing of protection sought', file => file.readers.consulate.sees.push('migration_status')],
    [
      'suspects are for those who investigate, prosecute, judge or inspect',
      file => {
        file.readers.shelter.sees.push('suspects')
        file.rules = file.rules.filter((rule: Json) => rule.id !== 'suspects-for-criminal-matters')
      },
    ],
    [
      'police and prosecution read suspects in an investigation',
      file => (file.readers.police.sees = file.readers.police.sees.filter((seen: string) => seen !== 'suspects')),
    ],
    [
      'H0, crime only, shows nothing that was told to be helped',
      file => (file.rules = file.rules.filter((rule: Json) => rule.id !== 'h0')),
    ],
    [
      'H1 is shown to no court without its own order',
      file => (file.rules = file.rules.filter((rule: Json) => rule.id !== 'h1')),
    ],
    [
      'for police, prosecution and court nothing is shifted or invented',
      file => (file.texts.profiles.proceedings_masked.persons = 'surrogates'),
    ],
    [
      'no victim, child, relative, witness or other is readable to anybody',
      file => file.texts.profiles.proceedings.readable.push('witness'),
    ],
    ['who helps reads no suspect', file => file.texts.profiles.assistance.readable.push('suspect')],
    [
      'what everybody may read names nobody, not even a suspect, and tells no date, age or place, nor a trace of a judgment',
      file => file.texts.profiles.publication.readable.push('suspect'),
    ],
    [
      'what everybody may read names nobody, not even a suspect, and tells no date, age or place, nor a trace of a judgment',
      file => (file.texts.profiles.publication.traces = 'told'),
    ],
    [
      'figures for everybody are made of no field that finds somebody',
      file => file.modes.media_safe.fields.push('identity.names'),
    ],
  ]
  test.each(DUTIES)('cannot break the duty: %s', (duty, broken) => {
    expect(problemOf(changed(broken))).toContain(duty)
  })
})

describe('a reader', () => {
  test('that the policy does not know sees nothing, and nobody sees a field that it does not know', () => {
    expect(why('needs', 'needs', { reader: 'newspaper' })).toBe('outside_mandate')
    expect(why('identity', 'shoeSize')).toBe('outside_mandate')
    expect(why('toString', 'length')).toBe('outside_mandate')
  })

  test('sees of a category the fields that its kind needs', () => {
    expect(why('contact', 'safeContact', { reader: 'hotline' })).toBeUndefined()
    expect(why('contact', 'phones', { reader: 'hotline' })).toBe('outside_mandate')
    expect(why('identity', 'names', { reader: 'consulate' })).toBeUndefined()
    expect(why('identity', 'aliases', { reader: 'consulate' })).toBe('outside_mandate')
  })

  test('sees less by purpose, basis, instrument and handling code, each with its reason', () => {
    const police = { reader: 'police', purpose: 'criminal_investigation' }
    expect(why('suspects', 'persons', police)).toBeUndefined()
    expect(why('suspects', 'persons', { ...police, purpose: 'formal_identification' })).toBe('outside_purpose')
    expect(why('contact', 'safeContact', { ...police, basis: 'legal_obligation' })).toBe('outside_basis')
    expect(why('identity', 'names', { basis: 'vital_interest' })).toBe('outside_basis')
    const care = { reader: 'health', purpose: 'medical_care', basis: 'vital_interest' }
    expect(['needs', 'risks', 'assessments'].map(field => why('health', field, care))).toEqual([
      ...[undefined, undefined, 'outside_basis'],
    ])
    expect(why('health', 'assessments', { ...care, basis: 'consent' })).toBeUndefined()
    expect(why('self_incriminating', 'passages', { reader: 'legal_aid', instrument: 'across_border' })).toBe(
      'outside_instrument',
    )
    expect(why('needs', 'needs', { handlingCode: 'h0' })).toBe('handling_code')
    expect(why('risk', 'risks', { reader: 'court', handlingCode: 'h1' })).toBe('handling_code')
    expect(why('risk', 'risks', { reader: 'court', handlingCode: 'h1', basis: 'court_order' })).toBeUndefined()
  })

  test('reads suspects in texts only where suspects are part of what it may see; nobody else reads anybody', () => {
    const police = disclosure({ reader: 'police', purpose: 'criminal_investigation' })
    expect(profileFor(VIEWS, police, new Set(['narrative', 'suspects']))).toBe('proceedings')
    expect(profileFor(VIEWS, police, new Set(['narrative']))).toBe('proceedings_masked')
    expect(profileFor(VIEWS, { ...police, purpose: 'formal_identification' }, new Set(['suspects']))).toBe(
      'proceedings_masked',
    )
    expect(profileFor(VIEWS, disclosure(), new Set(['narrative', 'suspects']))).toBe('assistance')
  })
})

describe('what is cut', () => {
  test('is named by field, or by its category where nothing is left, whatever stands in it', () => {
    const shown = cut(
      { contact: { phones: [], emails: ['a@b.example'], safeContact: null }, documents: { documents: [] } },
      disclosure({ reader: 'hotline' }),
      VIEWS,
    )
    expect(shown.categories).toEqual({ contact: { safeContact: null } })
    expect(shown.withheld).toEqual([
      { category: 'contact', field: 'phones', reason: 'outside_mandate' },
      { category: 'contact', field: 'emails', reason: 'outside_mandate' },
      { category: 'documents', reason: 'outside_mandate' },
    ])
  })

  test('does not tell by an empty category that somebody sought help', () => {
    expect(cut({ help_seeking: {} }, disclosure(), VIEWS)).toEqual({ categories: {}, withheld: [] })
  })

  test('never adds anything, for whoever reads', () => {
    const whole = Object.fromEntries(
      Object.entries(VIEWS.categories).map(([name, { fields }]) => [
        name,
        Object.fromEntries(Object.keys(fields).map(field => [field, `${name}/${field}`])),
      ]),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...agencyTypes.all),
        fc.subarray(Object.keys(whole)),
        fc.constantFrom('h0', 'h1', 'h2', 'h3'),
        (reader, categories, handlingCode) => {
          const own = Object.fromEntries(categories.map(name => [name, whole[name] ?? {}]))
          const { categories: shown } = cut(own, disclosure({ reader, handlingCode }), VIEWS)
          for (const [name, data] of Object.entries(shown))
            for (const [field, value] of Object.entries(data)) {
              expect(value).toBe(`${name}/${field}`)
              expect(withheldBecause(VIEWS, disclosure({ reader, handlingCode }), name, field)).toBeUndefined()
            }
        },
      ),
    )
  })
})
