import { familyNames, givenNames, LANGUAGES, type Language, lists } from '@amparo/text/node'
import { pick, type Random } from './random.ts'

const GIVEN = [...givenNames]
const SHORT_GIVEN = GIVEN.filter(name => name.length < 6)
const FAMILY = [...familyNames]
/** Names that are words too: drawn more often, since they are the hard ones. */
const isWord = (name: string): boolean => LANGUAGES.some(lang => lists.isCommonWord(name, lang))
const WORDLIKE_GIVEN = GIVEN.filter(isWord)
const WORDLIKE_FAMILY = FAMILY.filter(isWord)
const WORDLIKE: Readonly<Record<Language, number>> = { es: 0.12, pt: 0.12, fr: 0.15, en: 0.25 }
const INVENTED = 0.18
const PARTICLES: Readonly<Record<Language, readonly string[]>> = {
  es: ['de', 'de la', 'del', 'de los', 'y'],
  pt: ['da', 'de', 'dos', 'do', 'das', 'e'],
  fr: ['de', 'du', 'de la', 'des'],
  en: ['de', 'van', 'St', 'von'],
}
const NICKNAMES: Readonly<Record<Language, readonly string[]>> = {
  es: 'el Flaco|la Negra|el Chino|la Güera|el Gringo|la Tía|el Patrón|el Zurdo|la Gorda|el Profe|Tío|la Madrina|el Cojo|la Paisana'.split(
    '|',
  ),
  pt: 'o Baixinho|a Loira|o Alemão|a Madrinha|Neguinho|Tia|o Gaúcho|o Careca|a Ruiva|o Patrão|Magrão|Zé Pequeno|Bahia|o Gringo'.split(
    '|',
  ),
  fr: 'le Grand|la Blonde|Ti-Jo|Ti Rouge|le Boss|la Tante|le Vieux|Tonton|Gros Louis|la Patronne|le Barbu|Ti-Mari|Manmi'.split(
    '|',
  ),
  en: 'Shorty|Boss Lady|Big Man|Auntie|Red|Stretch|Ratty|Slim|Bossman|Fatman|Tallboy|Queenie|Junior|Sugar|Lefty'.split(
    '|',
  ),
}

export interface Person {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

export const capital = (word: string): string => word.replace(/(^|[-' ])\p{L}/gu, letter => letter.toUpperCase())

/** Two halves of names of the lists: a name that is on none. */
export function invented(random: Random, from: readonly string[]): string {
  const head = pick(random, from)
  const tail = pick(random, from)
  const made = head.slice(0, 1 + Math.ceil(random() * 3)) + tail.slice(-2 - Math.floor(random() * 3))
  return made.replace(/[^\p{L}]/gu, '')
}

const given = (random: Random, lang: Language): string => capital(drawn(random, GIVEN, WORDLIKE_GIVEN, WORDLIKE[lang]))
const family = (random: Random, lang: Language): string =>
  capital(drawn(random, FAMILY, WORDLIKE_FAMILY, WORDLIKE[lang]))

function drawn(random: Random, all: readonly string[], wordlike: readonly string[], share: number): string {
  const way = random()
  if (way < share) return pick(random, wordlike)
  return way < share + INVENTED ? invented(random, all) : pick(random, all)
}

export function person(random: Random, lang: Language): Person {
  const givens = random() < 0.45 ? [given(random, lang), given(random, lang)] : [given(random, lang)]
  const families =
    random() < (lang === 'es' || lang === 'pt' ? 0.65 : 0.15)
      ? [family(random, lang), family(random, lang)]
      : [family(random, lang)]
  if (random() < (lang === 'en' ? 0.04 : 0.3)) families[0] = `${pick(random, PARTICLES[lang])} ${families[0]}`
  if (random() < 0.15 && families.length > 1) families[1] = `${pick(random, PARTICLES[lang])} ${families[1]}`
  if ((lang === 'en' || lang === 'fr') && random() < 0.15) families[0] = `${families[0]}-${family(random, lang)}`
  if (lang === 'fr' && random() < 0.25 && givens.length > 1) return { given: [givens.join('-')], family: families }
  return { given: givens, family: families }
}

/** A full name in one of the ways in which reports write it. */
export function fullName(random: Random, { given, family }: Person): string {
  const first = given[0] ?? ''
  const last = family[0] ?? ''
  const way = random()
  if (way < 0.46) return [...given, ...family].join(' ')
  if (way < 0.66) return `${first} ${last}`
  if (way < 0.76) return `${first.slice(0, 1)}. ${last}`
  if (way < 0.8) return `${given.map(g => `${g.slice(0, 1)}.`).join(' ')} ${last}`
  if (way < 0.84) return `${family.join(' ')}, ${given.join(' ')}`
  if (way < 0.88) return `${last.toUpperCase()} ${given.join(' ')}`
  if (way < 0.91) return [...given, ...family].join(' ').toUpperCase()
  if (way < 0.94) return `${first} ${last.slice(0, 1)}.`
  return family.join(' ')
}

export const givenName = (random: Random, { given }: Person): string =>
  random() < 0.85 ? (given[0] ?? '') : given.join(' ')
export const familyName = (random: Random, { family }: Person): string =>
  random() < 0.6 ? (family[0] ?? '') : family.join(' ')

export function nickname(random: Random, lang: Language, { given }: Person): string {
  const way = random()
  const first = given[0] ?? ''
  if (way < 0.4) return pick(random, NICKNAMES[lang])
  if (way < 0.6) return first.slice(0, 3 + Math.floor(random() * 2))
  if (way < 0.75) return capital(invented(random, GIVEN))
  if (way < 0.85)
    return `${first.slice(0, -1)}${lang === 'pt' ? 'inha' : lang === 'fr' ? 'ou' : lang === 'en' ? 'ie' : 'ita'}`
  return capital(pick(random, SHORT_GIVEN))
}
