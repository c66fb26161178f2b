import { isFixed, type Mark } from '../marks.ts'
import { before, gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { FREQUENT } from '../words/known.ts'
import { numberOf } from '../words/number-words.ts'
import { isTopic } from '../words/topics.ts'
import { COMMA, isAnd, isNumber, isOf, isOrdinal, isPronoun, isRelation, isWayWord, tellsHaving } from './way-words.ts'

/**
 * Marks no longer than what their kind can hold. What only the judge found may run on: an address into the next clause, a people
 * into what its people do, a count into an age. What a finder claimed of the kind, and what the record says, stays.
 */
export function bounded(scene: Scene, marks: readonly Mark[]): Mark[] {
  const told = claimsOf(scene)
  const kept: Mark[] = []
  let at = 0
  for (const mark of marks) {
    while (at < scene.tokens.length && (scene.tokens[at] as Token).end <= mark.start) at++
    if (isFixed(mark) || at === scene.tokens.length || !BOUNDED.has(mark.type)) {
      kept.push(mark)
      continue
    }
    let last = at
    while (last + 1 < scene.tokens.length && (scene.tokens[last + 1] as Token).start < mark.end) last++
    if (mark.type === 'ADDRESS') kept.push(...piecesOf(scene, mark, at, last))
    else if (mark.type === 'NATIONALITY') kept.push(...people(scene, mark, at, last, told(mark)))
    else if (told(mark) || isAge(scene, mark, at, last)) kept.push(mark)
  }
  return kept
}
const BOUNDED: ReadonlySet<string> = new Set(['ADDRESS', 'AGE', 'NATIONALITY'])

/** Whether some finder claimed an age or a people there. */
function claimsOf({ marks }: Scene): (mark: Mark) => boolean {
  const claims = marks.filter(({ type }) => type === 'AGE' || type === 'NATIONALITY')
  return ({ start, end, type }) => claims.some(claim => claim.type === type && claim.start < end && start < claim.end)
}

/** The address up to the first word of another clause; behind that only what begins like an address. */
function piecesOf(scene: Scene, mark: Mark, first: number, last: number): Mark[] {
  const { tokens } = scene
  const pieces: Mark[] = []
  // "el pasaje y la comida, 4 millones de guaraníes": what something costs.
  if (isPrice(scene, first, last)) return []
  let from = first
  while (from <= last) {
    let next = from + 1
    while (next <= last && !opensOther(scene, from, next, last)) next++
    let to = next - 1
    while (next <= last && to > from && isTrailing(tokens[to] as Token)) to--
    const start = from === first ? mark.start : (tokens[from] as Token).start
    pieces.push({ ...mark, start, end: to === last ? mark.end : (tokens[to] as Token).end })
    from = next <= last && opensSentence(scene, next, gapAfter(scene, next - 1)) ? next + 1 : next
    while (from <= last && !isHoused(scene, tokens[from] as Token) && !opensPiece(scene, from)) from++
  }
  return pieces
}

function isPrice({ tokens, housed, seeded }: Scene, first: number, last: number): boolean {
  let costs = false
  for (let i = first; i <= last; i++) {
    const t = tokens[i] as Token
    if (isRelation(t) || housed[t.start] === 1 || seeded[t.start] === 1 || (t.letterCase === 'capital' && !t.first))
      return false
    if ((t.flags & IS.currency) !== 0) costs = true
  }
  return costs
}

/** "appartement" of "5 mois, appartement Aráoz": a piece that begins with a word of a way. */
const opensPiece = (scene: Scene, i: number): boolean =>
  COMMA.test(gapAfter(scene, i - 1)) && isWayWord(scene.tokens[i] as Token)

/** A word of a way that a finder claimed. */
const isHoused = ({ housed }: Scene, t: Token): boolean =>
  housed[t.start] === 1 && (isWayWord(t) || (t.flags & (IS.door | IS.street)) !== 0)

/** Whether a word within an address tells of something else. */
function opensOther(scene: Scene, first: number, i: number, last: number): boolean {
  const { tokens } = scene
  const t = tokens[i] as Token
  const prior = tokens[i - 1] as Token
  const gap = gapAfter(scene, i - 1)
  if (scene.seeded[t.start] === 1) return false
  if (opensSentence(scene, i, gap) && !tellsPlace(scene, i + 1, last)) return true
  if (isWayWord(t) || t.digits > 0 || isOrdinal(t)) return false
  // ", sem banheiro", ", avec 4 autres"
  if (COMMA.test(gap) && tellsHaving(t) && !isAnyWay(scene, i + 1, last)) return true
  if (opensSentence(scene, i, gap) && !tellsPlace(scene, i, last)) return true
  if (isAnd(t)) return last - i > 2 && !tellsPlace(scene, i + 1, last)
  if (scene.housed[t.start] === 1) return false
  if (COMMA.test(gap) && isGroundless(scene, first, i) && isIdle(scene, i, last)) return true
  if (isTopic(t.topic, 'time') && isNumber(prior)) return true
  if ((t.flags & IS.currency) !== 0) return true
  return isVerbal(t) && (isTopic(t.topic, 'dwell', 'say', 'is') || isPronoun(t))
}

/** A capital behind a point that ends no short form. */
const opensSentence = ({ tokens }: Scene, i: number, gap: string): boolean => {
  const prior = tokens[i - 1] as Token
  const t = tokens[i] as Token
  return /[.;!?] /.test(gap) && t.first && t.digits === 0 && (prior.end - prior.start > 3 || isWhole(prior))
}

/** "Rua.": a word, no short form. */
const isWhole = (t: Token): boolean => t.common && t.end - t.start === 3 && (t.flags & IS.door) === 0

function isAnyWay({ tokens }: Scene, from: number, last: number): boolean {
  for (let i = from; i <= last; i++) if (isWayWord(tokens[i] as Token)) return true
  return false
}

/** Whether no name, no number and no more than one word of a way stands before. */
function isGroundless({ tokens, housed }: Scene, first: number, to: number): boolean {
  let words = 0
  for (let i = first; i < to; i++) {
    const t = tokens[i] as Token
    if (t.digits > 0 || t.letterCase !== 'lower' || t.quiet || housed[t.start] === 1) return false
    if (isWayWord(t) && ++words > 1) return false
  }
  return true
}

/** Whether the words up to the next comma tell of no place at all. */
function isIdle(scene: Scene, from: number, last: number): boolean {
  const { tokens } = scene
  for (let i = from; i <= last; i++) {
    const t = tokens[i] as Token
    if (isWayWord(t) || t.digits > 0 || t.letterCase !== 'lower' || scene.housed[t.start] === 1 || t.quiet) return false
    if (i > from && COMMA.test(gapAfter(scene, i - 1))) return true
  }
  return true
}

/** Not a piece of a word that a reading machine parted, "te" of "fren te", nor "Est" of a street. */
const isVerbal = (t: Token): boolean =>
  t.text === 'i' ||
  ((t.letterCase === 'lower' || (t.quiet && t.letterCase === 'caps')) &&
    (t.end - t.start > 2 || /^(?:i|je|yo|eu|he|il|is|es|el)$/.test(t.text)))

/** Whether one of the next few words tells of a place. */
function tellsPlace({ tokens, housed }: Scene, from: number, last: number): boolean {
  for (let i = from; i <= last && i - from < 4; i++) {
    const t = tokens[i] as Token
    if (isWayWord(t) || isNumber(t) || (t.letterCase !== 'lower' && !t.first)) return true
    if (housed[t.start] === 1 && (t.flags & (IS.door | IS.street)) !== 0) return true
  }
  return false
}

const isTrailing = (t: Token): boolean => isOf(t) || isAnd(t) || (t.flags & IS.function) !== 0

const YEARS = /^(?:anos?|anitos|aninhos|ans?|years?|yrs?|yo)$/
const SPELLS =
  /^(?:meses|mes|mois|months?|semanas|semaines?|weeks?|dias|jours|days|noches|noites|nuits|nights?|horas|heures|hours|grados|graus|degres|degrees)$/
const BABY =
  /\b(?:bebe|nin[oa]|hij[oa]s?|filh[oa]s?|menin[oa]|baby|enfant|fille|fils|son|daughter|child|nourrisson|bebes?|edad|idade|age[de]?)\b/
/** A number of the judge's alone is an age unless it counts something else. */
function isAge(scene: Scene, { start, end }: Mark, first: number, last: number): boolean {
  const { tokens, text } = scene
  const lead = before(scene, start, 40)
  for (let i = first; i <= last; i++) if (YEARS.test((tokens[i] as Token).text)) return true
  for (let i = first; i <= last + 1; i++) {
    const t = tokens[i]
    if (t !== undefined && SPELLS.test(t.text) && (i <= last || gapAfter(scene, last) === ' '))
      return /[,;(] $|\($/.test(lead) || BABY.test(lead) || BABY.test(text.slice(end, end + 12))
  }
  if (first === last && isSpared(scene, tokens[first] as Token)) return false
  const next = tokens[last + 1]
  return next === undefined || gapAfter(scene, last) !== ' ' || !isCounted(next)
}

/** What is counted: "onions", "contratos". */
const isCounted = (t: Token): boolean =>
  !YEARS.test(t.text) &&
  t.letterCase === 'lower' &&
  t.text.endsWith('s') &&
  (t.flags & IS.function) === 0 &&
  (t.common || (t.rank & FREQUENT) !== 0)

/** A people's name without what it does: "emberá chamí" of "emberá chamí con cuatro criaturas que pide". */
function people(scene: Scene, mark: Mark, first: number, last: number, claimed: boolean): Mark[] {
  const { tokens } = scene
  if (!claimed) return opensClauseOf(tokens[first] as Token) ? [] : [mark]
  let to = first
  while (to < last && !opensClauseOf(tokens[to + 1] as Token)) to++
  return [to === last ? mark : { ...mark, end: (tokens[to] as Token).end }]
}
const opensClauseOf = (t: Token): boolean =>
  numberOf(t.text) !== undefined || /^(?:con|com|avec|with|que|qui|who|that|del|quarantaine|trentaine)$/.test(t.text)
