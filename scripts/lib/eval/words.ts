import type { Range } from './document.ts'

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** Runs of letters and digits. Accents, soft hyphens and the like within a word belong to it. */
export function wordsOf(text: string): Range[] {
  return [...text.matchAll(WORD)].map(m => ({ start: m.index, end: m.index + m[0].length }))
}

export function coverageOf(ranges: readonly Range[], length: number): Uint8Array {
  const covered = new Uint8Array(length)
  for (const { start, end } of ranges) covered.fill(1, start, end)
  return covered
}

export function touched(covered: Uint8Array, { start, end }: Range): boolean {
  for (let i = start; i < end; i++) if (covered[i] === 1) return true
  return false
}

/** Whether no letter or digit of the range is left to be read. */
export function hidden(covered: Uint8Array, { start, end }: Range, text: string): boolean {
  for (let i = start; i < end; i++) if (covered[i] !== 1 && LETTER_OR_DIGIT.test(text.charAt(i))) return false
  return true
}

export const foldedText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
