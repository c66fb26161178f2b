import { acceptedLanguages } from '@amparo/http'

/** Of the pages; the first is used when nothing fits. */
export const LANGUAGES = ['es', 'en', 'fr', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

/** Languages in their own words. */
export const NAMES: Readonly<Record<Language, string>> = {
  es: 'Español',
  en: 'English',
  fr: 'Français',
  pt: 'Português',
}

/** `ui_locales` (OpenID Connect Core 3.1.2.1: best first, separated by spaces), then Accept-Language (RFC 9110, 12.5.4). */
export function chooseLanguage(uiLocales: unknown, acceptLanguage: string | undefined): Language {
  const asked = typeof uiLocales === 'string' ? uiLocales.split(' ') : []
  for (const tag of [...asked, ...acceptedLanguages(acceptLanguage)]) {
    const primary = tag.split('-')[0]?.toLowerCase()
    const language = LANGUAGES.find(known => known === primary)
    if (language) return language
  }
  return LANGUAGES[0]
}
