import type { Folded } from './fold.ts'
import type { Lexicon } from './lexicon/index.ts'
import type { Mark } from './marks.ts'
import { shoutedLines, type Token } from './tokens.ts'

const NO_CODE = new Set(
  'usd eur xcd mxn brl ars clp pen cop gtq hnl htg ttd jmd gyd bbd us no art arts s ss km am pm h hs hrs ley lei loi act sec n nº art'.split(
    ' ',
  ),
)
const LONGEST = 6

/** Number plates and file numbers: short runs of capitals and digits that hold both (P 4471, CD 377 XB, DGM-26-0415). */
export function markCodes(folded: Folded, tokens: readonly Token[], lexicon: Lexicon): Mark[] {
  const marks: Mark[] = []
  const shouted = shoutedLines(tokens)
  for (let i = 0; i < tokens.length; i++) {
    const run = runFrom(folded, tokens, i, lexicon, shouted)
    const first = run[0]
    const last = run.at(-1)
    if (
      first === undefined ||
      last === undefined ||
      run.length < 2 ||
      !run.some(isDigits) ||
      !run.some(t => !isDigits(t))
    )
      continue
    marks.push({ start: first.start, end: last.end, type: 'ID' })
    i += run.length - 1
  }
  return marks
}

function runFrom(
  folded: Folded,
  tokens: readonly Token[],
  from: number,
  lexicon: Lexicon,
  shouted: (t: Token) => boolean,
): Token[] {
  const first = tokens[from]
  if (first === undefined || isDigits(first)) return []
  const run: Token[] = []
  for (let i = from; i < tokens.length && run.length < LONGEST; i++) {
    const token = tokens[i]
    const before = run.at(-1)
    if (token === undefined || !isPart(token, lexicon, shouted)) break
    if (before !== undefined && !/^ ?[ .-]? ?$/.test(folded.text.slice(before.end, token.start))) break
    run.push(token)
  }
  while (run.length > 0 && !isDigits(run.at(-1) ?? first) && !isShortCaps(run.at(-1) ?? first)) run.pop()
  return run
}

const isDigits = (token: Token): boolean => /^[\dol]*\d[\dol]*$/.test(token.text) && token.text.length <= 5
const isShortCaps = (token: Token): boolean =>
  (token.letterCase === 'caps' || token.letterCase === 'capital') && /^\p{L}{1,4}$/u.test(token.text)

function isPart(token: Token, lexicon: Lexicon, shouted: (t: Token) => boolean): boolean {
  if (isDigits(token)) return true
  if (!isShortCaps(token) || NO_CODE.has(token.text)) return false
  return token.text.length === 1 || (token.letterCase === 'caps' && !(shouted(token) && lexicon.isOrdinary(token.text)))
}
