import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'
import { type Ground, HOUSED, NAMED, OTHER, PLACED } from './ground.ts'
import {
  COMMA,
  endsWay,
  isAnd,
  isNumber,
  isOf,
  isOrdinal,
  isPlaceNoun,
  isPronoun,
  isRelation,
  isToward,
  isWayWord,
  opensClause,
  opensWhere,
  tellsHaving,
  WITHIN,
} from './way-words.ts'

const CLOSED = /^ ?[,.;:)\n»"”—!?\]]/
/** Words of a piece, and those behind a comma; pieces of a way; words of "where the bus turns". */
const LONGEST = 30
const LONGEST_PIECE = 9
const MOST_PIECES = 6
const MOST_WHERE = 7

/** The token at which the way ends of which one was read up to `from`. */
export function endOf(scene: Scene, from: number, ground: Ground): number {
  let last = pieceEnd(scene, from, ground)
  for (let pieces = 0; pieces < MOST_PIECES; pieces++) {
    const next = last + 1
    if (next >= scene.tokens.length || !COMMA.test(gapAfter(scene, last))) return last
    const end = furtherPiece(scene, next, ground)
    if (end === undefined) return last
    last = end
  }
  return last
}

/** Where a piece ends that goes on behind a word of it without a comma. */
function pieceEnd(scene: Scene, from: number, { of }: Ground): number {
  const { tokens } = scene
  let sure = from
  let idle = 0
  let home = isHome(tokens[from] as Token)
  let i = from + 1
  for (; i < tokens.length && i - from < LONGEST && WITHIN.test(gapAfter(scene, i - 1)); i++) {
    const t = tokens[i] as Token
    if (t.line !== (tokens[from] as Token).line || isPronoun(t) || opensClause(t) || endsWay(t) || of[i] === OTHER)
      return closes(scene, i - 1, sure, idle)
    if (opensWhere(t)) return whereEnd(scene, i, sure)
    if (isAnd(t) && !isWayAhead(scene, i + 1)) return sure
    if ((isToward(t) || (tellsHaving(t) && !home)) && !isWayAhead(scene, i + 1)) return closes(scene, i - 1, sure, idle)
    if (isHome(t)) home = true
    const ofOwner = of[i] === NAMED && (of[i - 1] === NAMED || isOwnerBefore(scene, i - 1))
    if (isWayWord(t) || isNumber(t) || of[i] === HOUSED || of[i] === PLACED || ofOwner) {
      sure = i
      idle = 0
    } else if ((t.flags & IS.function) === 0 || of[i] === NAMED) idle++
    else if (!isOf(t) && !isAnd(t) && (t.flags & IS.title) === 0) return closes(scene, i - 1, sure, idle)
    if (idle > 3) return sure
  }
  return closes(scene, i - 1, sure, idle)
}

const isHome = (t: Token): boolean => isTopic(t.topic, 'home', 'door', 'landmark')

/** "de don" before "chucho": the landmark is somebody's. */
function isOwnerBefore({ tokens }: Scene, at: number): boolean {
  const t = tokens[at]
  const of = t !== undefined && (t.flags & IS.title) !== 0 ? tokens[at - 1] : t
  return of !== undefined && /^(?:de|del|da|do|du|d|of)$/.test(of.text)
}

/** What follows the last word of the way belongs to it where its clause ends there: "tanque de agua." */
function closes(scene: Scene, at: number, sure: number, idle: number): number {
  if (idle === 0) return sure
  const isEnd =
    at + 1 >= scene.tokens.length || CLOSED.test(gapAfter(scene, at)) || tellsHaving(scene.tokens[at + 1] as Token)
  if (isEnd) return at
  // A word of its own right behind: an adjective.
  const next = scene.tokens[sure + 1]
  return next !== undefined && (next.flags & IS.function) === 0 && sure + 1 <= at ? sure + 1 : sure
}

function isWayAhead(scene: Scene, from: number): boolean {
  for (let i = from; i < scene.tokens.length && i - from < 3; i++) {
    const t = scene.tokens[i] as Token
    if (isPlaceNoun(t) || isRelation(t)) return true
    if (!isOf(t) && !isNumber(t)) return false
  }
  return false
}

/** "por donde dan vuelta los taxis": to the end of its clause. */
function whereEnd(scene: Scene, from: number, sure: number): number {
  const { tokens } = scene
  let i = from
  while (i + 1 < tokens.length && i - from < MOST_WHERE && WITHIN.test(gapAfter(scene, i))) {
    const next = tokens[i + 1] as Token
    if (isAnd(next) || isPronoun(next) || opensClause(next)) break
    i++
  }
  return i - from < MOST_WHERE ? i : sure
}

/** ", portón negro": a piece behind a comma that tells more of the way, and nothing else. */
function furtherPiece(scene: Scene, from: number, { of }: Ground): number | undefined {
  const { tokens } = scene
  const opening = tokens[from] as Token
  const second = tokens[from + 1]
  if (second !== undefined && isArticle(second) && !isWayWord(opening) && (opening.flags & IS.function) === 0)
    return undefined
  let tells = false
  for (let i = from; i < tokens.length && i - from < LONGEST_PIECE; i++) {
    const t = tokens[i] as Token
    if (
      of[i] === OTHER ||
      (of[i] === NAMED && !tells) ||
      endsWay(t) ||
      isPronoun(t) ||
      opensClause(t) ||
      isTopic(t.topic, 'time') ||
      isAndFirst(t, i === from)
    )
      return undefined
    if (
      isWayWord(t) ||
      isOrdinal(t) ||
      of[i] === HOUSED ||
      (i === from && (tellsHaving(t) || isNumber(t)) && isShort(scene, from))
    )
      tells = true
    const gap = gapAfter(scene, i)
    if (i + 1 >= tokens.length || CLOSED.test(gap))
      return tells && !(tellsHaving(opening) && of[i + 1] === NAMED) ? i : undefined
    if (!WITHIN.test(gap)) return undefined
    if (tells && isAnd(tokens[i + 1] as Token) && !isWayAhead(scene, i + 2)) return i
  }
  return undefined
}
const isArticle = (t: Token): boolean => /^(?:un|una|uma?|une|the|an?|el|la|los|las|le|les)$/.test(t.text)

/** No more than a few words up to the next sign. */
function isShort(scene: Scene, from: number): boolean {
  for (let i = from; i < from + 4; i++) if (i + 1 >= scene.tokens.length || CLOSED.test(gapAfter(scene, i))) return true
  return false
}
const isAndFirst = (t: Token, first: boolean): boolean => first && (isAnd(t) || opensWhere(t))
