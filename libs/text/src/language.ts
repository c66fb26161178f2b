import { FUNCTION_WORDS } from './words/function-words.ts'

export const LANGUAGES = ['es', 'pt', 'fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const inEachLanguage = <T>(of: (language: Language) => T): Readonly<Record<Language, T>> => ({
  es: of('es'),
  pt: of('pt'),
  fr: of('fr'),
  en: of('en'),
})

const LONG_CODES: Readonly<Record<string, string>> = { spa: 'es', por: 'pt', fra: 'fr', fre: 'fr', eng: 'en' }

/** Which of the four languages a code means ("es", "spa", "es-PE"); undefined for any other. */
export function languageOf(code: string): Language | undefined {
  const primary = code.toLowerCase().split(/[-_]/)[0] ?? ''
  const short = LONG_CODES[primary] ?? primary
  return LANGUAGES.find(language => language === short)
}

const WORDS = LANGUAGES.map(language => ({
  language,
  words: new Set(FUNCTION_WORDS[language].split(/\s+/).filter(word => word !== '')),
}))
const SAMPLE = 400

/** The language whose small words are commonest among the first words of a text. */
export function detectLanguage(words: readonly string[]): Language {
  const sample = words.slice(0, SAMPLE)
  const counts = WORDS.map(({ language, words }) => ({ language, count: sample.filter(w => words.has(w)).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).language
}
