import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'

const WORD = '(?:[a-z]+\\*+[a-z][a-z*]*|[a-z]{1,6}\\*{2,})(?![\\p{L}\\p{N}*])'
/** Letters that somebody hid by stars, within a word or behind its first ones. */
const STARRED = new RegExp(`(?<![\\p{L}\\p{N}*])${WORD}(?: ${WORD})*`, 'gu')
const LEAST = 4

/** Names that their writer hid by halves: "Qu*spe Hu*nca", "J*** P****". */
export function starredNames({ text, lists, language }: Scene): Mark[] {
  if (!text.includes('*')) return []
  const found: Mark[] = []
  for (const { 0: words, index } of matchesIn(text, STARRED)) {
    // "see the table**": stars of a note.
    const isNote = lists.isCommonWord(words.replace(/\*+$/, ''), language)
    if (words.length >= LEAST && !isNote) found.push(markOf(index, index + words.length, 'PERSON'))
  }
  return found
}
