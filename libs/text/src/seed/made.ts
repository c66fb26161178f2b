import type { Token } from '../tokens.ts'
import { isSmallWord } from '../words/flags.ts'
import { bearersOf } from '../words/pet-names.ts'

/** The words of a name that tell, and their initials. */
export interface Pieces {
  readonly words: readonly string[]
  readonly letters: string
  readonly own: boolean
}

/** @param all its words, folded */
export function piecesOf(all: readonly string[], own: boolean): Pieces {
  const words = all.filter(word => !isSmallWord(word))
  return { words, letters: words.map(word => word.charAt(0)).join(''), own }
}

/** What of the record is asked for. */
interface Names {
  readonly words: ReadonlyMap<string, { readonly own: boolean }>
  readonly pieces: readonly Pieces[]
}

interface Known {
  readonly type: 'PERSON'
  readonly own: boolean
}
const OWN: Known = { type: 'PERSON', own: true }
const OTHERS: Known = { type: 'PERSON', own: false }

const SHORTEST = 4
const SHORTEST_PET = 3

/**
 * Whose name of the record a word was made of: "Beto" of Roberto, "rvillca" and "RosaV" of Rosa Villca, "Mafer" of María Fernanda. An ordinary word
 * is a pet name only where its capital tells a name ("rob" is a crime), and is never taken for one that was glued.
 */
export function madeOf(t: Token, needles: Names): Known | undefined {
  const { text } = t
  const isLow = t.letterCase === 'lower' && !t.quiet
  if (isLow ? !t.anywhere : !t.common || (t.letterCase === 'capital' && !t.first && !t.quiet)) {
    const own = text.length < SHORTEST_PET ? undefined : bornBy(text, needles.words)
    if (own !== undefined) return own ? OWN : OTHERS
  }
  if (t.anywhere || t.given || t.family || text.length < SHORTEST) return undefined
  const glued = needles.pieces.find(pieces => isGlued(text, pieces) || isOfSyllables(text, pieces))
  return glued === undefined ? undefined : glued.own ? OWN : OTHERS
}

/** Whether somebody of the record, and whether the person, may be called so at home. */
export function bornBy(pet: string, words: Names['words']): boolean | undefined {
  let own: boolean | undefined
  for (const way of bearersOf(pet)) {
    if (!way.every(word => words.has(word))) continue
    own = own === true || words.get(way[0] ?? '')?.own === true
  }
  return own
}

const MOST_LETTERS = 4

/** A word of a name, or what somebody is called, with initials of the same name before or behind it. */
function isGlued(text: string, { words, letters }: Pieces): boolean {
  if (words.length < 2) return false
  for (let many = 1; many <= Math.min(MOST_LETTERS, words.length - 1, text.length - 2); many++) {
    const [lead, behind] = [text.slice(0, many), text.slice(many)]
    const [before, tail] = [text.slice(0, -many), text.slice(-many)]
    if ((areOf(lead, letters) && isCalled(behind, words)) || (areOf(tail, letters) && isCalled(before, words)))
      return true
  }
  return false
}

const areOf = (some: string, letters: string): boolean => [...some].every(letter => letters.includes(letter))

const isCalled = (text: string, words: readonly string[]): boolean =>
  words.includes(text) ||
  (text.length >= SHORTEST && bearersOf(text).some(way => way.every(word => words.includes(word))))

const SHORTEST_SYLLABLES = 5
const LONGEST_BEGINNING = 4

/** Beginnings of two given names; of two words the second is most likely a surname. */
function isOfSyllables(text: string, { words: [first = '', second = '', third] }: Pieces): boolean {
  if (third === undefined || text.length < SHORTEST_SYLLABLES || text.length > 2 * LONGEST_BEGINNING + 1) return false
  for (let size = 2; size <= LONGEST_BEGINNING && first.startsWith(text.slice(0, size)); size++)
    if (text.length - size >= 2 && second.startsWith(text.slice(size))) return true
  return false
}
