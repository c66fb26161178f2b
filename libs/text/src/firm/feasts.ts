import { gapAfter, matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
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
  return endsBehind(scene, at) ? at + 1 : at
}

/** "Kings day", "Heroes' Day". */
const endsBehind = (scene: Scene, at: number): boolean =>
  ENGLISH_ENDS.has(scene.tokens[at + 1]?.text ?? '') && /^['’]? $/.test(gapAfter(scene, at))

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

/** "St George's Day", "Ghana's Independence Day", "Women's Day", "National Heroes' Day". */
function english(scene: Scene, index: number): number {
  const { tokens } = scene
  for (let i = index; i < index + MOST_WORDS; i++) {
    const t = tokens[i] as Token
    const next = tokens[i + 1]
    if (t.digits > 0 || (t.text !== 's' && t.letterCase === 'lower' && !t.quiet) || next === undefined) return -1
    if (endsBehind(scene, i)) return i + 1
    if (!joins(scene, i)) return -1
  }
  return -1
}
