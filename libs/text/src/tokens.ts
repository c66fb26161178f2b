import { type Folded, shownOf } from './fold.ts'
import { HASH_START, hashOf, hashStep } from './model/hash.ts'
import { foldedOf, KIND, kindOf as signOf } from './model/letters.ts'
import { IS } from './words/flags.ts'
import type { Know, Known } from './words/known.ts'
import { signsOf } from './words/signs.ts'

export type LetterCase = 'lower' | 'capital' | 'caps' | 'none'

/** A run of letters and digits, in folded offsets. */
export interface Token extends Known {
  readonly index: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly letterCase: LetterCase
  /** First word of a text, line, sentence, quotation or of what follows a colon. */
  readonly first: boolean
  readonly line: number
  readonly digits: number
  /** The letter case says nothing here: its line is shouted or whispered. */
  quiet: boolean
}

/** A word as its writer meant it: figures that a reading machine took for letters put back. */
export const asRead = ({ text, digits }: Token): string => wordRead(text, digits)
const wordRead = (word: string, digits: number): string =>
  digits > 0 && word.length - digits >= 2 ? figuresRead(word) : word
export const figuresRead = (word: string): string => word.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('5', 's')

const OTHER = 1
const LETTER = 2
const DIGIT = 3
const kinds = new Uint8Array(0x10000)
const cases = new Uint8Array(0x10000)
const LOWER = 1
const UPPER = 2
const CASELESS = 3

function kindOf(unit: number): number {
  const known = kinds[unit]
  if (known) return known
  const char = String.fromCharCode(unit)
  const kind = /\p{Nd}/u.test(char) ? DIGIT : /[\p{L}\p{N}]/u.test(char) ? LETTER : OTHER
  kinds[unit] = kind
  return kind
}

function caseOfUnit(unit: number): number {
  const known = cases[unit]
  if (known) return known
  const char = String.fromCharCode(unit)
  const letterCase = /\p{Lu}|\p{Lt}/u.test(char) ? UPPER : /\p{Ll}/u.test(char) ? LOWER : CASELESS
  cases[unit] = letterCase
  return letterCase
}

export const isLetterOrDigit = (unit: number): boolean => kindOf(unit) !== OTHER
const OPENERS = new Uint8Array(0x10000)
for (const char of '.!?:;•*«»“”"¿¡()[]|>{}□…') OPENERS[char.charCodeAt(0)] = 1

export function tokensOf(folded: Folded, know: Know): Token[] {
  const { text } = folded
  const tokens: Token[] = []
  let line = 0
  let first = true
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const kind = kindOf(unit)
    if (kind === OTHER) {
      if (unit === 10 || unit === 13) {
        line++
        first = true
      } else if (unit === 46) first = first || !isAbbreviation(tokens.at(-1), at) || isTurn(text, tokens.at(-1))
      else if (OPENERS[unit] === 1 || (unit === 45 && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32))
        first = true
      at++
      continue
    }
    const start = at
    let digits = 0
    let hash = HASH_START
    for (let u = unit, k = kind; k !== OTHER; u = text.charCodeAt(at), k = kindOf(u)) {
      if (k === DIGIT) digits++
      if (signOf[u] !== KIND.joined) hash = hashStep(hash, foldedOf[u] as number)
      if (++at === text.length) break
    }
    const met = digits === 0 ? know.lately(hash, text, start, at) : undefined
    const word = met?.word ?? text.slice(start, at)
    const read = wordRead(word, digits)
    const known = met ?? know.of(read, read === word ? hash : hashOf(read))
    const { word: listed, flags, common, anywhere, given, family, rank, topic, signs } = known
    tokens.push({
      index: tokens.length,
      start,
      end: at,
      text: listed !== '' && read === word ? listed : word,
      first,
      line,
      digits,
      letterCase: digits === at - start ? 'none' : caseOf(folded, start, at),
      flags,
      common,
      anywhere,
      given,
      family,
      rank,
      topic,
      signs: read === word ? signs : signsOf(word),
      quiet: false,
    })
    first = false
  }
  hush(tokens)
  return tokens
}

/** "¿De dónde viene? R. De la costa.": the letter by which a protocol tells who speaks. */
const isTurn = (text: string, token: Token | undefined): boolean => {
  if (token === undefined || token.end - token.start !== 1 || !'prqavo'.includes(token.text)) return false
  let at = token.start - 1
  while (at > 0 && text.charCodeAt(at) === 32 && token.start - at < 4) at--
  return at >= 0 && text.charCodeAt(at) === 63
}

/** A point behind a title or an initial ends no sentence. */
const isAbbreviation = (token: Token | undefined, at: number): boolean =>
  token !== undefined &&
  token.end === at &&
  ((token.flags & IS.title) !== 0 ||
    (token.text.length === 1 && token.digits === 0) ||
    /^(?:art|no|nr|nro|num|tel|st|jn|ag|av|dist|cf|reg|faz|est|assent|esc|col|depto)$/.test(token.text))

function caseOf(folded: Folded, start: number, end: number): LetterCase {
  if (!folded.read?.size) return caseIn(folded.source, folded.from(start), folded.upTo(end))
  const shown = shownOf(folded, start, end)
  return caseIn(shown, 0, shown.length)
}

function caseIn(text: string, from: number, to: number): LetterCase {
  let upper = 0
  let lower = 0
  for (let i = from; i < to; i++) {
    const unit = caseOfUnit(text.charCodeAt(i))
    if (unit === UPPER) upper++
    else if (unit === LOWER) lower++
  }
  if (upper === 0) return lower === 0 ? 'none' : 'lower'
  return lower === 0 && upper > 1 ? 'caps' : 'capital'
}

/** Marks the words whose letter case tells names from words no more than chance would. */
function hush(tokens: Token[]): void {
  let capitalFirsts = 0
  let firsts = 0
  for (const t of tokens) {
    if (!t.first || t.letterCase === 'none') continue
    firsts++
    if (t.letterCase !== 'lower') capitalFirsts++
  }
  const whispered = firsts > 0 && capitalFirsts / firsts < 0.5
  for (let i = 0; i < tokens.length; ) {
    const line = tokens[i]?.line
    let end = i
    let words = 0
    let caps = 0
    let capitals = 0
    let lowerAfterColon = false
    for (; end < tokens.length && tokens[end]?.line === line; end++) {
      const t = tokens[end]
      if (t === undefined || t.letterCase === 'none' || t.end - t.start < 2) continue
      words++
      if (t.letterCase === 'caps' && t.digits === 0) caps++
      if (t.letterCase === 'capital' && !t.first) capitals++
      if (t.first && t.letterCase === 'lower') lowerAfterColon = true
    }
    const shouted = caps >= 2 && caps / words > 0.6
    const lowly = capitals === 0 && (lowerAfterColon || whispered) && words >= 4
    if (shouted || lowly || whispered)
      for (let k = i; k < end; k++) {
        const t = tokens[k]
        if (t) t.quiet = shouted || t.letterCase !== 'capital' || t.first
      }
    i = end
  }
  shoutedPieces(tokens)
}

/** Three and more words in capitals in a line are a heading, not a name. */
function shoutedPieces(tokens: Token[]): void {
  for (let i = 0; i < tokens.length; ) {
    let end = i
    let words = 0
    for (
      let t = tokens[end];
      t !== undefined &&
      (t.letterCase === 'caps' || (t.letterCase === 'capital' && t.end - t.start === 1)) &&
      t.digits <= 1 &&
      t.line === tokens[i]?.line;
      t = tokens[++end]
    )
      if (t.letterCase === 'caps') words++
    if (end - i >= 3 && words >= 2)
      for (let k = i; k < end; k++) {
        const t = tokens[k]
        if (t) t.quiet = true
      }
    i = Math.max(end, i + 1)
  }
}

/** As a name is: with a capital, or in capitals. */
export const isWritten = ({ letterCase }: Token): boolean => letterCase === 'capital' || letterCase === 'caps'
