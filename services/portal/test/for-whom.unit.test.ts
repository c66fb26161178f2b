import type { AgencyView } from '@amparo/client'
import { expect, test } from 'vitest'
import { emptyDraft } from '../web/form/draft.ts'
import { LANGUAGES } from '../web/i18n/language.ts'
import { wordsIn } from '../web/i18n/words.ts'
import { describedIn, forPersonFirst, forWhom, labelled } from '../web/work/for-whom.ts'

const NOW = new Date('2026-06-15T00:00:00Z')
const agency = (name: string, stated: Partial<AgencyView> = {}): AgencyView => ({
  ...{ hub: 'XA', agencyId: name, type: 'shelter', name, takesMinors: true },
  ...stated,
})
const women = agency('Women', { eligibility: { genders: ['Feminine', 'TransgenderFeminine'] } })
const children = agency('Children', { eligibility: { maximumAge: 17 } })
const adults = agency('Adults', { takesMinors: false })
const all = agency('All')
const LIST = [women, children, adults, all]

const person = (typed: object) => describedIn({ ...emptyDraft('XA', 'es'), ...typed }, NOW)
const inOrder = (typed: object) =>
  forPersonFirst(LIST, person(typed)).map(({ agency: { name }, why }) => [name, ...why])

test.each([
  [
    'a man',
    { minor: 'no', ageBand: '30--38', gender: 'Masculine' },
    [['Adults'], ['All'], ['Women', 'gender'], ['Children', 'age']],
  ],
  [
    'a woman',
    { minor: 'no', birth: '1990', gender: 'Feminine' },
    [['Women'], ['Adults'], ['All'], ['Children', 'age']],
  ],
  ['a boy', { minor: 'yes', gender: 'Masculine' }, [['Children'], ['All'], ['Women', 'gender'], ['Adults', 'age']]],
  ['an age in doubt', { minor: 'doubt' }, [['Women'], ['Children'], ['All'], ['Adults', 'age']]],
  [
    'a birth that makes a child',
    { minor: '', birth: '2015-02-03' },
    [['Women'], ['Children'], ['All'], ['Adults', 'age']],
  ],
  ['somebody of whom nothing was said yet', {}, [['Women'], ['Children'], ['Adults'], ['All']]],
])(
  'of %s those that are for them come first, the others after them with the reason, and none is left out',
  (_, typed, expected) => {
    expect(inOrder(typed)).toEqual(expected)
  },
)

test.each(LANGUAGES)('the reason is said in words: %s', language => {
  const words = wordsIn(language)
  const man = forPersonFirst([women, children, adults], person({ minor: 'no', ageBand: '48+', gender: 'Masculine' }))
  const [ofAdults, ofWomen, ofChildren] = man
  if (!ofAdults || !ofWomen || !ofChildren) throw new Error('one is left out')
  expect(labelled(words, 'Adults', ofAdults)).toBe('Adults')
  expect(labelled(words, 'Women', ofWomen)).toContain(words.code('gender', 'TransgenderFeminine'))
  expect(forWhom(words, ofChildren)).toContain('17')
  const [ofAdultsForChild] = forPersonFirst([adults], person({ minor: 'yes' }))
  expect(ofAdultsForChild && forWhom(words, ofAdultsForChild)).toContain('18')
  const between = agency('Young', { eligibility: { minimumAge: 12, maximumAge: 21 } })
  const [young] = forPersonFirst([between], person({ minor: 'no', ageBand: '48+' }))
  expect(young && forWhom(words, young)).toMatch(/12.*21/)
})
