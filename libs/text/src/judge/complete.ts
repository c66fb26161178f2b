import { type Mark, markOf, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import { Sizes } from '../seed/sizes.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson } from '../types.ts'
import { IS, ROLE } from '../words/flags.ts'
import { FREQUENT } from '../words/known.ts'
import { firstAt } from './evidence.ts'
import { type Kind, kindOfType } from './labels.ts'
import { wayAround } from './way.ts'

/** What a word was found for in part is masked in whole, and a name found once is one wherever it stands. */
export const completed = (scene: Scene, marks: readonly Mark[]): Mark[] => {
  const whole = unite(marks, scene.text).map(mark => grown(scene, mark))
  return [...whole, ...repeated(scene, whole)]
}

/** Marks with what belongs to them on either side, by their kind. */
function grown(scene: Scene, mark: Mark): Mark {
  const { tokens } = scene
  const first = firstAt(tokens, mark.start)
  let last = first
  while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
  const kind = kindOfType(mark.type)
  const [from, to] =
    kind === 'ADDRESS' ? wayAround(scene, first, last) : [leftOf(scene, kind, first), rightOf(scene, kind, last)]
  const start = from < first ? (tokens[from] as Token).start : mark.start
  const end = to > last ? (tokens[to] as Token).end : mark.end
  return start === mark.start && end === mark.end ? mark : { ...mark, start, end }
}

const NAMED: ReadonlySet<Kind> = new Set<Kind>(['PERSON', 'PLACE', 'ORG'])
/** "l'", "qu'": what French and Portuguese shorten before a vowel is no part of a name. */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|entr)$/
/** What English leaves of a word behind its sign. */
const SHORTENED = /^(?:s|t|d|m|re|ve|ll)$/
const MOST_JOINED = 6
const ANY_SIGN = /^['-]$/

const between = ({ text }: Scene, a: Token, b: Token): string => text.slice(a.end, Math.min(b.start, a.end + 8))

function leftOf(scene: Scene, kind: Kind, first: number): number {
  if (!NAMED.has(kind)) return first
  const at = joinedBefore(scene, first)
  return headBefore(scene, kind, kind === 'PERSON' ? initialBefore(scene, at) : at)
}

function joinedBefore(scene: Scene, first: number): number {
  const { tokens } = scene
  let at = first
  for (let t = tokens[at - 1]; t !== undefined && first - at < MOST_JOINED; t = tokens[at - 1]) {
    if (!ANY_SIGN.test(between(scene, t, tokens[at] as Token)) || ELIDED.test(t.text)) break
    at--
  }
  return at
}

/** "s. kandiah": a letter and a point before a name. */
function initialBefore(scene: Scene, first: number): number {
  const { tokens } = scene
  const t = tokens[first - 1]
  const opens =
    t !== undefined &&
    t.end - t.start === 1 &&
    t.digits === 0 &&
    /^\. ?$/.test(between(scene, t, tokens[first] as Token))
  return opens && !(t.text === 'm' && scene.language === 'fr') && t.line === tokens[first]?.line ? first - 1 : first
}

const OF = /^(?:de|da|do|del|des|du|dos|das|of|d)$/
/** "resguardo de", "aldeia": the head of a place's name or a firm's. */
function headBefore(scene: Scene, kind: Kind, first: number): number {
  const { tokens } = scene
  const bit = kind === 'ORG' ? IS.orgHead : IS.placeHead
  let at = first - 1
  const of = tokens[at]
  if (of !== undefined && OF.test(of.text) && beside(scene, at)) at--
  const head = tokens[at]
  if (head === undefined || !beside(scene, at) || (head.flags & bit) === 0) return first
  return at
}

/** Whether a word and the next are parted by no more than a space. */
const beside = (scene: Scene, at: number): boolean => {
  const a = scene.tokens[at]
  const b = scene.tokens[at + 1]
  return a !== undefined && b !== undefined && a.line === b.line && /^ {1,2}$|^'$/.test(between(scene, a, b))
}

function rightOf(scene: Scene, kind: Kind, last: number): number {
  const { tokens } = scene
  let at = last
  if (NAMED.has(kind))
    for (let t = tokens[at + 1]; t !== undefined && at - last < MOST_JOINED; t = tokens[at + 1]) {
      if (
        !ANY_SIGN.test(between(scene, tokens[at] as Token, t)) ||
        (t.start - (tokens[at] as Token).end === 1 && SHORTENED.test(t.text))
      )
        break
      at++
    }
  return at
}

const SHORTEST = 3

/** Words of names that stand elsewhere unmarked. An ordinary word is one only where its capital tells so. */
function repeated(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const words = new Set<string>()
  const sizes = new Sizes()
  const covered = new Uint8Array(tokens.length)
  for (const { start, end, type } of marks) {
    const ofPerson = isOfPerson(type)
    for (let i = firstAt(tokens, start); i < tokens.length && (tokens[i] as Token).start < end; i++) {
      const t = tokens[i] as Token
      covered[i] = 1
      if (ofPerson && t.end - t.start >= SHORTEST && t.digits === 0 && !isSmall(t)) {
        words.add(t.text)
        sizes.add(t.text)
      }
    }
  }
  const found: Mark[] = []
  if (words.size === 0) return found
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i] as Token
    if (covered[i] === 0 && isTelling(t) && sizes.mayHold(t.text) && words.has(t.text) && scene.harmless[t.start] === 0)
      found.push(markOf(t.start, t.end, 'PERSON'))
  }
  return found
}

const isSmall = (t: Token): boolean => (t.flags & (IS.function | IS.particle | IS.title | IS.month | ROLE)) !== 0
const isTelling = (t: Token): boolean =>
  t.letterCase === 'capital' && !t.quiet ? !t.first || !t.anywhere : !t.anywhere && (t.rank & FREQUENT) === 0
