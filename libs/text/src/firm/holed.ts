import { holedWordsIn, restored } from '../find/holes.ts'
import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'

/** Names of which a program lost accented letters, "Jos\ufffd Mu\ufffdoz": what is left of them still tells. */
export function holedNames({ text, folded, lists, language }: Scene): Mark[] {
  const isName = (word: string): boolean => lists.isGivenName(word) || lists.isFamilyName(word)
  return holedWordsIn(text).flatMap(({ start, end, text: word }) => {
    const first = folded.source.charAt(folded.from(start))
    if (first === first.toLowerCase()) return []
    const may = restored(word)
    // "Ma\ufffdana" begins a sentence.
    const isOrdinary = may.some(one => lists.isCommonWord(one, language)) && !isBehindName(text, start, lists)
    return may.some(isName) && !isOrdinary ? [markOf(start, end, 'PERSON')] : []
  })
}

const isBehindName = (text: string, start: number, lists: Scene['lists']): boolean =>
  lists.isGivenName(/([a-z]+) $/.exec(text.slice(Math.max(0, start - 24), start))?.[1] ?? '')
