import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { type Ground, HOUSED, PLACED } from './ground.ts'
import { isOther } from './route-pieces.ts'
import { directs, isNot, isStation, isWhereLabel, opensFrom } from './route-words.ts'
import {
  COMMA,
  isBeforeNoun,
  isMeasure,
  isNumber,
  isOf,
  isOrdinal,
  isPlaceNoun,
  isRelation,
  isWayWord,
  tellsWhere,
  WITHIN,
} from './way-words.ts'

/** What stands before a way: a label or a word of living, any colon or turn of talk, a sentence's start, a small word of place. */
export type Opening = 'where' | 'colon' | 'sentence' | 'inside'

/** Words before a sign of a way, and of the label before that. */
export const MOST_BEFORE = 16
const MOST_LABEL = 6

/** Where what is told begins. */
export function openingOf(scene: Scene, at: number, { of }: Ground): { start: number; opening: Opening | undefined } {
  const { tokens } = scene
  let inside: number | undefined
  let hasComma = false
  for (let i = at; i >= 0 && at - i <= MOST_BEFORE; i--) {
    const t = tokens[i] as Token
    const gap = i === 0 ? '\n' : gapAfter(scene, i - 1)
    if (i < at && tellsWhere(t) && !isPlaceNoun(t) && of[i] !== HOUSED)
      return { start: behindLiving(scene, i + 1, at, inside), opening: 'where' }
    if (i < at && (of[i] === PLACED || isOther(scene, i, of) || isNot(t, scene.language))) break
    if (i < at && (inside === undefined || hasComma)) {
      const from = INSIDE.has(t.text) ? i + 1 : leadsIn(scene, t) ? i : undefined
      if (from !== undefined && (inside === undefined || isWayFirst(scene, from))) {
        inside = from
        hasComma = false
      }
    }
    if (COMMA.test(gap)) hasComma = true
    if (WITHIN.test(gap) || COMMA.test(gap)) continue
    if (/^\.? ?$/.test(gap) && isShortForm(tokens[i - 1] as Token)) continue
    if (/[:?]\s*[-–—]?\s*[«"“]*\s*$|[–—]\s*[«"“]?\s*$/.test(gap))
      return { start: i, opening: isLabelled(scene, i - 1) ? 'where' : 'colon' }
    if (opensFrom(t) && isWayFirst(scene, i)) return { start: i, opening: 'sentence' }
    break
  }
  return inside === undefined ? { start: at, opening: undefined } : { start: inside, opening: 'inside' }
}

/** "by the" before "creek mouth", "à l'" before "entrée du bourg": of the way, as "en" and "at" are not. */
export function leadIn(scene: Scene, first: number): number {
  const { tokens, text } = scene
  const isBeside = (i: number): boolean =>
    i > 0 && /^[ '’]$/.test(text.slice((tokens[i - 1] as Token).end, (tokens[i] as Token).start))
  const opening = tokens[first] as Token
  if (opening.digits > 0 || (opening.flags & IS.street) !== 0 || opening.letterCase === 'capital') return first
  let start = first
  if (isBeside(start) && ARTICLES.has((tokens[start - 1] as Token).text)) start--
  if (isBeside(start) && leadsIn(scene, tokens[start - 1] as Token)) start--
  return start
}

/** "a" is of two meanings elsewhere. */
const leadsIn = ({ language }: Scene, t: Token): boolean =>
  LEADS_IN.has(t.text) || (t.text === 'a' && language === 'fr')
const LEADS_IN: ReadonlySet<string> = new Set('by dans sur au aux from depuis desde por par'.split(' '))

/** Whether the first word that is no small one tells of a way. */
function isWayFirst({ tokens }: Scene, from: number): boolean {
  let i = from
  while (i < from + 4 && isSmall(tokens[i])) i++
  const t = tokens[i]
  if (t === undefined) return false
  if (isRelation(t) && !isPlaceNoun(t)) return isOf(tokens[i + 1] ?? t) || i > from
  const next = tokens[i + 1]
  if (isNumber(t) && !isWayWord(t)) return next !== undefined && (isWayWord(next) || isMeasure(next))
  return isWayWord(t) || isStation(t) || isOrdinal(t) || directs(t)
}
const isSmall = (t: Token | undefined): boolean =>
  t !== undefined && (isOf(t) || isBeforeNoun(t) || /^(?:este?|esta|depuis|desde|from)$/.test(t.text))

/** "en" leads to a way and is none of it. */
export const INSIDE: ReadonlySet<string> = new Set('en in at on em no na nos nas num numa sobre'.split(' '))

/** Where the way begins behind a word of living: "el puesto" of "vive en el puesto de la laguna". */
function behindLiving(scene: Scene, from: number, at: number, inside: number | undefined): number {
  const start = pastSmall(scene, from, at)
  if (!isWayFirst(scene, start)) return inside ?? at
  let first = start
  while (first < at && isOf(scene.tokens[first] as Token) && !ARTICLES.has((scene.tokens[first] as Token).text)) first++
  return first === at ? at : start
}

export const ARTICLES: ReadonlySet<string> = new Set('el la los las le les l the un una une um uma o a an'.split(' '))

/** What stands behind the first "en" of a few words. */
function pastSmall({ tokens }: Scene, from: number, at: number): number {
  for (let i = from; i < at && i < from + 4; i++) if (INSIDE.has((tokens[i] as Token).text)) return i + 1
  return from
}

const isShortForm = (t: Token): boolean =>
  t.end - t.start <= 3 && (!t.common || (t.flags & (IS.door | IS.street)) !== 0)

/** Whether words before a colon ask or tell where: "Cómo llegar", "Way in", "Lieu". */
function isLabelled(scene: Scene, last: number): boolean {
  const { tokens } = scene
  for (let i = last; i >= 0 && last - i < MOST_LABEL; i--) {
    const t = tokens[i] as Token
    if (isWhereLabel(t) || tellsWhere(t)) return true
    if (i < last && !/^[ '-]$/.test(gapAfter(scene, i - 1))) return false
  }
  return false
}
