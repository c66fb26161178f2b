import {
  ageBands,
  agencyTypes,
  bases,
  dataCategories,
  denials,
  evidenceKinds,
  exploitationTypes,
  genders,
  methodsOfControl,
  migrationStatuses,
  needNames,
  priorities,
  purposes,
  recruitmentMethods,
  serviceCategories,
  statuses,
  traffickingStatuses,
} from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { CODES } from '../web/i18n/codes/index.ts'
import { chooseLanguage, LANGUAGES, regionOf } from '../web/i18n/language.ts'
import { allCountries, spokenLanguages, writtenLanguages } from '../web/i18n/lists.ts'
import { TEXTS } from '../web/i18n/texts/index.ts'
import { wordsIn } from '../web/i18n/words.ts'

/** Every text of a catalogue by its path; a function's text is what it makes of an example. */
function textsIn(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]]
  if (typeof of === 'function') return [[path, String(of(2, 7))]]
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, value]) => textsIn(value, `${path}/${key}`))
}

describe.each(LANGUAGES)('the catalogue in %s', language => {
  const texts = textsIn([TEXTS[language], CODES[language]])

  it('says something everywhere, at both ends without blanks', () => {
    expect(texts.length).toBeGreaterThan(500)
    expect(texts.filter(([, text]) => text === '' || text !== text.trim())).toEqual([])
  })

  it('has the same texts as every other', () => {
    expect(texts.map(([path]) => path).sort()).toEqual(
      textsIn([TEXTS.es, CODES.es])
        .map(([path]) => path)
        .sort(),
    )
  })

  it('leaves nothing of another language in it', () => {
    const other = language === 'en' ? TEXTS.es : TEXTS.en
    const others = new Map(textsIn(other))
    const same = textsIn(TEXTS[language]).filter(
      ([path, text]) => text.split(' ').length > 2 && others.get(path) === text,
    )
    expect(same).toEqual([])
  })

  it.each([
    ['status', statuses.all],
    ['priority', priorities.all],
    ['purpose', purposes.all],
    ['category', dataCategories.all],
    ['basis', bases.all],
    ['agencyType', agencyTypes.all],
    ['service', serviceCategories.all],
    ['evidence', evidenceKinds.all],
    ['gender', genders],
    ['ageBand', ageBands],
    ['need', needNames],
    ['migrationStatus', migrationStatuses],
    ['traffickingStatus', traffickingStatuses],
    ['exploitation', exploitationTypes],
    ['control', methodsOfControl],
    ['recruitment', recruitmentMethods],
  ] as const)('names each code of %s, and no other', (list, codes) => {
    expect(Object.keys(CODES[language][list]).sort()).toEqual([...codes].sort())
  })

  it('has a name for every language and country of its lists', () => {
    const words = wordsIn(language)
    const lists = [spokenLanguages(words), writtenLanguages(words), allCountries(words)]
    const fictional = ['XA', 'XB', 'XC']
    expect(lists.flat().filter(({ code, label }) => label === code && !fictional.includes(code))).toEqual([])
  })

  it('puts every denial into words', () => {
    const { problem } = wordsIn(language)
    for (const [code, [, title, next]] of Object.entries(denials.table)) {
      const said = problem({ code, title, next })
      if (language === 'en') expect(said).toEqual({ title, next })
      else expect([said.title, said.next]).not.toContain(title)
    }
  })
})

describe('a refusal that the page does not know', () => {
  it('is told as the service worded it', () => {
    const unknown = { code: 'brand_new', title: 'Something new', next: 'Do this.' }
    expect(wordsIn('es').problem(unknown)).toEqual({ title: 'Something new', next: 'Do this.' })
  })

  it('does not find what objects bring along', () => {
    expect(wordsIn('es').problem({ code: 'constructor', title: 'T', next: 'N' })).toEqual({ title: 'T', next: 'N' })
  })
})

describe('the language of the page', () => {
  it.each([
    ['what was chosen before', 'fr', ['es-MX', 'en'], 'fr'],
    ['the first of the browser that the page has', null, ['de-AT', 'pt-BR', 'en'], 'pt'],
    ['Spanish, when there is none of them', null, ['de', 'quz'], 'es'],
    ['nothing that the page does not have', 'de', ['en-GB'], 'en'],
  ])('is %s', (_, remembered, preferred, expected) => {
    expect(chooseLanguage(remembered, preferred)).toBe(expected)
  })

  it("writes dates as the browser's own country does", () => {
    expect(regionOf('en', ['es-MX', 'en-GB'])).toBe('en-GB')
    expect(regionOf('pt', ['es-MX'])).toBe('pt')
    expect(wordsIn('en', 'en-GB').day('2030-01-31')).toBe('31 January 2030')
  })

  it('leaves a date of which only the year is known as it is', () => {
    expect(wordsIn('es').day('1998')).toBe('1998')
  })
})
