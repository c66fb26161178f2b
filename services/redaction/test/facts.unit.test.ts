import { describe, expect, test } from 'vitest'
import { factsOf } from '../src/domain/facts.ts'
import { answerFor, mayFear } from '../src/domain/held.ts'
import { packageViewOf } from '../src/domain/package.ts'
import type { Guardian, SubjectForm, Suspect } from '../src/domain/subject-form.ts'
import { aForm, withSubject } from './fixtures/forms.ts'

const NOW = new Date('2026-03-04T10:00:00Z')
const born = (dateOfBirth: string | null, rest: Partial<SubjectForm['subject']> = {}) =>
  factsOf(withSubject({ identity: { ...aForm().subject.identity, dateOfBirth }, ageBand: null, ...rest }), NOW).minor
const guarded = (guardian: Partial<Guardian>, text = 'Nada más.') =>
  factsOf(
    withSubject(
      { guardian: { name: 'Justina Apaza', relation: 'aunt', phone: null, informed: true, ...guardian } },
      { narrative: { lang: 'es', text } },
    ),
    NOW,
  )

describe('a child', () => {
  test.each([
    ['one day before the eighteenth birthday', '2008-03-05', true],
    ['on the eighteenth birthday', '2008-03-04', false],
    ['of whom only the year is known, and it could be either', '2008', true],
    ['of whom only year and month are known, and it could be either', '2008-03', true],
    ['of whom the year alone makes an adult', '2006', false],
    ['born in the future', '2031-01-01', true],
    ['born an impossible time ago', '1871-01-01', true],
    ['of whom nothing is known', null, true],
  ])('is somebody %s: %s', (_, dateOfBirth, minor) => {
    expect(born(dateOfBirth)).toBe(minor)
  })

  test('is whoever is called one, whatever the date says', () => {
    expect(born('1980-01-01', { isMinor: true })).toBe(true)
    expect(born('1980-01-01', { ageBand: '9--17' })).toBe(true)
    expect(born('2012-01-01', { ageBand: '30--38' })).toBe(true)
  })

  test('is also whom another hub calls an adult, though what came from there makes a child of them', () => {
    const facts = {
      ...factsOf(aForm(), NOW),
      ...{ minor: false, recipientIsStateOfNationality: false, mayReportBack: true },
    }
    const came = (categories: Record<string, Record<string, unknown>>, minor = false) =>
      answerFor(
        { kind: 'package', view: { v: 1, codeName: 'Tameluko', categories, withheld: [], facts: { ...facts, minor } } },
        { language: '', recipientHub: 'XB', ownHub: 'XB' },
        NOW,
      ).minor
    expect(came({ needs: { ageBand: '24--26' }, identity: { dateOfBirth: '2000-01-01' } })).toBe(false)
    expect(came({ needs: { ageBand: '9--17' } })).toBe(true)
    expect(came({ identity: { dateOfBirth: '2012-01-01' } })).toBe(true)
    expect(came({}, true)).toBe(true)
  })

  test('is not an adult of whom only the band is known', () => {
    expect(born(null, { ageBand: '30--38' })).toBe(false)
  })
})

describe('a guardian is in conflict', () => {
  test.each(['employer', 'patrón de la finca', 'a recruiter', 'aliciadora', 'recruteur', 'dueña de la casa', 'novio'])(
    'as %s',
    relation => {
      expect(guarded({ relation }).guardianConflict).toBe(true)
    },
  )

  test.each([
    'aunt, provisional carer',
    'ad hoc guardian appointed by the court',
    'grandmother, legal guardian',
    'madre',
    'tía y guardadora provisional',
    'avó, guardiã de fato',
    'administrateur ad hoc',
  ])('not as %s', relation => {
    expect(guarded({ relation })).toMatchObject({ guardianNamed: true, guardianConflict: false })
  })

  test('when a risk code says so; pressure by the family alone does not', () => {
    const risky = (risk: string) => factsOf(withSubject({ risks: [risk] }), NOW).guardianConflict
    for (const risk of ['guardian_suspected', 'family_involved_in_exploitation', 'trafficker_is_relative'])
      expect(risky(risk)).toBe(true)
    for (const risk of ['family_pressure', 'family_separation', 'family_may_disclose_location'])
      expect(risky(risk)).toBe(false)
  })

  test('when the narrative calls somebody of that name the employer, also misspelt', () => {
    expect(guarded({}, 'Trabajó para la patrona, Justina Apasa, dos años.').guardianConflict).toBe(true)
    expect(guarded({}, 'Justina Apaza, encargada del local, la encerraba.').guardianConflict).toBe(true)
    expect(guarded({}, 'La patrona la encerraba. Su tía Justina Apaza avisó.').guardianConflict).toBe(false)
    expect(guarded({}, 'A avó, dona Justina Apaza, atende no portão.').guardianConflict).toBe(false)
  })

  test.each<[string, Partial<Suspect>, boolean]>([
    ['by name', { names: ['Justina Apaza'] }, true],
    ['by name, with more of it', { names: ['Apaza de Huamán, María Justina'] }, true],
    ['by name, misspelt', { names: ['Justyna Apasa'] }, true],
    ['by alias', { names: ['No se sabe'], aliases: ['Justina'] }, true],
    ['by phone', { phones: ['+599 55 0164-88'] }, true],
    ['by phone, without the country', { phones: ['(0)55 016488'] }, true],
    ['by phone, without the first zeros', { phones: ['00599 55016488'] }, true],
    [
      'under another name and phone',
      { names: ['Fermín Apaza'], aliases: ['El Zorro'], phones: ['+599 55 0165-88'] },
      false,
    ],
    ['with nothing known', {}, false],
  ])('who stands in the list of suspects %s', (_, suspect, conflict) => {
    const listed = { names: [], aliases: [], role: 'RecruiterOrIntermediary', phones: [], ...suspect }
    const guardian = { name: 'Justina Apaza', relation: 'aunt', phone: '+599 55016488', informed: true }
    const form = withSubject({ guardian }, { suspects: { persons: [listed], vehicles: [], accounts: [] } })
    expect(factsOf(form, NOW).guardianConflict).toBe(conflict)
  })

  test.each<[string, boolean]>([
    ['aunt', true],
    ['madre', true],
    ['tía y guardadora provisional', true],
    ['avó, guardiã de fato', true],
    ['beau-père', true],
    ['madrina', true],
    ['godmother with whom he lives', true],
    ['ad hoc guardian appointed by the court', false],
    ['administrateur ad hoc', false],
    ['tutora designada por el juzgado', false],
  ])('of kin where the family recruited: %s', (relation, conflict) => {
    const guardian = { name: 'Justina Apaza', relation, phone: null, informed: true }
    const recruited = { ...aForm().trafficking, recruitment: ['ThroughFamilyOrFamilyEvents'] }
    expect(factsOf(withSubject({ guardian }, { trafficking: recruited }), NOW).guardianConflict).toBe(conflict)
  })
})

test('protection, fear and help are yes or no', () => {
  for (const migrationStatus of ['AsylumSeeker', 'Refugee', 'RecipientOfComplementaryProtection', 'StatelessPerson'])
    expect(factsOf(withSubject({ migrationStatus }), NOW).protectionSeeker, migrationStatus).toBe(true)
  expect(factsOf(aForm(), NOW)).toMatchObject({ protectionSeeker: false, helpSeekingNeeds: true })
  expect(factsOf(withSubject({ needs: [] }), NOW).helpSeekingNeeds).toBe(false)
  const fear = (asked: boolean, inPrivate: boolean, answer: 'yes' | 'no' | 'declined' | null) =>
    factsOf(aForm({ fearOfReturn: { asked, inPrivate, answer } }), NOW).fearOfReturnDenied
  expect(fear(true, true, 'no')).toBe(true)
  for (const answer of ['yes', 'declined', null] as const) expect(fear(true, true, answer)).toBe(false)
  expect(fear(true, false, 'no')).toBe(false)
  expect(factsOf(aForm(), NOW).fearOfReturnDenied).toBe(false)
})

test('a language counts only as itself, and the state of nationality by its code', () => {
  const about = (language: string, recipientHub: string) =>
    answerFor({ kind: 'form', form: aForm() }, { language, recipientHub, ownHub: 'XA' }, NOW)
  expect(about('spa', 'PE')).toMatchObject({ speaksLanguage: true, recipientIsStateOfNationality: true })
  expect(about('es', 'XA')).toMatchObject({ speaksLanguage: true, recipientIsStateOfNationality: false })
  expect(about('eng', 'XA').speaksLanguage).toBe(false)
  expect(about('', 'XA').speaksLanguage).toBe(false)
})

describe('the state of nationality of whom no nationality is known', () => {
  const about = (recipientHub: string, change: Partial<SubjectForm['subject']>, answer?: 'yes' | 'no') => {
    const rest = answer && { fearOfReturn: { asked: true, inPrivate: true, answer } }
    const form = withSubject({ nationalities: [], ...change }, rest)
    return answerFor({ kind: 'form', form }, { language: '', recipientHub, ownHub: 'XA' }, NOW)
  }

  test.each<[string, string, Partial<SubjectForm['subject']>, 'yes' | 'no' | undefined, boolean]>([
    ['may be another hub, before anybody asked in private', 'XB', {}, undefined, true],
    ['may be another hub that they fear', 'XB', {}, 'yes', true],
    ['is not feared once they were asked and fear no return', 'XB', {}, 'no', false],
    [
      'may be another hub, also of whoever seeks asylum and fears no return',
      'XB',
      { migrationStatus: 'Refugee' },
      'no',
      true,
    ],
    ['is not this hub, which has their data', 'XA', {}, undefined, false],
    [
      'may be another hub, of the stateless whom nobody asked',
      'XB',
      { migrationStatus: 'StatelessPerson' },
      undefined,
      true,
    ],
    ['is none, of the stateless who fear no return', 'XB', { migrationStatus: 'StatelessPerson' }, 'no', false],
    [
      'is the one on record, of the stateless with a nationality',
      'XB',
      { migrationStatus: 'StatelessPerson', nationalities: ['XB'] },
      'no',
      true,
    ],
  ])('%s', (_, hub, change, answer, feared) => {
    expect(mayFear(about(hub, change, answer))).toBe(feared)
  })
})

test('of a third hub nothing is known about somebody who came in a package: the answer is the one that denies', () => {
  const facts = {
    ...factsOf(aForm({ fearOfReturn: { asked: true, inPrivate: true, answer: 'no' } }), NOW),
    recipientIsStateOfNationality: false,
    mayReportBack: false,
  }
  const view = { v: 1 as const, codeName: 'Tameluko', categories: {}, withheld: [], facts }
  const ask = (recipientHub: string) =>
    answerFor({ kind: 'package', view }, { language: 'spa', recipientHub, ownHub: 'XB' }, NOW)
  expect(ask('XB')).toMatchObject({ recipientIsStateOfNationality: false, protectionSeeker: false })
  expect(ask('XC')).toMatchObject({
    ...{ recipientIsStateOfNationality: true, protectionSeeker: true, fearOfReturnDenied: false },
  })
})

test('the sending hub says of itself whether a report may come back: not where the person may fear it, and nothing else is told', () => {
  const packed = (nationality: string, answer: 'yes' | 'no' | 'declined', status: 'Labour' | 'Refugee' = 'Labour') => {
    const { subject } = aForm()
    const changed = { ...subject, nationalities: [nationality], migrationStatus: status }
    const form = { ...aForm({ fearOfReturn: { asked: true, inPrivate: true, answer } }), subject: changed }
    const projection = { categories: {}, withheld: [], accountWhole: false }
    const parts = { projection, codeName: 'Tameluko', recipientHub: 'XB', ownHub: 'XA', now: NOW }
    return packageViewOf({ ...parts, held: { kind: 'form', form } })
  }
  expect(packed('PE', 'yes').facts.mayReportBack).toBe(true)
  expect(packed('XA', 'no').facts.mayReportBack).toBe(true)
  for (const answer of ['yes', 'declined'] as const) expect(packed('XA', answer).facts.mayReportBack).toBe(false)
  expect(packed('XA', 'no', 'Refugee').facts).toMatchObject({ mayReportBack: false, protectionSeeker: false })
  const there = (view: ReturnType<typeof packed>, report: boolean) =>
    answerFor({ kind: 'package', view }, { language: '', recipientHub: 'XA', ownHub: 'XB', report }, NOW)
  expect(there(packed('PE', 'yes'), true).recipientIsStateOfNationality).toBe(false)
  expect(there(packed('PE', 'yes'), false).recipientIsStateOfNationality).toBe(true)
  expect(there(packed('XA', 'yes'), true).recipientIsStateOfNationality).toBe(true)
})
