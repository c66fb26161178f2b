import { CAPITAL_WORDS } from './capital-words.ts'
import { COMMON as COMMON_EN } from './common-en.ts'
import { COMMON as COMMON_ES } from './common-es.ts'
import { COMMON as COMMON_FR } from './common-fr.ts'
import { COMMON as COMMON_PT } from './common-pt.ts'
import { DEMONYMS } from './demonyms.ts'
import { DERIVED as DERIVED_EN } from './derived-en.ts'
import { DERIVED as DERIVED_ES } from './derived-es.ts'
import { DERIVED as DERIVED_FR } from './derived-fr.ts'
import { DERIVED as DERIVED_PT } from './derived-pt.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { NAMES_THAT_ARE_WORDS } from './names-that-are-words.ts'
import { stem } from './stem.ts'

export const LANGUAGES = ['es', 'pt', 'fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Which words of a language are ordinary. All questions take folded words. */
export interface Lexicon {
  /** On the list of the language, letter for letter. */
  isOrdinary(word: string): boolean
  /** On the list, or with the ending of a word on it, or ordinary in another of the four languages: for lower case only. */
  isPlausible(word: string): boolean
  isFunction(word: string): boolean
  mayBeName(word: string): boolean
  mayKeepCapital(word: string): boolean
  isDemonym(word: string): boolean
}

const wordsOf = (list: string): string[] => list.split(/\s+/).filter(word => word !== '')

const LISTS: Readonly<Record<Language, readonly [common: string, derived: string]>> = {
  es: [COMMON_ES, DERIVED_ES],
  pt: [COMMON_PT, DERIVED_PT],
  fr: [COMMON_FR, DERIVED_FR],
  en: [COMMON_EN, DERIVED_EN],
}

const DEMONYM = new RegExp(`^(?:${wordsOf(DEMONYMS).join('|')})(?:o|a|os|as|e|es|ne|nes|ns|s|ens|ese|eses|u|us)?$`)
const NAMES = new Set(wordsOf(NAMES_THAT_ARE_WORDS))
const CAPITALS = new Set(wordsOf(CAPITAL_WORDS))
const built = new Map<Language, Lexicon>()

/** Which of the four languages a code means ("es", "spa", "es-PE"); undefined for any other. */
export function languageOf(code: string): Language | undefined {
  const primary = code.toLowerCase().split(/[-_]/)[0] ?? ''
  const short = { spa: 'es', por: 'pt', fra: 'fr', fre: 'fr', eng: 'en' }[primary] ?? primary
  return LANGUAGES.find(language => language === short)
}

export function lexiconOf(language: Language): Lexicon {
  const found = built.get(language)
  if (found !== undefined) return found
  const functions = new Set(wordsOf(FUNCTION_WORDS[language]))
  const ordinary = new Set([...LISTS[language].flatMap(wordsOf), ...functions])
  const stems = new Set([...ordinary].map(word => stem(language, word)))
  const elsewhere = new Set(LANGUAGES.filter(l => l !== language).flatMap(l => LISTS[l].flatMap(wordsOf)))
  const lexicon: Lexicon = {
    isOrdinary: word => ordinary.has(word),
    isPlausible: word => ordinary.has(word) || stems.has(stem(language, word)) || elsewhere.has(word),
    isFunction: word => functions.has(word),
    mayBeName: word => NAMES.has(word),
    mayKeepCapital: word => CAPITALS.has(word),
    isDemonym: word => DEMONYM.test(word),
  }
  built.set(language, lexicon)
  return lexicon
}

/** Small words of any of the four languages; a name never consists of them alone. */
export const isSmallWord: (word: string) => boolean = (() => {
  const all = new Set(LANGUAGES.flatMap(language => wordsOf(FUNCTION_WORDS[language])))
  return word => all.has(word)
})()

/** On the list of any of the four languages. */
export const isOrdinaryAnywhere = (word: string): boolean =>
  LANGUAGES.some(language => lexiconOf(language).isOrdinary(word))
