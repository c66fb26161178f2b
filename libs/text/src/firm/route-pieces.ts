import { gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, ROLE } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'
import { HOUSED, NAMED, OTHER } from './ground.ts'
import {
  directs,
  isApproach,
  isCompass,
  isFeature,
  isLeading,
  isRelative,
  isStation,
  isWithout,
  speaksOfPerson,
} from './route-words.ts'
import {
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
  WITHIN,
} from './way-words.ts'

/** Words of a piece. */
const LONGEST_PIECE = 16

/** Whether a word tells of something else than a way. */
export function isOther(scene: Scene, i: number, of: Uint8Array): boolean {
  const t = scene.tokens[i] as Token
  if (directs(t) || isRelative(t) || isFeature(t) || isWithout(t)) return false
  if (i > 0 && isWithout(scene.tokens[i - 1] as Token)) return false
  if (t.text === 'son' && scene.language === 'fr') return false
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

export const isVerb = (t: Token): boolean => isTopic(t.topic, 'is') && !isRelation(t)

/** What a piece up to a comma tells; where it tells something else, or too much, the last token that was read. */
export function pieceAt(scene: Scene, from: number, of: Uint8Array, isLead: boolean) {
  const { tokens } = scene
  let way = 0
  let words = 0
  let relations = 0
  let housed = 0
  for (let i = from; i < tokens.length && i - from < LONGEST_PIECE; i++) {
    const t = tokens[i] as Token
    const prior = tokens[i - 1]
    const orders = directs(t) && (i === from || (prior !== undefined && isLeading(prior)))
    if (of[i] === HOUSED) housed += scene.seeded[t.start] === 1 ? 0 : 1
    else if (isOther(scene, i, of)) return i
    else if (isVerb(t) && (isLead || i > from + 1) && !(prior !== undefined && isRelative(prior))) return i
    const isFar = isMeasure(t) && prior !== undefined && (isNumber(prior) || isOrdinal(prior))
    const isWay = isStation(t) || (isWayWord(t) && !(isMeasure(t) && !isFar && !isPlaceNoun(t)))
    if (isWay || isFar || isOrdinal(t) || orders || of[i] === HOUSED || (!isLead && isFeature(t))) way++
    if (isWay) words++
    if ((isRelation(t) && !isCompass(t)) || isFar || orders) relations++
    if (i + 1 >= tokens.length || !WITHIN.test(gapAfter(scene, i))) return { end: i, way, words, relations, housed }
  }
  return from + LONGEST_PIECE - 1
}
