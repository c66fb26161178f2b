import type { Folded } from './fold.ts'
import { NAME_PARTICLES } from './lexicon/function-words.ts'
import type { Lexicon } from './lexicon/index.ts'
import { coverage, type Mark, touches } from './marks.ts'
import { numberWordRun } from './patterns.ts'
import { caseSpeaks, shoutedLines, type Token } from './tokens.ts'

const PARTICLES = new Set(NAME_PARTICLES.split(' '))
const TITLES = new Set(
  'sra sr srta don dona seu mr mrs ms miss mme mlle madame monsieur dr dra sor soeur padre pere pai mae tia tio tante tonton aunt auntie uncle dom frei vve veuve'.split(
    ' ',
  ),
)
const CALLED =
  /(?:\b(?:alias|aka|a\.k\.a\.?|apodad[oa]|apodo|vulgo|apelid(?:o|ad[oa])|alcunha|nickname(?:d)?|surnom\w*|known as|goes by|answers to|conocid[oa] como|conhecid[oa] (?:como|por)|le dicen|(?:lo|la|le) llaman|(?:o|a) chamam(?: de)?|dit|dite|on (?:le|la) nomm\w+|called|nombre(?: completo)?|nome(?: completo| social)?|(?:family |given |first |last |full )?names?|pre?nom|sobrenome|apellidos?|surname|me llamo|meu nome e|je m'appelle|my name is|mi nombre es|soy|sou)\b)[\s:"'«“-]{1,4}(?:(?:el|la|los|o|a|le|the|un|de)\s+)?$/u
const NAME_TYPES: ReadonlySet<string> = new Set(['PERSON', 'NAME', 'ADDRESS', 'WORD'])
const BESIDE_TYPES: ReadonlySet<string> = new Set(['PERSON', 'NAME', 'ADDRESS', 'NATIONALITY'])

/**
 * What stands beside a name is often the rest of it: a title's next word, an initial, a word joined by a hyphen, the number of
 * a house, an age in commas. Marks found here extend the marks given.
 */
export function markNeighbours(
  folded: Folded,
  tokens: readonly Token[],
  marked: readonly Mark[],
  lexicon: Lexicon,
): Mark[] {
  const { text } = folded
  const covered = coverage(
    marked.filter(m => NAME_TYPES.has(m.type)),
    text.length,
  )
  const speaks = caseSpeaks(folded, tokens)
  const shouted = shoutedLines(tokens)
  const isMasked = (t: Token | undefined): boolean => t !== undefined && touches(covered, t.start, t.end)
  const between = (a: Token, b: Token) => text.slice(a.end, b.start)
  const marks: Mark[] = []
  const mark = (t: Token) => {
    marks.push({ start: t.start, end: t.end, type: 'PERSON' })
    covered.fill(1, t.start, t.end)
  }
  for (const [i, token] of tokens.entries()) {
    if (isMasked(token) || touches(coverageOfDigits(token), 0, 1)) continue
    const before = tokens[i - 1]
    const after = tokens[i + 1]
    const quiet = !speaks || shouted(token)
    const plain = !lexicon.isFunction(token.text)
    if (
      before !== undefined &&
      plain &&
      TITLES.has(before.text) &&
      /^[.\s]{1,2}$/.test(between(before, token)) &&
      (quiet || isTitleWord(before, folded))
    )
      mark(token)
    else if (plain && CALLED.test(text.slice(Math.max(0, token.start - 40), token.start))) {
      if (quiet || token.letterCase !== 'lower' || !lexicon.isOrdinary(token.text) || lexicon.mayBeName(token.text))
        mark(token)
    } else if (
      token.text.length === 1 &&
      token.letterCase === 'capital' &&
      isInitial(token, before, after, between, isMasked)
    )
      mark(token)
    else if (hyphenated(token, before, after, between, isMasked)) mark(token)
    else if (
      !quiet &&
      plain &&
      token.letterCase !== 'lower' &&
      before !== undefined &&
      between(before, token) === ' ' &&
      isMasked(before) &&
      /\p{Lu}/u.test(folded.source[folded.start[before.start] ?? 0] ?? '')
    )
      mark(token)
    else if (quiet && plain && beside(token, before, after, between, isMasked, tokens, i))
      marks.push({ start: token.start, end: token.end, type: 'PERSON' })
  }
  return [...marks, ...numbersBeside(text, [...marked, ...marks])]
}

const coverageOfDigits = (token: Token): Uint8Array => new Uint8Array([/\d/.test(token.text) ? 1 : 0])

/** "don" and "seu" are also words; before a small letter only abbreviations count as titles. */
const isTitleWord = (token: Token, folded: Folded): boolean => token.text.length <= 4 && folded.text[token.end] !== "'"

type Between = (a: Token, b: Token) => string
type Masked = (token: Token | undefined) => boolean

function isInitial(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  between: Between,
  isMasked: Masked,
): boolean {
  if (
    after !== undefined &&
    /^[.]?[ '-]?[ ]?$/.test(between(token, after)) &&
    (isMasked(after) || isLoneCapital(after))
  )
    return true
  return (
    before !== undefined && /^\.?[ '-]?$/.test(between(before, token)) && (isMasked(before) || isLoneCapital(before))
  )
}

const isLoneCapital = (token: Token): boolean => token.text.length === 1 && token.letterCase === 'capital'

function hyphenated(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  between: Between,
  isMasked: Masked,
): boolean {
  const joint = /^-\s*$/
  return (
    (after !== undefined && joint.test(between(token, after)) && isMasked(after)) ||
    (before !== undefined && joint.test(between(before, token)) && isMasked(before))
  )
}

/** In a text without capitals a word right beside a name is taken for part of it, also across "de" or "da". */
function beside(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  between: Between,
  isMasked: Masked,
  tokens: readonly Token[],
  i: number,
): boolean {
  if (before !== undefined && /^[ .]{1,2}$/.test(between(before, token)) && isMasked(before)) return true
  if (after === undefined || !/^ $/.test(between(token, after))) return false
  const second = tokens[i + 2]
  return (
    isMasked(after) ||
    (PARTICLES.has(after.text) && second !== undefined && between(after, second) === ' ' && isMasked(second))
  )
}

const NUMBER_BEFORE = /(?<![\d.,])\d{1,4}[a-f]?(?=,?\s$)/u
const NUMBER_AFTER = /^,?\s(?:n[o°º]?\.?\s?)?\d{1,5}[a-f]?\b(?![.,]\d)/u
const HOUSE_AFTER =
  /^,?\s?(?:(?:torre|int|casa|apto?|ap|dpto|piso|bloco|block|n[o°º]|numero|km|c\/|#)\.?\s?[\p{L}\d.º°]{1,5}(?:\s[a-d])?\b,?\s?)+/u

/** House numbers and ages that stand beside a name. */
function numbersBeside(text: string, marks: readonly Mark[]): Mark[] {
  return marks.flatMap(({ start, end, type }) => {
    if (!BESIDE_TYPES.has(type)) return []
    const before = NUMBER_BEFORE.exec(text.slice(Math.max(0, start - 8), start))
    const rest = text.slice(end, end + 60)
    const after =
      NUMBER_AFTER.exec(rest) ?? numberWordRun.exec(rest) ?? (type === 'ADDRESS' ? HOUSE_AFTER.exec(rest) : null)
    const beforeAt = Math.max(0, start - 8) + (before?.index ?? 0)
    const lead = after === null ? 0 : (/^[\s,]*/.exec(after[0])?.[0].length ?? 0)
    return [
      ...(before === null ? [] : [{ start: beforeAt, end: beforeAt + before[0].length, type: 'NUMBER' as const }]),
      ...(after === null ? [] : [{ start: end + lead, end: end + after[0].trimEnd().length, type: 'NUMBER' as const }]),
    ]
  })
}
