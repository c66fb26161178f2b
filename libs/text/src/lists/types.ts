export type Language = 'es' | 'pt' | 'fr' | 'en'

/** What is known of words and phrases. All questions take folded words: lower case, without accents. */
export interface Lists {
  isGivenName(word: string): boolean
  isFamilyName(word: string): boolean
  isSmallPlace(phrase: string): boolean
  isBigPlace(phrase: string): boolean
  isInstitution(phrase: string): boolean
  isCommonWord(word: string, language: Language): boolean
}
