import { isFixed, type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { topicOf } from '../words/topics.ts'
import { type Ground, HOUSED, PLACED } from './ground.ts'
import { pieceAt } from './route-pieces.ts'
import { ARTICLES, INSIDE, leadIn, MOST_BEFORE, type Opening, openingOf } from './route-start.ts'
import { directs, isDemonstrative, opensFrom } from './route-words.ts'
import { COMMA, isPlaceNoun, isRelation } from './way-words.ts'

/** Words of a whole way. */
const MOST_WORDS = 40

/** "Cómo llegar: de la caseta, pasar tres drenes y dar vuelta en la bomba que no sirve": ways told from where they are opened to the end of what tells them. */
export function routesIn(scene: Scene, signs: readonly Token[], marks: readonly Mark[], ground: Ground): Mark[] {
  const found: Mark[] = []
  let behind = -1
  // Signs within what was read and told too little begin nothing again.
  let read = -1
  for (const at of placesOf(scene, signs, marks)) {
    if (at <= behind || (at <= read && ground.of[at] !== HOUSED)) continue
    const { start, opening } = openingOf(scene, at, ground)
    if (start <= behind) continue
    const told = toldTo(scene, start, at, opening, ground)
    if (typeof told === 'number') {
      read = told
      continue
    }
    found.push(markOf((scene.tokens[told.first] as Token).start, (scene.tokens[told.last] as Token).end, 'ADDRESS'))
    behind = told.last
  }
  return found
}

/** Where a way may be told: relations and measures, what follows a colon or "vive en", and addresses that were found, but for the record's own, which are told in whole. */
function placesOf(scene: Scene, signs: readonly Token[], marks: readonly Mark[]): number[] {
  const { tokens } = scene
  const places = signs.map(t => t.index)
  for (const t of tokens) {
    if (t.first && followsColon(scene, t)) places.push(t.index)
    else if (t.topic === DWELLING && INSIDE.has(tokens[t.index + 1]?.text ?? '')) places.push(t.index + 2)
  }
  let at = 0
  for (const mark of marks) {
    if (mark.type !== 'ADDRESS' || isFixed(mark)) continue
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    places.push(at)
  }
  return places.filter(place => place < tokens.length).sort((a, b) => a - b)
}
const DWELLING = topicOf('lives')

const followsColon = ({ text }: Scene, t: Token): boolean =>
  t.index > 0 && /[:?][ –—«"“-]{0,4}$/.test(text.slice(Math.max(0, t.start - 6), t.start))

/** What is told from `start`, where it tells enough of a way; or the last token that was read. */
function toldTo(scene: Scene, start: number, at: number, opening: Opening | undefined, ground: Ground): Told | number {
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
  let read = start
  while (from < tokens.length && from - start < MOST_WORDS) {
    const isLead = from === first
    const piece = pieceAt(scene, from, of, isLead)
    if (typeof piece === 'number') {
      read = piece
      break
    }
    const { end } = piece
    read = end
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
  if (last < at || first > at) return read
  const known = streetBehind(scene, first, of)
  if (known !== undefined) first = known
  const isEnough =
    opening === 'where' || opening === 'colon'
      ? housed > 2 ||
        (words > 2 && pieces > 1 && (relations > 0 || opening === 'where')) ||
        (words > 3 && relations > 0)
      : (housed > 2 && (words > 2 || (words > 1 && relations > 0))) ||
        (opening !== undefined && words > 3 && relations > 0 && pieces > 1)
  return isEnough ? { first: known === undefined ? leadIn(scene, first) : first, last } : read
}

/** "calle Timanfaya" of "el trastero de calle Timanfaya 31": an address that was found names the door by itself. */
function streetBehind({ tokens }: Scene, first: number, of: Uint8Array): number | undefined {
  let isNamed = false
  for (let i = first; i < tokens.length && i - first < MOST_BEFORE; i++) {
    const t = tokens[i] as Token
    const isName = t.letterCase === 'capital' && !t.first
    if (of[i] !== HOUSED && of[i] !== PLACED) {
      if (isName) isNamed = true
      else if (!isNamed && ((isRelation(t) && !isPlaceNoun(t)) || directs(t))) return undefined
      continue
    }
    if (i === first || (i === first + 1 && ARTICLES.has((tokens[first] as Token).text))) return undefined
    return isNamed || isName || (t.flags & IS.street) !== 0 || t.digits > 0 ? i : undefined
  }
  return undefined
}

interface Told {
  readonly first: number
  readonly last: number
}
