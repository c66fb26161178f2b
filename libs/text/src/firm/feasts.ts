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
const MOST_ARTICLES = 3
const MOST_OF = 4
const MOST_WORDS = 5
/** Between two words of one name, also where the line or the word is broken. */
const JOINT = /^(?:[ '’-]|\. ?| ?\n|-\n)$/

/** Index of the last token of the feast that begins at one, or -1. Behind a word for "in" what may be a place is none. */
export function feastFrom(scene: Scene, index: number, isWithin: boolean): number {
  const { tokens } = scene
  let at = index
  while (at - index < MOST_ARTICLES && ARTICLES.has(tokens[at]?.text ?? '') && joins(scene, at)) at++
  const t = tokens[at]
  if (t === undefined) return -1
  const named = (matchAt(FEAST_NAME, scene, t.start) ??
    (isWithin ? null : matchAt(FEAST_NAME_OR_PLACE, scene, t.start)))?.[0]
  if (named !== undefined) return lastWithin(scene, at, t.start + named.length)
  const last = headed(scene, at)
  if (last >= 0) return last
  const saint = isWithin ? -1 : saintFrom(scene, at)
  return saint >= 0 ? saint : english(scene, at)
}

function namedFrom(scene: Scene, t: Token, isWithin: boolean): number {
  const name = matchAt(FEAST_NAME, scene, t.start) ?? (isWithin ? null : matchAt(FEAST_NAME_OR_PLACE, scene, t.start))
  return name === null ? -1 : lastWithin(scene, t.index, t.start + name[0].length)
}

const joins = (scene: Scene, at: number): boolean => JOINT.test(gapAfter(scene, at))

function lastWithin({ tokens }: Scene, at: number, end: number): number {
  let last = at
  while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < end) last++
  return last
}

/** "día de la Cruz", "veille de Noël", "feriado da República", "jou drapo". */
function headed(scene: Scene, index: number): number {
  const { tokens } = scene
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
  const inner = Math.max(namedFrom(scene, next, false), headed(scene, next.index))
  if (inner >= 0) return inner
  const saint = saintFrom(scene, next.index)
  return saint >= 0 ? saint : nameFrom(scene, next.index)
}

/** "San Pedro y San Pablo", "Virgen del Carmen", "Nossa Senhora das Dores", "Saint-Jean". */
function saintFrom(scene: Scene, index: number): number {
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
  const last = nameFrom(scene, at)
  const and = tokens[last + 1]
  if (and === undefined || !AND.has(and.text) || !joins(scene, last) || !joins(scene, last + 1)) return last
  const second = last + 2 < tokens.length ? saintFrom(scene, last + 2) : -1
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
export function yearBehind(scene: Scene, index: number): number {
  const { tokens, text } = scene
  let at = index
  const lead = gapAfter(scene, at)
  if (!/^(?:,? ?\(?|[ ']{1,2})$/.test(lead)) return -1
  while (at - index < MOST_OF && YEAR_OF.has(tokens[at + 1]?.text ?? '') && /^[ '’]$/.test(gapAfter(scene, at + 1)))
    at++
  const t = tokens[at + 1]
  if (t === undefined) return -1
  if (t.digits > 0) {
    if (UNIT.test(text.slice(t.end, t.end + 9))) return -1
    const isWhole = /^(?:19|20)\d\d[a-z]{0,3}$/.test(t.text)
    return isWhole || (/^\d\d$/.test(t.text) && (at > index || lead.includes("'"))) ? t.index : -1
  }
  if (at === index && !lead.startsWith(',')) return -1
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

/** Index of the last token of a day whose month is a number in words, or was told before: "dia dois do dois de setenta e nove", "dia trinta"; or -1. */
export function spokenDayFrom(scene: Scene, index: number): number {
  const { tokens } = scene
  const isNamed = tokens[index]?.text === 'dia'
  const day = numberFrom(scene, isNamed ? index + 1 : index)
  if (day < 0) return -1
  const isOf = /^(?:del?|do|d)$/.test(tokens[day + 1]?.text ?? '') && gapAfter(scene, day) === ' '
  const month = isOf ? numberFrom(scene, day + 2) : -1
  const year = month < 0 ? yearBehind(scene, day) : yearBehind(scene, month)
  if (month >= 0 && year >= 0) return year
  return isNamed ? Math.max(day, year) : -1
}

/** The last token of a number in words, below a hundred, that begins at one; or -1. */
function numberFrom(scene: Scene, index: number): number {
  const { tokens } = scene
  const first = numberOf(tokens[index]?.text ?? '') ?? -1
  if (first < 1 || first > 90) return -1
  const isAnd = AND.has(tokens[index + 1]?.text ?? '')
  const ones = numberOf(tokens[isAnd ? index + 2 : index + 1]?.text ?? '') ?? -1
  const isOpen = first >= 20 && first % 10 === 0 && ones > 0 && ones < 20 && /^[ -]$/.test(gapAfter(scene, index))
  return isOpen ? index + (isAnd ? 2 : 1) : index
}
