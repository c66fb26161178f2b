import type { Folded } from './fold.ts'

export type LetterCase = 'lower' | 'capital' | 'caps' | 'none'

/** A run of letters and digits, in folded offsets. */
export interface Token {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly letterCase: LetterCase
  /** First word of a text, line, sentence, quotation or of what follows a colon. */
  readonly first: boolean
  /** Number of its line. */
  readonly line: number
}

const WORD = /[\p{L}\p{N}]+/gu
const OPENS = /(?:^|[.!?:;•·*«»“”"¿¡()[\]|>\n\r]|\s-)[\s'"«“¿¡([•*-]*(?:\d+[.)]\s*)?$/

export function tokensOf(folded: Folded): Token[] {
  let line = 0
  let at = 0
  return [...folded.text.matchAll(WORD)].map(match => {
    const start = match.index
    for (; at < start; at++) if (folded.text[at] === '\n') line++
    const end = start + match[0].length
    return {
      start,
      end,
      text: match[0],
      letterCase: caseOf(folded.source.slice(folded.start[start], folded.end[end - 1])),
      first: OPENS.test(folded.text.slice(Math.max(0, start - 12), start)) || start === 0,
      line,
    }
  })
}

function caseOf(original: string): LetterCase {
  const letters = original.replace(/[^\p{L}]/gu, '')
  if (letters === '') return 'none'
  if (!/\p{Lu}/u.test(letters)) return 'lower'
  return letters.length > 1 && !/\p{Ll}/u.test(letters) ? 'caps' : 'capital'
}

/** Whether letter case tells names from words here: sentences begin with a capital, and not everything is one. */
export function caseSpeaks(folded: Folded, tokens: readonly Token[]): boolean {
  const firsts = tokens.filter(t => t.first && t.letterCase !== 'none')
  const words = tokens.filter(t => t.text.length > 1 && t.letterCase !== 'none')
  if (words.length === 0 || firsts.length === 0) return false
  const capitals = firsts.filter(t => t.letterCase !== 'lower').length / firsts.length
  const shouted = words.filter(t => t.letterCase === 'caps').length / words.length
  return capitals >= 0.7 && shouted < 0.4 && folded.text.length > 0
}

/** Lines written in capitals throughout: their case says nothing either. */
export function shoutedLines(tokens: readonly Token[]): (token: Token) => boolean {
  const shouted = new Set<number>()
  const lines = Map.groupBy(tokens, token => token.line)
  for (const [line, words] of lines) {
    const lettered = words.filter(t => t.letterCase !== 'none' && t.text.length > 1)
    if (lettered.length >= 2 && lettered.filter(t => t.letterCase === 'caps').length / lettered.length > 0.6)
      shouted.add(line)
  }
  return token => shouted.has(token.line)
}
