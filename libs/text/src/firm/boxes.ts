import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'

/** Letters by themselves, as a form reads that has a box or a cell for each. */
const APART = /(?<![\p{L}\p{N}-])[a-z](?:[ \n][a-z]){3,24}(?![\p{L}\p{N}-])/gu
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'

/** Names told letter by letter: "B A L T O D A N O". */
export function namesInBoxes(scene: Scene): Mark[] {
  const found: Mark[] = []
  for (const { 0: letters, index } of matchesIn(scene.text, APART))
    if (!isWord(scene, letters.replace(/\s/g, ''))) found.push(markOf(index, index + letters.length, 'PERSON'))
  return found
}

/** "S E N T E N C I A", "A B C D", "x x x x" */
const isWord = ({ lists, language }: Scene, letters: string): boolean =>
  ALPHABET.includes(letters) ||
  new Set(letters).size === 1 ||
  (lists.isCommonWord(letters, language) && !lists.isGivenName(letters) && !lists.isFamilyName(letters))
