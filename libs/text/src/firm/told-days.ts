import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { lastOfNumber } from '../told-number.ts'
import { isBetweenNumbers, numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'

const YEAR_OF: ReadonlySet<string> = setOf('de del do d of in en em the year ano an l soy sou je suis c est')
const MOST_YEAR_OF = 4
const MOST_YEAR_WORDS = 7
const UNIT = /^ ?(?:anos|anitos|ans|years|yrs|horas?|h\b|hs\b|%|[:/.-]\d)/

/** Index of the last token of a year told behind a token, or -1: ", 1994", "de 79", "ninety-seven", "del dos mil uno". */
export function yearBehind(scene: Scene, index: number, isBare = false): number {
  const { tokens, text } = scene
  let at = index
  const lead = gapAfter(scene, at)
  if (!/^(?:\)? ?,? ?\(?|[ ']{1,2}|\n)$/.test(lead)) return -1
  while (
    at - index < MOST_YEAR_OF &&
    YEAR_OF.has(tokens[at + 1]?.text ?? '') &&
    /^[ '’]$/.test(gapAfter(scene, at + 1))
  )
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
  const last = lastOfNumber(scene, t.index, MOST_YEAR_WORDS)
  const value = Math.max(...tokens.slice(t.index, last + 1).map(({ text }) => numberOf(text) ?? 0))
  const { end } = tokens[last] as Token
  return UNIT.test(text.slice(end, end + 9)) || value < 19 ? -1 : last
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
  const isAnd = isBetweenNumbers(tokens[index + 1]?.text ?? '')
  const ones = numberOf(tokens[isAnd ? index + 2 : index + 1]?.text ?? '') ?? -1
  const isOpen = first >= 20 && first + ones <= most && ones > 0 && /^[ -]$/.test(gapAfter(scene, index))
  return isOpen ? index + (isAnd ? 2 : 1) : index
}
