import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'
import { type Ground, HOUSED, NAMED, OTHER, PLACED } from './ground.ts'
import { endOf } from './way-end.ts'
import {
  COMMA,
  endsWay,
  isAnd,
  isBeforeNoun,
  isMeasure,
  isNumber,
  isOf,
  isOrdinal,
  isPlaceNoun,
  isPlainRelation,
  isPronoun,
  isRelation,
  isVague,
  opensClause,
  opensWhere,
  tellsWhere,
  WITHIN,
} from './way-words.ts'

/** Words between a relation and its landmark; before a relation; between a word of living and the way. */
const FARTHEST = 6
const MOST_BEFORE = 7
const MOST_CUE = 9

/** "dos cuadras abajo de la pulpería, casa verde", "behind the mill": where somebody lives or was, told by the way to it. */
export function waysIn(scene: Scene, signs: readonly Token[], ground: Ground): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  let behind = -1
  for (const t of signs) {
    if (t.index <= behind) continue
    const noun = landmarkAt(scene, t, ground)
    if (noun === undefined) continue
    const first = startOf(scene, t, ground)
    const last = endOf(scene, noun.index, ground)
    if (!isTold(scene, t, noun, first, last, ground)) continue
    found.push(markOf((tokens[first] as Token).start, (tokens[last] as Token).end, 'ADDRESS'))
    behind = last
  }
  return found
}

/** The word by which a relation is told: "pulpería" behind "abajo de la". */
function landmarkAt(scene: Scene, t: Token, { of }: Ground): Token | undefined {
  const { tokens } = scene
  if (isMeasure(t)) {
    const count = tokens[t.index - 1]
    if (count === undefined || !(isNumber(count) || isOrdinal(count)) || gapAfter(scene, count.index) !== ' ')
      return undefined
  }
  if (isOfPeople(scene, t)) return undefined
  let first: Token | undefined
  for (let i = t.index + 1; i < tokens.length && i - t.index <= FARTHEST; i++) {
    const next = tokens[i] as Token
    if (!WITHIN.test(gapAfter(scene, i - 1)) || next.line !== t.line || of[i] === OTHER) return first
    if (isSpared(scene, next) || (next.flags & IS.lawHead) !== 0) return undefined
    if (isPlaceNoun(next)) return next
    if (isOf(next) || isRelation(next) || isBeforeNoun(next) || isNumber(next)) {
      if (first !== undefined) return first
      continue
    }
    if ((next.flags & IS.function) !== 0 || isPronoun(next) || endsWay(next) || isTopic(next.topic, 'time'))
      return first
    first ??= next
  }
  return first
}

/** "junto con", "junto a otros": with somebody, nowhere. */
function isOfPeople({ tokens }: Scene, t: Token): boolean {
  const next = tokens[t.index + 1]
  return t.text === 'junto' && next !== undefined && /^(?:con|com)$/.test(next.text)
}
/** Whether what was read tells where somebody is, and nothing else. */
function isTold(scene: Scene, t: Token, noun: Token, first: number, last: number, ground: Ground): boolean {
  const near = cueBefore(scene, first, ground)
  if (near !== undefined && isPlainRelation(t) && isAnyLandmark(noun) && !(near === 'place' && isVague(t))) return true
  if (!isPlaceNoun(noun)) return false
  if (near !== undefined) return true
  let words = 0
  let home = false
  for (let i = first; i <= last; i++) {
    const word = scene.tokens[i] as Token
    if (isPlaceNoun(word)) words++
    if (isTopic(word.topic, 'home') && word.text !== 'home') home = true
  }
  return words > 1 && (home || isMeasure(t) || isOrdinal(scene.tokens[first] as Token))
}

/** Things and food lie beside one another in a house. */
const isAnyLandmark = (noun: Token): boolean => isPlaceNoun(noun) || !isTopic(noun.topic, 'goods', 'body', 'food')

/** What leads to a way: a word of living or being somewhere in the same sentence; or a place that was told right before. */
function cueBefore(scene: Scene, first: number, { of }: Ground): 'door' | 'place' | undefined {
  const { tokens } = scene
  for (let i = first - 1; i >= 0 && first - i <= MOST_CUE; i--) {
    const t = tokens[i] as Token
    const gap = gapAfter(scene, i)
    if (i === first - 1 && /^[»"”]? ?[,(:] {0,2}/.test(gap) && (of[i] === PLACED || of[i] === HOUSED)) return 'place'
    if (/[.;!?]|\n\n/.test(gap) && t.end - t.start > 3) return undefined
    if (gap.includes('\n') && !gap.includes(':')) return undefined
    if (tellsWhere(t)) return 'door'
  }
  return undefined
}

/** The token at which the way begins that has its relation at `t`. */
function startOf(scene: Scene, t: Token, { of }: Ground): number {
  const { tokens } = scene
  let start = t.index
  let noun = false
  let comma = false
  let isLead = false
  let idle = 0
  for (let i = t.index - 1; i >= 0 && t.index - i <= MOST_BEFORE; i--) {
    const word = tokens[i] as Token
    const gap = gapAfter(scene, i)
    const isComma = COMMA.test(gap)
    if (word.line !== t.line || !(WITHIN.test(gap) || isComma) || of[i] === OTHER || of[i] === NAMED) break
    if (isComma && comma) break
    if (isComma) comma = true
    if (endsWay(word) || isPronoun(word) || opensClause(word) || (tellsWhere(word) && !isPlaceNoun(word))) break
    if (isPlaceNoun(word) || isMeasure(word) || (isRelation(word) && !comma)) {
      start = i
      noun = true
      idle = 0
    } else if (isNumber(word) || isBeforeNoun(word)) start = i >= start - 2 && (noun || isNumber(word)) ? i : start
    else if (LEADS.has(word.text) && i === start - 1 && (isLead || isRelation(tokens[start] as Token))) {
      start = i
      isLead = true
    } else if (START_AT.has(word.text)) {
      if (!isPlaceBefore(scene, i - 1)) break
    } else if ((word.flags & IS.function) !== 0) {
      if (!isOf(word)) break
    } else if (++idle > 2) break
  }
  return start
}
/** Small words that belong to the relation behind them. */
const LEADS: ReadonlySet<string> = new Set(
  'al a la por ao do au l un en em just juste right ali lado alli ahi alla pa para de down up back far'.split(' '),
)
const START_AT: ReadonlySet<string> = new Set(
  'en in at na no nas nos num numa dans chez on el la the le un una um uma une an'.split(' '),
)

/** Whether a place is told before small words: "container" of "container at the". */
function isPlaceBefore({ tokens }: Scene, from: number): boolean {
  for (let i = from; i >= 0 && from - i < 3; i--) {
    const t = tokens[i] as Token
    if (isPlaceNoun(t)) return !tellsWhere(t) || isTopic(t.topic, 'home')
    if (!isOf(t) && !START_AT.has(t.text)) return false
  }
  return false
}

/** Addresses that were found, to their ends: small words before their relation, and the rest of the way behind. */
export function lengthened(scene: Scene, marks: readonly Mark[], ground: Ground): Mark[] {
  const { tokens } = scene
  let at = 0
  return marks.flatMap(mark => {
    const isPlace = mark.type === 'PLACE_SMALL' || mark.type === 'ORG_SMALL'
    if (mark.type !== 'ADDRESS' && !isPlace) return []
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    let last = at
    while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
    if (isPlace) return doorsBehind(scene, at, last, ground)
    const start = leadOf(scene, at)
    const closing = tokens[last] as Token
    const isWhole =
      isAnd(closing) || opensWhere(closing) || opensClause(closing) || gapAfter(scene, last - 1).includes('. ')
    // "por donde dan vuelta los": what a small word is said of belongs to it.
    const told = isOf(closing) && gapAfter(scene, last) === ' ' ? last + 1 : last
    const end = isWhole ? last : endOf(scene, Math.min(told, tokens.length - 1), ground)
    if (start === at && end === last) return []
    return [
      markOf(
        start < at ? (tokens[start] as Token).start : mark.start,
        end > last ? (tokens[end] as Token).end : mark.end,
        'ADDRESS',
      ),
    ]
  })
}

/** "She sleeps at the Desert Palm Inn, room two": what is told of the way behind the name of a house. */
function doorsBehind(scene: Scene, first: number, last: number, ground: Ground): Mark[] {
  if (!COMMA.test(gapAfter(scene, last)) || cueBefore(scene, first, ground) !== 'door') return []
  const end = endOf(scene, last, ground)
  const { tokens } = scene
  const tells = tokens.slice(last + 1, end + 1).some(isPlaceNoun)
  const from = START_AT.has((tokens[last + 1] as Token).text) ? last + 2 : last + 1
  return tells && from <= end ? [markOf((tokens[from] as Token).start, (tokens[end] as Token).end, 'ADDRESS')] : []
}

/** "a la" before "vuelta de", "au" before "dessus de". */
function leadOf({ tokens, text }: Scene, at: number): number {
  let start = at
  const opening = tokens[at]
  if (opening === undefined || !(isRelation(opening) || RELATED.has(opening.text))) return at
  while (start > 0 && at - start < 2) {
    const t = tokens[start - 1] as Token
    if (!JOINED.has(t.text) || !/^[ -]$/.test(text.slice(t.end, (tokens[start] as Token).start))) break
    start--
  }
  return start
}
const RELATED: ReadonlySet<string> = new Set(['la', 'un'])
const JOINED: ReadonlySet<string> = new Set('a al ao au la un en em por'.split(' '))
