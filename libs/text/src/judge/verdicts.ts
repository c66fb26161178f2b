import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { PAD } from './evidence.ts'
import type { Labelled } from './labelled.ts'
import { isInside, type Kind, kindOfLabel, kindOfType, OUTSIDE } from './labels.ts'

/** What the labels say. @param types what a piece of a kind is where no finder said it more exactly */
export function verdicts(
  scene: Scene,
  { evidence, labels }: Labelled,
  types: Readonly<Record<Kind, SpanType>>,
): Mark[] {
  const { tokens } = scene
  const marks: Mark[] = []
  for (let i = 0; i < tokens.length; i++) {
    const label = labels[i + PAD] as number
    if (label === OUTSIDE) continue
    const first = i
    while (i + 1 < tokens.length && goesOn(label, labels[i + 1 + PAD] as number)) i++
    const start = (tokens[first] as Token).start
    const end = (tokens[i] as Token).end
    const kind = kindOfLabel(label)
    const claim = claimOf(scene, kind, evidence.mark, first + PAD, i + PAD)
    const detail = claim !== undefined && claim.start <= start && claim.end >= end ? claim.detail : undefined
    marks.push(markOf(start, end, claim?.type ?? types[kind], undefined, detail))
  }
  return marks
}

const goesOn = (label: number, next: number): boolean =>
  isInside(next) || (next === label && kindOfLabel(label) === 'NUMBER')

/** What a finder said of one of the words that it took for the same kind. */
function claimOf({ marks }: Scene, kind: Kind, places: Int32Array, first: number, last: number): Mark | undefined {
  for (let i = first; i <= last; i++) {
    const claim = marks[(places[i] as number) - 1]
    if (claim !== undefined && kindOfType(claim.type) === kind) return claim
  }
  return undefined
}
