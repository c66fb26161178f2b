import { gapAfter, type Scene } from './scene.ts'
import { isBetweenNumbers, numberOf } from './words/number-words.ts'

/** Index of the last word of the number that begins at a token, of at most so many: "mil novecientos noventa y nueve". */
export function lastOfNumber(scene: Scene, first: number, most: number): number {
  const { tokens } = scene
  let last = first
  for (let i = first + 1; i < tokens.length && i - first < most && /^[ -]$/.test(gapAfter(scene, i - 1)); i++) {
    const text = tokens[i]?.text ?? ''
    const value = numberOf(text)
    if (value === undefined ? !isBetweenNumbers(text) : value < 0) break
    if (value !== undefined) last = i
  }
  return last
}
