import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, ROLE } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'
import { type Ground, HOUSED, NAMED, OTHER, PLACED } from './ground.ts'
import { directs, opensFrom, isApproach, isCompass, isDemonstrative, isFeature, isLeading, isNot, isRelative, isStation, isWhereLabel, speaksOfPerson } from './route-words.ts'
import {
  COMMA,
  endsWay,
  isBeforeNoun,
  isMeasure,
  isNumber,
  isOf,
  isOrdinal,
  isPlaceNoun,
  isPronoun,
  isRelation,
  isWayWord,
  opensClause,
  tellsWhere,
  WITHIN,
} from './way-words.ts'

/** Words before a sign of a way, of a whole way, and pieces of it. */
const MOST_BEFORE = 16
const MOST_WORDS = 40
const LONGEST_PIECE = 16
const MOST_LABEL = 6

/** What stands before a way: a label or a word of living, any colon or turn of talk, a sentence's start, a small word of place. */
type Opening = 'where' | 'colon' | 'sentence' | 'inside'

/** "Cómo llegar: de la caseta, pasar tres drenes y dar vuelta en la bomba que no sirve": ways told from where they are opened to the end of what tells them. */
export function routesIn(scene: Scene, signs: readonly Token[], marks: readonly Mark[], ground: Ground): Mark[] {
  const found: Mark[] = []
  let behind = -1
  for (const at of placesOf(scene, signs, marks)) {
    if (at <= behind) continue
    const { start, opening } = openingOf(scene, at, ground)
    if (start <= behind) continue
    const told = toldTo(scene, start, at, opening, ground)
    if (told === undefined) continue
    found.push(markOf((scene.tokens[told.first] as Token).start, (scene.tokens[told.last] as Token).end, 'ADDRESS'))
    behind = told.last
  }
  return found
}

/** Where a way may be told: relations and measures, and addresses that were found. */
function placesOf(scene: Scene, signs: readonly Token[], marks: readonly Mark[]): number[] {
  const { tokens } = scene
  const places = signs.map(t => t.index)
  for (const t of tokens) if ((t.first && t.index > 0 && followsColon(scene, t)) || isLivingIn(tokens, t)) places.push(t.index)
  let at = 0
  for (const mark of marks) {
    if (mark.type !== 'ADDRESS') continue
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    places.push(at)
  }
  return places.sort((a, b) => a - b)
}

const followsColon = ({ text }: Scene, t: Token): boolean => /[:?]\s*[-–—«"“]*\s*$/.test(text.slice(Math.max(0, t.start - 8), t.start))

/** "cuesta" of "vive en la cuesta". */
function isLivingIn(tokens: readonly Token[], t: Token): boolean {
  const inside = tokens[t.index - 1]
  const living = tokens[t.index - 2]
  return living !== undefined && inside !== undefined && INSIDE.has(inside.text) && isTopic(living.topic, 'dwell')
}

/** Where what is told begins. */
function openingOf(scene: Scene, at: number, { of }: Ground): { start: number; opening: Opening | undefined } {
  const { tokens } = scene
  let inside: number | undefined
  let isSaid = false
  for (let i = at; i >= 0 && at - i <= MOST_BEFORE; i--) {
    const t = tokens[i] as Token
    const gap = i === 0 ? '\n' : gapAfter(scene, i - 1)
    if (i < at && tellsWhere(t) && !isPlaceNoun(t) && of[i] !== HOUSED)
      return { start: behindLiving(scene, i + 1, at, inside), opening: 'where' }
    if (i < at && (of[i] === PLACED || isOther(scene, i, of) || isNot(t, scene.language))) break
    if (i < at && isVerb(t)) isSaid = true
    if (inside === undefined && INSIDE.has(t.text) && i < at) inside = i + 1
    if (WITHIN.test(gap) || COMMA.test(gap)) continue
    if (/^\.? ?$/.test(gap) && isShortForm(tokens[i - 1] as Token)) continue
    if (/[:?]\s*[-–—]?\s*[«"“]*\s*$|[–—]\s*[«"“]?\s*$/.test(gap))
      return { start: i, opening: isLabelled(scene, i - 1) ? 'where' : 'colon' }
    if (!isSaid && isWayFirst(scene, i)) return { start: pastSmall(scene, i, at), opening: 'sentence' }
    break
  }
  return inside === undefined ? { start: at, opening: undefined } : { start: inside, opening: 'inside' }
}

/** Whether the first word that is no small one tells of a way. */
function isWayFirst({ tokens }: Scene, from: number): boolean {
  let i = from
  while (i < from + 4 && isSmall(tokens[i])) i++
  const t = tokens[i]
  if (t === undefined) return false
  if (isRelation(t) && !isPlaceNoun(t)) return isOf(tokens[i + 1] ?? t) || i > from
  return isWayWord(t) || isStation(t) || isNumber(t) || isOrdinal(t) || directs(t)
}
const isSmall = (t: Token | undefined): boolean =>
  t !== undefined && (isOf(t) || isBeforeNoun(t) || /^(?:este?|esta|depuis|desde|from)$/.test(t.text))
const INSIDE: ReadonlySet<string> = new Set('en in at on em no na nos nas num numa by dans sur sobre'.split(' '))

/** Where the way begins behind a word of living: "el puesto" of "vive en el puesto de la laguna". */
function behindLiving(scene: Scene, from: number, at: number, inside: number | undefined): number {
  const start = pastSmall(scene, from, at)
  if (!isWayFirst(scene, start)) return inside ?? at
  let first = start
  while (first < at && isOf(scene.tokens[first] as Token) && !ARTICLES.has((scene.tokens[first] as Token).text)) first++
  return first === at ? at : start
}
const ARTICLES: ReadonlySet<string> = new Set('el la los las le les l the un una une um uma o a an'.split(' '))

/** What stands behind the first "en" of a few words. */
function pastSmall({ tokens }: Scene, from: number, at: number): number {
  for (let i = from; i < at && i < from + 4; i++) if (INSIDE.has((tokens[i] as Token).text)) return i + 1
  return from
}
const isVerb = (t: Token): boolean => isTopic(t.topic, 'is') && !isRelation(t)

const isShortForm = (t: Token): boolean => t.end - t.start <= 3 && (!t.common || (t.flags & (IS.door | IS.street)) !== 0)

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

/** Whether a word tells of something else than a way. */
function isOther(scene: Scene, i: number, of: Uint8Array): boolean {
  const t = scene.tokens[i] as Token
  if (directs(t) || isRelative(t)) return false
  if (of[i] === OTHER || (t.flags & (IS.currency | IS.called | IS.lawHead)) !== 0) return true
  if (isSpared(scene, t) && !isNumber(t)) return true
  if (isPronoun(t)) return speaksOfPerson(t)
  if (isPlaceNoun(t) || isRelation(t) || isStation(t) || isBeforeNoun(t)) return false
  if (opensClause(t)) return !isApproach(t)
  const isOfAnother = i > 0 && isOf(scene.tokens[i - 1] as Token)
  if (of[i] === NAMED) return !isOfAnother && of[i - 1] !== NAMED
  if ((t.flags & ROLE) !== 0) return !isOfAnother
  return endsWay(t) && !isTopic(t.topic, 'is')
}

/** The last token of what is told from `start`, where it tells enough of a way. */
function toldTo(scene: Scene, start: number, at: number, opening: Opening | undefined, ground: Ground): Told | undefined {
  const { tokens } = scene
  const { of } = ground
  let first = start
  let last = -1
  let doubtful = -1
  let words = 0
  let relations = opensFrom(tokens[start] as Token) ? 1 : 0
  let housed = 0
  let pieces = 0
  let from = start
  while (from < tokens.length && from - start < MOST_WORDS) {
    const isLead = from === first
    const piece = pieceAt(scene, from, of, isLead)
    if (piece === undefined) break
    const { end } = piece
    if (piece.way > 0 || (!isLead && isDemonstrative(tokens[from] as Token, tokens[from + 1]))) {
      last = end
      pieces++
      words += piece.words
      relations += piece.relations
      housed += piece.housed
    } else if (isLead) first = end + 1
    else if (end - from > 6 || doubtful > last) break
    else doubtful = end
    from = end + 1
    if (from >= tokens.length || !COMMA.test(gapAfter(scene, end))) break
  }
  if (last < at || first > at) return undefined
  const known = streetBehind(scene, first, of)
  if (known !== undefined) first = known
  const isEnough =
    opening === 'where' || opening === 'colon'
      ? housed > 2 || (words > 2 && pieces > 1 && (relations > 0 || opening === 'where')) || (words > 3 && relations > 0)
      : (housed > 2 && (words > 2 || (words > 1 && relations > 0))) || (opening !== undefined && words > 3 && relations > 0 && pieces > 1)
  return isEnough ? { first, last } : undefined
}
const OF_HOUSE: ReadonlySet<string> = new Set('de del da do du d of in en em'.split(' '))
/** "calle Timanfaya" of "el trastero de calle Timanfaya 31": an address that was found names the door by itself. */
function streetBehind({ tokens }: Scene, first: number, of: Uint8Array): number | undefined {
  for (let i = first; i < tokens.length && i - first < 6; i++) {
    const t = tokens[i] as Token
    if (of[i] !== HOUSED && of[i] !== PLACED) continue
    const isStreet = (t.flags & IS.street) !== 0 || t.digits > 0 || (t.letterCase === 'capital' && !t.first)
    return i > first && isStreet && OF_HOUSE.has((tokens[i - 1] as Token).text) ? i : undefined
  }
  return undefined
}

interface Told {
  readonly first: number
  readonly last: number
}

/** What a piece up to a comma tells; undefined where it tells something else. */
function pieceAt(scene: Scene, from: number, of: Uint8Array, isLead: boolean) {
  const { tokens } = scene
  let way = 0
  let words = 0
  let relations = 0
  let housed = 0
  for (let i = from; i < tokens.length && i - from < LONGEST_PIECE; i++) {
    const t = tokens[i] as Token
    const prior = tokens[i - 1]
    const orders = directs(t) && (i === from || (prior !== undefined && isLeading(prior)))
    if (of[i] === HOUSED) housed++
    else if (isOther(scene, i, of)) return undefined
    else if (isVerb(t) && (isLead || i > from + 1) && !(prior !== undefined && isRelative(prior))) return undefined
    const isFar = isMeasure(t) && prior !== undefined && (isNumber(prior) || isOrdinal(prior))
    const isWay = isStation(t) || (isWayWord(t) && !(isMeasure(t) && !isFar && !isPlaceNoun(t)))
    if (isWay || isFar || isOrdinal(t) || orders || of[i] === HOUSED || (!isLead && isFeature(t))) way++
    if (isWay) words++
    if ((isRelation(t) && !isCompass(t)) || isFar || orders) relations++
    if (i + 1 >= tokens.length || !WITHIN.test(gapAfter(scene, i))) return { end: i, way, words, relations, housed }
  }
  return undefined
}
