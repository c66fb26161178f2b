import { LANGUAGES, type Language } from '../language.ts'
import type { Lists } from '../lists.ts'
import { firstOf, lastOf } from '../words/phrases.ts'
import { phrasesIn, townsIn, wordsIn } from './files.ts'
import { formsOfVerb, formsOfWord } from './inflect.ts'

const SMALLEST_NAME = 2
/** Where the very common words end, the common and the less common. */
const STEPS = [1_000, 4_000, 12_000]

/** The words that the lists are made of. */
export const givenNames: ReadonlySet<string> = new Set(
  wordsIn('given-names.txt').filter(w => w.length >= SMALLEST_NAME),
)
export const familyNames: ReadonlySet<string> = new Set(
  wordsIn('family-names.txt').filter(w => w.length >= SMALLEST_NAME),
)
export const bigPlaces: ReadonlySet<string> = new Set([...phrasesIn('big-places.txt'), ...phrasesIn('cities.txt')])
/** Towns, each with the state it lies in, and the states. */
const { towns, states } = townsIn('towns.txt')
export const institutions: ReadonlySet<string> = new Set(phrasesIn('institutions.txt'))
export const placeCues: ReadonlySet<string> = new Set(wordsIn('small-place-cues.txt'))
export const plainWords: Readonly<Record<Language, ReadonlySet<string>>> = each(l => new Set(wordsIn(`plain.${l}.txt`)))
export const commonWords: Readonly<Record<Language, ReadonlySet<string>>> = each(commonIn)

/** The first and the last words of those phrases. */
const openings: ReadonlySet<string> = new Set([...bigPlaces, ...institutions].map(firstOf))
const townOpenings: ReadonlySet<string> = new Set([...towns.keys(), ...states].map(firstOf))
const endings: ReadonlySet<string> = new Set([...bigPlaces].map(lastOf))

const firstNames: ReadonlySet<string> = new Set(wordsIn('first-names.txt'))
const lastNames: ReadonlySet<string> = new Set(wordsIn('last-names.txt'))
/** Words by how common they are, the commonest first. */
const ranks: Readonly<Record<Language, ReadonlyMap<string, number>>> = each(ranksIn)

export const lists: Lists = {
  words: [
    givenNames,
    familyNames,
    firstNames,
    lastNames,
    openings,
    endings,
    ...LANGUAGES.flatMap(language => [commonWords[language], ranks[language].keys()]),
  ].flatMap(words => [...words]),
  isGivenName: word => givenNames.has(word),
  isFamilyName: word => familyNames.has(word),
  isSmallPlace: phrase => {
    const [head = '', ...rest] = phrase.split(' ')
    return rest.length > 0 && placeCues.has(head) && !bigPlaces.has(phrase)
  },
  isBigPlace: phrase => bigPlaces.has(phrase),
  isInstitution: phrase => institutions.has(phrase),
  isTown: phrase => towns.has(phrase),
  isState: phrase => states.has(phrase),
  stateOf: phrase => towns.get(phrase),
  opensTown: word => townOpenings.has(word),
  opensPhrase: word => openings.has(word),
  endsPlace: word => endings.has(word),
  isCommonWord: (word, language) => commonWords[language].has(word),
  rankOf: (word, language) =>
    (ranks[language].get(word) ?? 0) |
    (LANGUAGES.some(other => other !== language && ranks[other].has(word)) ? 32 : 0) |
    (firstNames.has(word) ? 8 : 0) |
    (lastNames.has(word) ? 16 : 0),
}

function ranksIn(language: Language): ReadonlyMap<string, number> {
  const stepOf = (at: number) => STEPS.findIndex(step => at < step)
  return new Map(
    wordsIn(`frequent.${language}.txt`).map((word, at) => [word, stepOf(at) < 0 ? STEPS.length + 1 : stepOf(at) + 1]),
  )
}

function commonIn(language: Language): ReadonlySet<string> {
  const words = new Set(plainWords[language])
  for (const kind of ['common', 'derived', 'speech'])
    for (const word of wordsIn(`${kind}.${language}.txt`)) words.add(word)
  for (const verb of wordsIn(`verbs.${language}.txt`)) for (const form of formsOfVerb(verb, language)) words.add(form)
  for (const word of wordsIn(`words.${language}.txt`)) for (const form of formsOfWord(word, language)) words.add(form)
  return words
}

function each<T>(make: (language: Language) => T): Record<Language, T> {
  return { es: make('es'), pt: make('pt'), fr: make('fr'), en: make('en') }
}
