import { type Mark, markOf } from '../marks.ts'
import { hashOf } from '../model/hash.ts'
import { gapAfter, type Scene } from '../scene.ts'
import { asRead, isWritten, type Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { flagsOf, IS } from '../words/flags.ts'
import { FREQUENT } from '../words/known.ts'

const LONGEST_PIECE = 5
const MOST_PIECES = 3
/** A word goes on behind a blank, or behind a hyphen at the end of its line. */
const TEAR = /^(?: |-[ \n]{1,2})$/
const SPACED_POINT = /^ {0,4}\. {0,4}$/

/** Names in a text that a reading machine tore, with the pieces that belong to them: "Va scones", "Gé dé on ZÉPHI R", "Lour- des". */
export function tornNames(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const torn = isTorn(scene)
  const found = pairs(scene, torn ? wordsTorn(scene, marks) : undefined)
  if (!torn) return found
  let at = 0
  for (const mark of marks) {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    if (!isOfPerson(mark.type) || at === tokens.length) continue
    let last = at
    while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
    const from = pieceBefore(scene, at)
    const to = piecesBehind(scene, last)
    if (from < at || to > last)
      found.push(markOf(tokens[from]?.start ?? mark.start, tokens[to]?.end ?? mark.end, 'PERSON'))
  }
  return found
}

/** Whether a word of the text comes in two pieces of which one is no word: "Ca bañas", "pa rroquia". */
function isTorn(scene: Scene): boolean {
  const { tokens, lists, language, mayHold } = scene
  for (const t of tokens) {
    const next = tokens[t.index + 1]
    if (next === undefined || next.letterCase !== 'lower' || t.digits > 0 || next.digits > 0) continue
    if (!(isPiece(t) || isPiece(next)) || gapAfter(scene, t.index) !== ' ') continue
    const joined = t.text + next.text
    if (mayHold(hashOf(joined)) && lists.isCommonWord(joined, language)) return true
  }
  return false
}

/** On no list at all. */
const isPiece = (t: Token): boolean => t.flags === 0 && !t.anywhere && t.rank === 0 && !t.given && !t.family

/** What neighbours within the names that were found make together. */
function wordsTorn({ tokens }: Scene, marks: readonly Mark[]): ReadonlySet<string> {
  const words = new Set<string>()
  let at = 0
  for (const { type, start, end } of marks) {
    while (at < tokens.length && (tokens[at] as Token).start < start) at++
    if (!isOfPerson(type)) continue
    for (let next = tokens[at + 1]; next !== undefined && next.start < end; next = tokens[++at + 1])
      words.add(asRead(tokens[at] as Token) + asRead(next))
  }
  return words
}

/** Two pieces that make a listed name, and no word, or one that stands torn elsewhere; where no word was torn, those that a hyphen parts. */
function pairs(scene: Scene, torn: ReadonlySet<string> | undefined): Mark[] {
  const found: Mark[] = []
  for (const t of scene.tokens) {
    const next = scene.tokens[t.index + 1]
    if (next === undefined || !isWritten(t) || next.letterCase === 'none' || next.letterCase === 'capital') continue
    const gap = gapAfter(scene, t.index)
    const isHyphened = gap !== ' '
    if (!TEAR.test(gap) || (torn === undefined && !isHyphened)) continue
    if (next.letterCase === 'caps' && !(isHyphened && t.letterCase === 'caps')) continue
    const joined = asRead(t) + asRead(next)
    const mayBeTorn = isHyphened || (!t.given && !t.family && !(t.common && next.common))
    if ((mayBeTorn && isName(scene, joined)) || (torn?.has(joined) && !(t.given && next.common)))
      found.push(markOf(t.start, next.end, 'PERSON'))
  }
  return found
}

function isName({ lists, mayHold, language }: Scene, word: string): boolean {
  if (word.length < LONGEST_PIECE - 1 || !mayHold(hashOf(word)) || lists.isCommonWord(word, language)) return false
  return lists.isGivenName(word) || lists.isFamilyName(word) || (flagsOf(word) & IS.nameWord) !== 0
}

/** The last piece behind a name that belongs to it. */
function piecesBehind(scene: Scene, last: number): number {
  const { tokens } = scene
  let at = last
  for (let read = asRead(tokens[last] as Token); at - last < MOST_PIECES; at++) {
    const t = tokens[at] as Token
    const next = tokens[at + 1]
    if (next === undefined || next.digits > 1 || !TEAR.test(gapAfter(scene, at))) break
    read += asRead(next)
    if (next.letterCase !== 'lower' && !(t.letterCase === 'caps' && next.end - next.start === 1)) break
    if (
      isRest(t, next) ||
      (isName(scene, read) && !((t.given || t.family) && next.common && gapAfter(scene, at + 1) === ' '))
    )
      continue
    // "Gé dé on"
    const third = tokens[at + 2]
    if (third === undefined || !TEAR.test(gapAfter(scene, at + 1)) || !isName(scene, read + asRead(third))) break
  }
  return at
}

/** What no vocabulary holds, or the short end of what none holds: "Ramd in". */
const isRest = (t: Token, next: Token): boolean =>
  next.end - next.start <= LONGEST_PIECE &&
  ((next.flags === 0 && !next.anywhere && (next.rank & FREQUENT) === 0) || (next.end - next.start === 2 && isPiece(t)))

/** The piece, or the initials, before a name that belong to it: "Va" of "Va scones", "D . M ." of "D . M . Persaud". */
function pieceBefore(scene: Scene, first: number): number {
  const { tokens, language } = scene
  let at = first
  for (let t = tokens[at - 1]; t !== undefined && first - at < MOST_PIECES; t = tokens[at - 1]) {
    const isInitial =
      t.end - t.start === 1 &&
      isWritten(t) &&
      SPACED_POINT.test(gapAfter(scene, at - 1)) &&
      !(t.text === 'm' && language === 'fr')
    const name = tokens[at] as Token
    const isPart =
      name.letterCase === 'lower' && isWritten(t) && !t.common && t.digits === 0 && TEAR.test(gapAfter(scene, at - 1))
    if ((!isInitial && !isPart) || t.line !== name.line) break
    at--
  }
  return at
}
