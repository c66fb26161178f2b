import type { Favour } from '../judge/decode.ts'
import { labellerOf } from '../judge/labelled.ts'
import { KINDS, type Kind, TYPE_OF } from '../judge/labels.ts'
import { verdicts } from '../judge/verdicts.ts'
import { readWeights, type Weights } from '../judge/weights.ts'
import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** Reads judgments and reports of hospitals: finds all that names somebody in them, and all by which they are found where they are kept. */
export interface OfficialReader {
  /** `warily`: also what is less likely than not, where a word too many harms less than a trace. */
  read(scene: Scene, how: { readonly warily: boolean }): Mark[]
}

/** Where no finder says it more exactly: what stands as a sum, a term or an age is no age then. */
const TYPES: Readonly<Record<Kind, SpanType>> = { ...TYPE_OF, AGE: 'AMOUNT', TRAIT: 'TRAIT' }

/** Chosen on the corpora's own development halves, and on a fifth of the English judgments that was left out for it. */
export const FAVOUR: Favour = {
  PERSON: [1, 0],
  PLACE: [0, 0],
  ORG: [0, 0],
  ADDRESS: [0, 0],
  DATE: [1, 0],
  AGE: [0, 0],
  TRAIT: [0, 0],
  NUMBER: [-0.5, 0],
}

/** Logits by which every kind is favoured more where it reads warily: that it begins, that it goes on. Chosen on the same. */
const WARILY = [2, 0.6] as const

const WEIGHTS = new URL('official.bin', import.meta.url)

export const loadOfficialReader = (from: string | URL = WEIGHTS, favour: Favour = FAVOUR): OfficialReader =>
  officialReaderOf(readWeights(from), favour)

export function officialReaderOf(weights: Weights, favour: Favour): OfficialReader {
  const plainly = labellerOf(weights, favour)
  const warily = labellerOf(weights, favouredMore(favour))
  return { read: (scene, how) => verdicts(scene, (how.warily ? warily : plainly)(scene), TYPES) }
}

function favouredMore(favour: Favour): Favour {
  const more = ([begins, goesOn]: Favour[Kind]) => [begins + WARILY[0], goesOn + WARILY[1]] as const
  return Object.fromEntries(KINDS.map(kind => [kind, more(favour[kind])])) as Record<Kind, Favour[Kind]>
}
