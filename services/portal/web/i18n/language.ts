export const LANGUAGES = ['es', 'en', 'fr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

/** Languages in their own words. */
export const NAMES: Readonly<Record<Language, string>> = {
  es: 'Español',
  en: 'English',
  fr: 'Français',
  pt: 'Português',
}

export const isLanguageOfPage = (tag: string | null | undefined): tag is Language =>
  LANGUAGES.some(language => language === tag)

/** The browser's own variety of a language of the page, if it has one. */
export const regionOf = (language: Language, preferred: readonly string[]): string =>
  preferred.find(tag => tag.split('-')[0]?.toLowerCase() === language) ?? language

/** What was chosen before, else the first of the browser's languages that the page has, else Spanish. */
export function chooseLanguage(remembered: string | null, preferred: readonly string[]): Language {
  if (isLanguageOfPage(remembered)) return remembered
  const primary = preferred.map(tag => tag.split('-')[0]?.toLowerCase())
  return primary.find(isLanguageOfPage) ?? 'es'
}
