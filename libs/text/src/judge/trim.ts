import { isFixed, type Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { stretchOf } from './evidence.ts'
import { type Kind, kindOfType } from './labels.ts'

const TRIMMED: ReadonlySet<Kind> = new Set<Kind>(['PERSON', 'PLACE', 'ORG'])

/** Names without small words at their ends, and without the letters by which a protocol tells who speaks. The record's own lose those alone. */
export function trimmed(scene: Scene, marks: readonly Mark[], turns = isProtocol(scene.text)): Mark[] {
  const kept: Mark[] = []
  for (const mark of marks) {
    const left = TRIMMED.has(kindOfType(mark.type)) ? cut(scene, mark, turns) : mark
    if (left !== undefined) kept.push(left)
  }
  return kept
}

/** What is left of a name; undefined where nothing is. */
function cut(scene: Scene, mark: Mark, turns: boolean): Mark | undefined {
  const { tokens } = scene
  const [first, end] = stretchOf(tokens, mark)
  let [from, to] = [first, end]
  while (turns && from < to && isTurn(scene, tokens[from] as Token)) from++
  while (!isFixed(mark) && from < to && trails(tokens[to - 1] as Token)) to--
  if (from === to) return isFixed(mark) ? mark : undefined
  if (from === first && to === end) return mark
  return {
    ...mark,
    start: from === first ? mark.start : (tokens[from] as Token).start,
    end: to === end ? mark.end : (tokens[to - 1] as Token).end,
  }
}

/** A small word in small letters ends nothing: "del" of "a las doce del". */
const trails = (t: Token): boolean =>
  t.end - t.start > 1 && t.letterCase === 'lower' && (t.flags & IS.function) !== 0 && t.common && !t.given && !t.family

const TURNS = /(?:^|[\n?.!"»] ?)[pq][.:] /g
/** Whether questions and answers are told by letters: "P. ¿Dónde? R. En la costa." */
export const isProtocol = (text: string): boolean => {
  TURNS.lastIndex = 0
  return TURNS.test(text) && TURNS.test(text)
}
const isTurn = ({ text }: Scene, t: Token): boolean =>
  t.first && t.end - t.start === 1 && 'pqrav'.includes(t.text) && /^[.:] /.test(text.slice(t.end, t.end + 2))
