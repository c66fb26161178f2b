import { wordsIn } from '../fold.ts'
import type { Identity } from '../types.ts'
import { isSmallWord } from '../words/flags.ts'
import { bearersOf } from '../words/pet-names.ts'
import { ear, isDiminutive, isHeardAlike, nearly, stemOf } from './sound.ts'

/** A name as it is written in full, folded. */
export const wholeName = (name: string): string => wordsIn(name).join(' ')

/**
 * Whole names of those whom the record lists as suspects: of two words at least, none of which is, or could be taken for, a word of the person's or
 * of anybody else whom the record names. Who shares a surname with a victim would tell it.
 */
export function suspectsApart({
  names,
  aliases = [],
  relatives = [],
  emails = [],
  suspects = [],
}: Identity): ReadonlySet<string> {
  const listed = new Set(suspects.map(wholeName))
  const others = [...names, ...aliases, ...emails, ...relatives.filter(name => !listed.has(wholeName(name)))].flatMap(
    wordsIn,
  )
  return new Set(
    [...listed].filter(name => {
      const words = name.split(' ').filter(word => word.length > 1 && !isSmallWord(word))
      return words.length > 1 && !words.some(word => others.some(other => mayBeTaken(word, other)))
    }),
  )
}

/** Letters of a word by which another one is told. */
const SHORTEST = 3

/** Whether one word of a name may be taken for another: misspelt, made small, by ear, as a pet name. */
export const mayBeTaken = (one: string, other: string): boolean =>
  one === other ||
  (Math.min(one.length, other.length) >= SHORTEST && (one.includes(other) || other.includes(one))) ||
  nearly(one, other) ||
  nearly(other, one) ||
  isHeardAlike(ear(one), ear(other)) ||
  isSmallOf(one, other) ||
  isSmallOf(other, one) ||
  isPetOf(one, other) ||
  isPetOf(other, one)

/** "Beto" of Roberto. */
const isPetOf = (word: string, name: string): boolean => bearersOf(word).some(way => way.includes(name))

function isSmallOf(word: string, name: string): boolean {
  const stem = stemOf(word)
  return stem !== undefined && isDiminutive(word, stem, name)
}
