import { gapAfter, matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'
import {
  BARE_HEADS,
  FEAST_HEADS,
  FEAST_NAME,
  FEAST_NAME_OR_PLACE,
  HEAD_TURNS,
  LADIES,
  MARIAN,
  NATIONAL,
  SAINTS,
} from './feast-names.ts'

const ARTICLES: ReadonlySet<string> = setOf(
  'el la los las lo le l les the un una une mero propio mismo mesmo same very',
)
const OF: ReadonlySet<string> = setOf(
  'de del d da do das dos des du of the la las los el le les l o a os as au sra sta sto st san nuestra',
)
const AND: ReadonlySet<string> = setOf('y e et and i')
const ENGLISH_ENDS: ReadonlySet<string> = setOf('day eve night feast festival')
/** A head within another: "veille de la fête de la Vierge". */
const DEEPEST = 3
const MOST_ARTICLES = 3
const MOST_OF = 4
const MOST_WORDS = 5
/** Between two words of one name, also where the line or the word is broken. */
const JOINT = /^(?: {1,4}|['’-]|\. {0,3}| ?\n|-\n)$/

/** Index of the last token of the feast that begins at one, or -1. Behind a word for "in" what may be a place is none. */
export function feastFrom(scene: Scene, index: number, isWithin: boolean): number {
  const { tokens } = scene
  let at = index
  while (at - index < MOST_ARTICLES && ARTICLES.has(tokens[at]?.text ?? '') && joins(scene, at)) at++
  const t = tokens[at]
  if (t === undefined) return -1
  const named = namedFrom(scene, t, isWithin)
  if (named >= 0) return named
  if (at > index && !isWithin && MARIAN.has(t.text)) return at
  const last = headed(scene, at, DEEPEST)
  if (last >= 0) return last
  const saint = isWithin ? -1 : saintFrom(scene, at)
  return saint >= 0 ? saint : english(scene, at)
}

function namedFrom(scene: Scene, t: Token, isWithin: boolean): number {
  const name = matchAt(FEAST_NAME, scene, t.start) ?? (isWithin ? null : matchAt(FEAST_NAME_OR_PLACE, scene, t.start))
  return name === null ? -1 : pastDay(scene, lastWithin(scene, t.index, t.start + name[0].length))
}

const joins = (scene: Scene, at: number): boolean => JOINT.test(gapAfter(scene, at))

function lastWithin({ tokens }: Scene, at: number, end: number): number {
  let last = at
  while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < end) last++
  return last
}

/** "Three Kings day", "St. Lucy's": what a name in English may end in. */
function pastDay(scene: Scene, last: number): number {
  const { tokens } = scene
  const isOwner = tokens[last + 1]?.text === 's' && /^['’]$/.test(gapAfter(scene, last))
  const at = isOwner ? last + 1 : last
  return ENGLISH_ENDS.has(tokens[at + 1]?.text ?? '') && /^['’]? $/.test(gapAfter(scene, at)) ? at + 1 : at
}

/** "día de la Cruz", "veille de Noël", "feriado da República", "jou drapo". */
function headed(scene: Scene, index: number, depth: number): number {
  const { tokens } = scene
  if (depth === 0) return -1
  const head = tokens[index] as Token
  if (!FEAST_HEADS.has(head.text)) return -1
  let at = index
  while (joins(scene, at) && HEAD_TURNS.has(tokens[at + 1]?.text ?? '') && at - index < 2) at++
  let of = 0
  while (of < MOST_OF && joins(scene, at) && OF.has(tokens[at + 1]?.text ?? '')) {
    at++
    of++
  }
  if (of === 0 && !BARE_HEADS.has(head.text)) return NATIONAL.has(tokens[at]?.text ?? '') ? at : -1
  const next = tokens[at + 1]
  if (next === undefined || !joins(scene, at) || next.digits > 0 || next.end - next.start < 3) return -1
  if ((next.flags & IS.month) !== 0 && next.letterCase === 'lower') return -1
  const inner = Math.max(namedFrom(scene, next, false), headed(scene, next.index, depth - 1))
  if (inner >= 0) return inner
  const saint = saintFrom(scene, next.index)
  return saint >= 0 ? saint : nameFrom(scene, next.index)
}

/** "San Pedro y San Pablo", "Virgen del Carmen", "Nossa Senhora das Dores", "Saint-Jean". */
function saintFrom(scene: Scene, index: number, isSecond = false): number {
  const { tokens } = scene
  const head = tokens[index] as Token
  if (!SAINTS.has(head.text) || !joins(scene, index)) return -1
  let at = index + 1
  if (LADIES.has(tokens[at]?.text ?? '') && joins(scene, at)) at++
  const from = at
  while (at - from < MOST_OF && OF.has(tokens[at]?.text ?? '') && joins(scene, at)) at++
  const name = tokens[at]
  if (name === undefined || name.digits > 0 || name.end - name.start < 3) return -1
  if (name.letterCase === 'lower' && !name.quiet && head.letterCase !== 'lower') return -1
  const last = pastDay(scene, nameFrom(scene, at))
  const and = tokens[last + 1]
  if (isSecond || and === undefined || !AND.has(and.text) || !joins(scene, last) || !joins(scene, last + 1)) return last
  const second = last + 2 < tokens.length ? saintFrom(scene, last + 2, true) : -1
  return second >= 0 ? second : last
}

/** The last word of a name: words in capitals, and what joins them; where case says nothing one word, and what is "of" it. */
function nameFrom(scene: Scene, index: number): number {
  const { tokens } = scene
  const written = isWritten(tokens[index] as Token)
  let last = index
  while (last - index < MOST_WORDS) {
    if (!joins(scene, last)) break
    let next = last + 1
    while (
      next - last <= MOST_OF &&
      (OF.has(tokens[next]?.text ?? '') || (written && AND.has(tokens[next]?.text ?? ''))) &&
      joins(scene, next)
    )
      next++
    const t = tokens[next]
    if (t === undefined || t.digits > 0 || t.end - t.start < 2) break
    if (written ? !isWritten(t) || t.first : next === last + 1 || !joins(scene, next - 1)) break
    last = next
  }
  return last
}

const isWritten = (t: Token): boolean => !t.quiet && t.letterCase !== 'lower'

/** "St George's Day", "Ghana's Independence Day", "Women's Day". */
function english(scene: Scene, index: number): number {
  const { tokens } = scene
  for (let i = index; i < index + MOST_WORDS && joins(scene, i); i++) {
    const t = tokens[i] as Token
    const next = tokens[i + 1]
    if (t.digits > 0 || (t.text !== 's' && t.letterCase === 'lower' && !t.quiet) || next === undefined) return -1
    if (ENGLISH_ENDS.has(next.text)) return i + 1
  }
  return -1
}

const YEAR_OF: ReadonlySet<string> = setOf('de del do d of in en em the year ano an l soy sou je suis c est')
const MOST_YEAR_WORDS = 7
const UNIT = /^ ?(?:anos|anitos|ans|years|yrs|horas?|h\b|hs\b|%|[:/.-]\d)/

/** Index of the last token of a year told behind a token, or -1: ", 1994", "de 79", "ninety-seven", "del dos mil uno". */
export function yearBehind(scene: Scene, index: number, isBare = false): number {
  const { tokens, text } = scene
  let at = index
  const lead = gapAfter(scene, at)
  if (!/^(?:\)? ?,? ?\(?|[ ']{1,2}|\n)$/.test(lead)) return -1
  while (at - index < MOST_OF && YEAR_OF.has(tokens[at + 1]?.text ?? '') && /^[ '’]$/.test(gapAfter(scene, at + 1)))
    at++
  const t = tokens[at + 1]
  if (t === undefined) return -1
  if (t.digits > 0) {
    if (UNIT.test(text.slice(t.end, t.end + 9))) return -1
    const isWhole = /^(?:19|20)\d\d[a-z]{0,3}$/.test(t.text)
    return isWhole || (/^\d\d$/.test(t.text) && (at > index || lead.includes("'"))) ? t.index : -1
  }
  if (at === index && !isBare && !lead.startsWith(',')) return -1
  const first = numberOf(t.text)
  if (first === undefined || (first < 19 && first !== 2)) return -1
  let last = t.index
  let value = first
  for (
    let i = t.index + 1;
    i < tokens.length && i - t.index < MOST_YEAR_WORDS && /^[ -]$/.test(gapAfter(scene, i - 1));
    i++
  ) {
    const next = numberOf(tokens[i]?.text ?? '')
    if (next === undefined ? !AND.has(tokens[i]?.text ?? '') : next < 0) break
    if (next === undefined) continue
    value = Math.max(value, next)
    last = i
  }
  return UNIT.test(text.slice((tokens[last] as Token).end).slice(0, 9)) || value < 19 ? -1 : last
}

/** Index of the last token of a day whose month is told by its number, or was told before: "dia dois do dois de setenta e nove", "9 du 9", "dia trinta"; or -1. */
export function spokenDayFrom(scene: Scene, index: number): number {
  const { tokens } = scene
  const isNamed = tokens[index]?.text === 'dia'
  const day = numberFrom(scene, isNamed ? index + 1 : index, 31)
  if (day < 0) return -1
  let of = day
  while (of - day < 2 && OF_MONTH.has(tokens[of + 1]?.text ?? '') && gapAfter(scene, of) === ' ') of++
  const month = gapAfter(scene, of) === ' ' ? numberFrom(scene, of + 1, 12) : -1
  if (month < 0) return isNamed ? Math.max(day, yearBehind(scene, day)) : -1
  const year = yearBehind(scene, month, true)
  if (year >= 0) return year
  return of > day && /^(?:$| ?[.,;:)"»”\n])/.test(gapAfter(scene, month)) ? month : isNamed ? day : -1
}
const OF_MONTH: ReadonlySet<string> = setOf('de del do du d of the')

/** The last token of a number, in words or figures, that begins at one and is no greater; or -1. */
function numberFrom(scene: Scene, index: number, most: number): number {
  const { tokens } = scene
  const t = tokens[index]
  if (t === undefined) return -1
  if (t.digits > 0)
    return t.digits === t.end - t.start && t.digits < 3 && Number(t.text) > 0 && Number(t.text) <= most ? index : -1
  const first = numberOf(t.text) ?? -1
  if (first < 1 || first > most || t.text === 'un' || t.text === 'une' || t.text === 'um') return -1
  const isAnd = AND.has(tokens[index + 1]?.text ?? '')
  const ones = numberOf(tokens[isAnd ? index + 2 : index + 1]?.text ?? '') ?? -1
  const isOpen = first >= 20 && first + ones <= most && ones > 0 && /^[ -]$/.test(gapAfter(scene, index))
  return isOpen ? index + (isAnd ? 2 : 1) : index
}
