import type { Language } from './language.ts'

/** What is known of words and phrases. All questions take folded words. */
export interface Lists {
  /** Every single word that the lists of names and of ordinary words hold, or with which a phrase opens or ends. */
  readonly words: Iterable<string>
  isGivenName(word: string): boolean
  isFamilyName(word: string): boolean
  isSmallPlace(phrase: string): boolean
  isBigPlace(phrase: string): boolean
  isInstitution(phrase: string): boolean
  /** A town or city that is larger than a small place; a state, department or province; and in which of these a town lies, by its own name, where there is one. */
  isTown(phrase: string): boolean
  isState(phrase: string): boolean
  stateOf(phrase: string): string | undefined
  /** Whether a town or a state may begin with a word. */
  opensTown(word: string): boolean
  /** Whether a big place or an institution may begin with a word, and a big place end with it: most phrases need not be made to be asked for. */
  opensPhrase(word: string): boolean
  endsPlace(word: string): boolean
  isCommonWord(word: string, language: Language): boolean
  /** See Known.rank. */
  rankOf(word: string, language: Language): number
}

/** A name that a tagger found, in UTF-16 offsets. */
export interface NameSpan {
  readonly start: number
  readonly end: number
  readonly type: 'PERSON' | 'PLACE' | 'ORG'
  /** From 0 to 1. */
  readonly score: number
}

/** Told of every word that may be part of a name, in order: where it begins, and from 1 to 30 what kind of name it would be and how much speaks for it. */
export type Lean = (start: number, leaning: number) => void

/** Finds names that nobody listed. Deterministic; throws on a defect. */
export interface NameTagger {
  tag(text: string, language: Language, lean?: Lean): readonly NameSpan[]
}
