import { isFixed, type Mark, markOf } from './marks.ts'
import { gapAfter, type Scene } from './scene.ts'
import type { Token } from './tokens.ts'
import { IS } from './words/flags.ts'
import { FREQUENT } from './words/known.ts'

/** What a reader may be told of a place: the state it lies in, or nothing. */
export type PlacesTold = 'state' | 'withheld'

const MOST_WORDS = 4
/** Before a town, and before hardly anybody. */
const PLACED: ReadonlySet<string> = new Set(
  [
    ...'en desde hasta hacia por para entre rumbo'.split(' '),
    ...'in to from at near into toward towards via'.split(' '),
    ...'à a vers depuis entre dans jusqu'.split(' '),
    ...'em no na ate para'.split(' '),
  ].flatMap(word => [word, word.normalize('NFD').replace(/\p{M}/gu, '')]),
)

const OF: ReadonlySet<string> = new Set('de da do del du of'.split(' '))

/**
 * The marks, and the towns that nobody marks for themselves since many live there; where no place may be told, states as well. A
 * person's mark that is a town's name and no name of people is the town's: "llegó a Choloma" is about nobody.
 */
export function withTowns(scene: Scene, marks: readonly Mark[], told: PlacesTold): Mark[] {
  const kept = marks.map(found => asTown(scene, found))
  const covered = new Uint8Array(scene.text.length)
  for (const { start, end } of kept) covered.fill(1, start, end)
  const found: Mark[] = []
  let behind = -1
  for (let at = 0; at < scene.tokens.length; ) {
    const t = scene.tokens[at] as Token
    const words =
      covered[t.start] === 0 && scene.lists.opensTown(t.text) ? wordsOfTown(scene, at, told, at === behind) : 0
    const last = scene.tokens[at + words - 1] ?? t
    if (words > 0 && covered[last.end - 1] === 0) {
      found.push(markOf(t.start, last.end, 'PLACE', undefined, scene.lists.stateOf(phrase(scene, at, words))))
      // "Choloma, Cortés": what follows on a comma is where it lies.
      behind = /^, ?$/.test(gapAfter(scene, at + words - 1)) ? at + words : -1
    }
    at += Math.max(words, 1)
  }
  return found.length === 0 ? kept : [...kept, ...found].toSorted((one, other) => one.start - other.start)
}

/** How many words from that one on are a town's name; the most that are. `beside`: it follows on another. */
function wordsOfTown(scene: Scene, at: number, told: PlacesTold, beside: boolean): number {
  const { tokens, lists } = scene
  let words = 0
  for (let n = 1; n <= MOST_WORDS && at + n <= tokens.length; n++) {
    if (n > 1 && !/^[ -]$/.test(gapAfter(scene, at + n - 2))) break
    const name = phrase(scene, at, n)
    // A state that is called like its town may be told where states are.
    if (lists.isState(name) ? told === 'withheld' : lists.isTown(name)) words = n
  }
  return standsForTown(scene, at, words, beside) ? words : 0
}

/** An ordinary word may be a town as well: "salto", "Cortés", "la unión". A country is told. */
function standsForTown({ tokens, lists, language }: Scene, at: number, words: number, beside: boolean): boolean {
  const t = tokens[at + words - 1]
  if (t === undefined || (words === 1 && (t.flags & (IS.country | IS.month)) !== 0)) return false
  // "Protocolo de Palermo"
  if (OF.has(tokens[at - 1]?.text ?? '') && ((tokens[at - 2]?.flags ?? 0) & IS.lawHead) !== 0) return false
  const before = tokens[at - 1]?.text ?? ''
  const isPlaced = beside || PLACED.has(before)
  const isCapital = !t.quiet && (t.letterCase === 'capital' || t.letterCase === 'caps')
  const isOrdinary = lists.isCommonWord(t.text, language) || (t.rank & FREQUENT) !== 0
  if (words > 1) return isCapital || (isPlaced && !isOrdinary)
  return isOrdinary ? isCapital && !t.first && isPlaced : isCapital || isPlaced || OF.has(before)
}

const phrase = ({ tokens }: Scene, at: number, words: number): string =>
  tokens
    .slice(at, at + words)
    .map(({ text }) => text)
    .join(' ')

/** A small place says its state, and a town that was taken for somebody is none. */
function asTown(scene: Scene, found: Mark): Mark {
  if (isFixed(found) || (found.type !== 'PERSON' && found.type !== 'PLACE_SMALL')) return found
  const { lists, text } = scene
  const name = text.slice(found.start, found.end).replaceAll('-', ' ')
  if (!lists.isTown(name) || lists.isState(name)) return found
  const [first = '', ...rest] = name.split(' ')
  const mayBeSomebody = lists.isGivenName(first) || (rest.length === 0 && lists.isFamilyName(first))
  if (found.type === 'PERSON' && mayBeSomebody) return found
  const type = found.type === 'PERSON' ? 'PLACE' : found.type
  return markOf(found.start, found.end, type, undefined, lists.stateOf(name), found.by)
}
