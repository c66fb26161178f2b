import type { Folded } from './fold.ts'
import { COUNTRIES } from './lexicon/capital-words.ts'
import { MONTHS } from './lexicon/dates.ts'
import type { Lexicon } from './lexicon/index.ts'
import { coverage, isCovered, type Mark, type SpanType } from './marks.ts'
import { caseSpeaks, shoutedLines, type Token } from './tokens.ts'

const MONTH_NAMES = new Set(MONTHS.join('|').split('|'))
const TIME_BEFORE =
  /(?:\b(?:in|since|of|during|until|till|before|after|by|early|late|mid|every|each|last|next|this|through|from|to|desde|en|de|del|hasta|para|depuis|avant|apres|jusqu'?en|fin|debut|em|ate|do|no|du|au|mes|mois)|\d|,)\s*(?:the\s+)?$/u

/**
 * Whatever is not known to be an ordinary word is taken for a name: a capital that no list of institutions, laws, languages or
 * large places explains, and a word in small letters (or in a text whose case says nothing) that the language's vocabulary lacks.
 */
export function markUnknown(
  folded: Folded,
  tokens: readonly Token[],
  marked: readonly Mark[],
  lexicon: Lexicon,
  nationalities: readonly string[],
): Mark[] {
  const covered = coverage(marked, folded.text.length)
  const speaks = caseSpeaks(folded, tokens)
  const shouted = shoutedLines(tokens)
  const origins = new Set(nationalities.flatMap(code => (COUNTRIES[code] ?? '').split(' ')))
  return tokens.flatMap((token, i) => {
    if (isCovered(covered, token.start, token.end)) return []
    const type = unknownAs(folded, token, tokens[i + 1], lexicon, speaks && !shouted(token), origins)
    return type === undefined ? [] : [{ start: token.start, end: token.end, type }]
  })
}

function unknownAs(
  folded: Folded,
  token: Token,
  next: Token | undefined,
  lexicon: Lexicon,
  speaks: boolean,
  origins: ReadonlySet<string>,
): SpanType | undefined {
  const word = token.text
  if (/\d/.test(word)) return numberAs(folded, token)
  if (lexicon.isDemonym(word) || origins.has(word) || isOrigin(folded, token)) return 'NATIONALITY'
  if (word.length === 1) return undefined
  if (MONTH_NAMES.has(word) && isMonthHere(folded, token, speaks)) return undefined
  if (!speaks) return plainAs(token, lexicon)
  if (token.letterCase === 'lower') return lexicon.isPlausible(word) ? undefined : 'WORD'
  return capitalAs(folded, token, next, lexicon)
}

/** Case says nothing: the word itself must be ordinary, and no name. */
function plainAs(token: Token, lexicon: Lexicon): SpanType | undefined {
  const word = token.text
  if (lexicon.isFunction(word)) return undefined
  if (lexicon.mayBeName(word) || MONTH_NAMES.has(word)) return 'NAME'
  return lexicon.isOrdinary(word) || lexicon.mayKeepCapital(word) ? undefined : 'WORD'
}

function capitalAs(folded: Folded, token: Token, next: Token | undefined, lexicon: Lexicon): SpanType | undefined {
  const word = token.text
  if (lexicon.isFunction(word)) return undefined
  if (lexicon.mayKeepCapital(word) || isCountry(word)) return undefined
  if (!token.first || lexicon.mayBeName(word)) return 'NAME'
  if (next !== undefined && adjoins(folded, token, next) && isNameLike(next, lexicon)) return 'NAME'
  return lexicon.isOrdinary(word) ? undefined : 'NAME'
}

/** A month, not somebody called April: after a preposition or a number, or in small letters where case speaks. */
const isMonthHere = (folded: Folded, token: Token, speaks: boolean): boolean =>
  (speaks && token.letterCase === 'lower') ||
  TIME_BEFORE.test(folded.text.slice(Math.max(0, token.start - 16), token.start)) ||
  /^\.?\s?\d/.test(folded.text.slice(token.end, token.end + 3))

const FROM =
  /\b(?:from|natural de|oriund[oa] d[eoa]|originaire d[eu']?|soy de|sou d[aoe]|viens d[eu']?|nacid[oa] en|ne en|nee en|born in)\s*$/u
/** A country after "from" says where somebody comes from. */
const isOrigin = (folded: Folded, token: Token): boolean =>
  isCountry(token.text) && FROM.test(folded.text.slice(Math.max(0, token.start - 24), token.start))

const ALL_COUNTRIES = new Set(Object.values(COUNTRIES).join(' ').split(' '))
const isCountry = (word: string): boolean => ALL_COUNTRIES.has(word)

const isNameLike = (token: Token, lexicon: Lexicon): boolean =>
  (token.letterCase === 'capital' || token.letterCase === 'caps') &&
  !lexicon.isFunction(token.text) &&
  !lexicon.mayKeepCapital(token.text)

const adjoins = (folded: Folded, a: Token, b: Token): boolean => /^[ '-]$/.test(folded.text.slice(a.end, b.start))

const ORDINAL_OR_UNIT =
  /^(?:\d{1,3}(?:st|nd|rd|th|er|ere|e|eme|ro|ra|do|da|to|ta|o|a|os|as|h|hs|hrs|am|pm|kg|g|km|m|cm|ml|l|x)|\d{1,2}h\d{0,2}|[hmt]\d)$/u

/** Short numbers and years tell nothing by themselves; codes of letters and digits, and long numbers, do. */
function numberAs(folded: Folded, token: Token): SpanType | undefined {
  if (/^\d+$/.test(token.text)) {
    const year = /^(?:19|20)\d{2}$/.test(token.text)
    return token.text.length <= 3 || year ? undefined : 'NUMBER'
  }
  if (/^\d+$/.test(folded.source.slice(folded.start[token.start], folded.end[token.end - 1]))) return 'NUMBER'
  return ORDINAL_OR_UNIT.test(token.text) ? undefined : 'ID'
}
