import type { Lists, NameSpan, NameTagger } from '../lists.ts'
import { before, mark, type Scene } from '../scene.ts'
import { sorted } from '../sorted.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { OPENS_PHRASE } from '../words/known.ts'
import { OPENS_SPARED, SPARED_PHRASES } from '../words/phrases.ts'
import { mayName, phraseOf } from './kinds.ts'
import { isLabel } from './near.ts'

const SURE = 0.5
const TYPES = { PERSON: 'PERSON', PLACE: 'PLACE_SMALL', ORG: 'ORG_SMALL' } as const

/** Asks the tagger, and keeps what it makes of each word. */
export function findTagged(scene: Scene, tagger: NameTagger): void {
  const { folded, tokens, leanings } = scene
  let i = 0
  const spans = tagger.tag(folded.source, scene.language, (start, leaning) => {
    while (i < tokens.length && folded.upTo(tokens[i]?.end ?? 0) <= start) i++
    leanings[i] = leaning
  })
  takeTagged(scene, spans)
}

/** What the trained tagger holds for names, cut to whole words; large places and institutions of state are none. */
function takeTagged(scene: Scene, spans: readonly NameSpan[]): void {
  const { folded, tokens } = scene
  let i = 0
  for (const span of sorted(spans, (a, b) => a.start - b.start)) {
    if (span.score < SURE) continue
    while (i < tokens.length && folded.upTo(tokens[i]?.end ?? 0) <= span.start) i++
    let last = i - 1
    for (let k = i; k < tokens.length && folded.from(tokens[k]?.start ?? 0) < span.end; k++) last = k
    for (let from = i; from <= last; ) {
      const end = sentenceEnd(scene, from, last)
      take(scene, trim(scene, tokens.slice(from, end + 1)), TYPES[span.type])
      from = end + 1
    }
  }
}

/** A name does not go on over the end of a sentence. */
function sentenceEnd({ text, tokens }: Scene, from: number, last: number): number {
  for (let i = from; i < last; i++) {
    const t = tokens[i] as Token
    const next = tokens[i + 1] as Token
    // Nearly always one sign, which ends nothing.
    if (
      next.start - t.end > 1 &&
      t.end - t.start > 3 &&
      (t.flags & IS.title) === 0 &&
      STOPS.test(text.slice(t.end, next.start))
    )
      return i
  }
  return last
}
const STOPS = /[.!?;:] |\n\n/

function take(scene: Scene, inside: readonly Token[], type: SpanType): void {
  const { lists, text } = scene
  const first = inside[0]
  const end = inside.at(-1)
  if (first === undefined || end === undefined) return
  if (inside.every(t => scene.harmless[t.start] === 1 || scene.masked[t.start] === 1)) return
  if ((first.signs & OPENS_PHRASE) !== 0) {
    const phrase = phraseOf(inside)
    if (lists.isBigPlace(phrase) || lists.isInstitution(phrase)) return
  }
  if (!isTelling(scene, inside) || isPublic(scene, inside, type)) return
  if (
    inside.every(
      t =>
        (t.flags & (IS.function | IS.capital | IS.country | IS.month | IS.title)) !== 0 &&
        (t.flags & IS.nameWord) === 0,
    )
  )
    return
  if (type !== 'PERSON' && inside.every(t => (t.flags & IS.capital) !== 0 || (t.letterCase === 'lower' && !t.quiet)))
    return
  if (text.slice(first.start, end.end).length > 80) return
  mark(scene, first.start, end.end, type)
}

/** "Port Halden Police Service", "GABINETE DO RELATOR": large places, institutions and ordinary words that are no names, in capitals though they be. */
function isPublic(scene: Scene, inside: readonly Token[], type: SpanType): boolean {
  const prior = scene.tokens[(inside[0]?.index ?? 0) - 1]
  if (type === 'PERSON' && prior !== undefined && (prior.flags & (IS.title | IS.called)) !== 0) return false
  let ordinary = 0
  for (let i = 0; i < inside.length; ) {
    const length = publicFrom(scene, inside, i)
    const t = inside[i]
    if (length > 0) i += length
    else if (t === undefined || !isNoName(t)) return false
    else {
      if ((t.flags & (IS.function | IS.capital)) === 0) ordinary++
      i++
    }
  }
  // A house may have a name of ordinary words, a person only one of words that are names.
  return type === 'PERSON' || ordinary === 0
}

const isNoName = (t: Token): boolean =>
  !mayName(t) && (t.common || (t.flags & (IS.function | IS.capital | IS.title)) !== 0)

const mayOpenLarge = (t: Token): boolean => (t.signs & (OPENS_PHRASE | OPENS_SPARED)) !== 0
const isLarge = (lists: Lists, phrase: string): boolean =>
  lists.isBigPlace(phrase) || lists.isInstitution(phrase) || SPARED_PHRASES.has(phrase)

/** How many words from here on are a large place or an institution. */
function publicFrom({ lists, tokens }: Scene, inside: readonly Token[], from: number): number {
  // "Port", left outside, and "Halden".
  const outer = from === 0 ? tokens[(inside[0]?.index ?? 0) - 1] : undefined
  if (outer !== undefined && mayOpenLarge(outer) && isLarge(lists, `${outer.text} ${inside[0]?.text ?? ''}`)) return 1
  const first = inside[from]
  if (first === undefined || !mayOpenLarge(first)) return 0
  for (let n = Math.min(4, inside.length - from); n > 1; n--) {
    if (isLarge(lists, phraseOf(inside.slice(from, from + n)))) return n
  }
  return 0
}

const isListed = (t: Token): boolean => t.given || t.family

/** Titles and words of a part, which lead to a name, are none of it. */
function trim(scene: Scene, inside: readonly Token[]): readonly Token[] {
  let from = 0
  while (from < inside.length) {
    const t = inside[from]
    if (t !== undefined && scene.harmless[t.start] === 1) {
      from++
      continue
    }
    if (t === undefined || (t.flags & (IS.title | ROLE | LABEL | IS.function)) === 0 || mayName(t)) break
    if ((t.flags & IS.function) !== 0 && t.letterCase !== 'lower' && !t.first && (t.flags & (IS.title | ROLE)) === 0)
      break
    from++
  }
  let to = inside.length
  for (let t = inside[to - 1]; t !== undefined && to > from && isLabel(scene, t); t = inside[to - 1]) to--
  return inside.slice(from, to)
}

const ARTICLE = /(?:^|[^a-z])(?:an?|the|un[ae]?|uma?|el|la|le|les|los|las|des?|du) $/

/** Small letters among sentences that use capitals, a label, letters of an abbreviation: none of them is a name by the tagger's word alone. */
function isTelling(scene: Scene, inside: readonly Token[]): boolean {
  const { text } = scene
  const first = inside[0]
  const last = inside.at(-1)
  if (first === undefined || last === undefined) return false
  if (inside.every(t => t.end - t.start === 1)) return false
  if (inside.every(t => t.letterCase === 'caps' && t.end - t.start <= 5 && !t.quiet && !isListed(t))) return false
  if (inside.length === 1 && /^\.? ?:/.test(text.slice(last.end, last.end + 3)) && !isListed(first)) return false
  const small = inside.every(t => t.letterCase === 'lower' && !t.quiet)
  if (small && ARTICLE.test(before(scene, first.start, 5)) && inside.some(t => t.anywhere)) return false
  return (
    !small ||
    inside.some(t => isListed(t) && !t.common) ||
    ((first.flags & (IS.orgHead | IS.placeHead)) !== 0 && inside.length > 2)
  )
}
