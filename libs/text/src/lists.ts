import type { Language } from './language.ts'

/** What is known of words and phrases. All questions take folded words. */
export interface Lists {
  /** Every single word that the lists of names and of ordinary words hold. */
  readonly words: Iterable<string>
  isGivenName(word: string): boolean
  isFamilyName(word: string): boolean
  isSmallPlace(phrase: string): boolean
  isBigPlace(phrase: string): boolean
  isInstitution(phrase: string): boolean
  isCommonWord(word: string, language: Language): boolean
}

/** A name that a tagger found, in UTF-16 offsets. */
export interface NameSpan {
  readonly start: number
  readonly end: number
  readonly type: 'PERSON' | 'PLACE' | 'ORG'
  /** From 0 to 1. */
  readonly score: number
}

/** Finds names that nobody listed. Deterministic; throws on a defect. */
export interface NameTagger {
  tag(text: string, language: Language): readonly NameSpan[]
}
