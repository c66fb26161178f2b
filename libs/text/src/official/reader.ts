import type { Favour } from '../judge/decode.ts'
import { labellerOf } from '../judge/labelled.ts'
import { type Kind, TYPE_OF } from '../judge/labels.ts'
import { verdicts } from '../judge/verdicts.ts'
import { readWeights, type Weights } from '../judge/weights.ts'
import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** Reads judgments and reports of hospitals: finds all that names somebody in them, and all by which they are found where they are kept. */
export interface OfficialReader {
  read(scene: Scene): Mark[]
}

/** Where no finder says it more exactly: what stands as a sum, a term or an age is no age then. */
const TYPES: Readonly<Record<Kind, SpanType>> = { ...TYPE_OF, AGE: 'AMOUNT', TRAIT: 'TRAIT' }

/** Chosen on the corpora's own development halves, and on a fifth of the English judgments that was left out for it. */
export const FAVOUR: Favour = {
  PERSON: [1.5, 0],
  PLACE: [0.5, 0],
  ORG: [1.5, 0],
  ADDRESS: [0, 0],
  DATE: [2.5, 0],
  AGE: [1, 0.5],
  TRAIT: [0.7, 0.3],
  NUMBER: [0, 0],
}

const WEIGHTS = new URL('official.bin', import.meta.url)

export const loadOfficialReader = (from: string | URL = WEIGHTS, favour: Favour = FAVOUR): OfficialReader =>
  officialReaderOf(readWeights(from), favour)

export function officialReaderOf(weights: Weights, favour: Favour): OfficialReader {
  const label = labellerOf(weights, favour)
  return { read: scene => verdicts(scene, label(scene), TYPES) }
}
