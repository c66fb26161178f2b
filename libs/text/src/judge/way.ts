import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, LABEL, ROLE } from '../words/flags.ts'
import { isOfWay, isTopic } from '../words/topics.ts'

/** The first and the last word of the way to a door of which some were found: "galpón viejo de", ", enfrente de una llantera". */
export const wayAround = (scene: Scene, first: number, last: number): readonly [from: number, to: number] => [
  dwellingBefore(scene, first),
  piecesBehind(scene, tailBehind(scene, last)),
]

const MOST_BEFORE = 5
const MOST_TAIL = 5
const LONGEST_PIECE = 8
const MOST_PIECES = 5

const gap = ({ text }: Scene, a: Token, b: Token): string => text.slice(a.end, Math.min(b.start, a.end + 8))
/** What parts the words of one piece, and two pieces of one way. */
const WITHIN = /^[ '-]{1,2}$/
const APART = /^(?: {0,2}, {0,2}| \/ )$/
const CLOSED = /^ ?[,.;:)\n»"”—/]/

/** A word that tells something else than a way. */
const endsWay = (t: Token): boolean =>
  (t.flags & (IS.called | ROLE | LABEL)) !== 0 ||
  isTopic(t.topic, 'dwell', 'work', 'say', 'is', 'who', 'kin', 'friend', 'boss', 'travel', 'reach', 'money') ||
  isTopic(t.topic, 'age', 'born', 'month', 'weekday', 'time')

const isSmall = (t: Token): boolean => isTopic(t.topic, 'article', 'inside', 'of', 'and', 'whose')
const AND: ReadonlySet<string> = new Set(['y', 'e', 'et', 'and', 'que', 'qui', 'that', 'pero', 'mas', 'mais', 'but'])

/** "galpón viejo de" before the name of a farm. */
function dwellingBefore(scene: Scene, first: number): number {
  const { tokens } = scene
  let from = first
  for (let at = first - 1; at >= 0 && first - at <= MOST_BEFORE; at--) {
    const t = tokens[at] as Token
    const next = tokens[at + 1] as Token
    if (t.line !== next.line || !/^,? {1,2}$|^[-/]$/.test(gap(scene, t, next)) || endsWay(t)) break
    if (isOfWay(t.topic)) from = at
  }
  return from
}

/** "adobe" of which "casa de" was found: the rest of a piece that was cut. */
function tailBehind(scene: Scene, last: number): number {
  const { tokens } = scene
  let to = last
  while (to + 1 < tokens.length && to - last < MOST_TAIL && isBeside(scene, to)) {
    const t = tokens[to + 1] as Token
    if (endsWay(t) || AND.has(t.text)) return last
    to++
  }
  if (to === last || !isClosed(scene, to)) return last
  const goesOn = isSmall(tokens[last] as Token) || isSmall(tokens[last + 1] as Token)
  return goesOn || tokens.slice(last + 1, to + 1).some(t => isOfWay(t.topic)) ? to : last
}

/** ", cobertura", ", enfrente de una llantera": pieces behind a comma that tell more of a way. */
function piecesBehind(scene: Scene, last: number): number {
  const { tokens } = scene
  let to = last
  for (let pieces = 0; pieces < MOST_PIECES && to + 1 < tokens.length; pieces++) {
    const first = to + 1
    if (!APART.test(gap(scene, tokens[to] as Token, tokens[first] as Token))) return to
    let end = first
    while (end + 1 < tokens.length && end - first < LONGEST_PIECE && isBeside(scene, end)) end++
    if (!isClosed(scene, end) || !tellsWay(tokens, first, end)) return to
    to = end
  }
  return to
}

function tellsWay(tokens: readonly Token[], from: number, to: number): boolean {
  let tells = false
  for (let at = from; at <= to; at++) {
    const t = tokens[at] as Token
    if (endsWay(t)) return false
    if (isOfWay(t.topic)) tells = true
  }
  return tells
}

/** Whether a word and the next are of one piece. */
function isBeside(scene: Scene, at: number): boolean {
  const [a, b] = [scene.tokens[at] as Token, scene.tokens[at + 1] as Token]
  return a.line === b.line && WITHIN.test(gap(scene, a, b))
}

const isClosed = ({ tokens, text }: Scene, at: number): boolean => {
  const next = tokens[at + 1]
  return next === undefined || CLOSED.test(text.slice((tokens[at] as Token).end, next.start))
}
