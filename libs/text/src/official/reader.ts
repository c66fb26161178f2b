import type { Favour } from '../judge/decode.ts'
import { labellerOf } from '../judge/labelled.ts'
import { KINDS, type Kind, TYPE_OF } from '../judge/labels.ts'
import { verdicts } from '../judge/verdicts.ts'
import { readWeights, type Weights } from '../judge/weights.ts'
import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'
import { type Likeness, likenessOf, type OfficialWords, readWords } from './words.ts'

/** Reads judgments and reports of hospitals: finds all that names somebody in them, and all by which they are found where they are kept. */
export interface OfficialReader {
  /** Whether the text is one of these. */
  likeness(scene: Scene): Likeness
  /** Looks at it once, and then reads it in each way that is asked for. */
  read(scene: Scene): (how: Reading) => Mark[]
}

/** What is likely; also what is less likely than not, where a word too many harms less than a trace; all that is not out of the question. */
export type Reading = 'plainly' | 'warily' | 'doubtfully'

/** Where no finder says it more exactly: what stands as a sum, a term or an age is no age then. */
const TYPES: Readonly<Record<Kind, SpanType>> = { ...TYPE_OF, AGE: 'AMOUNT', TRAIT: 'TRAIT' }

/** Chosen on the corpora's own development halves, and on a fifth of the English judgments that was left out for it. */
export const FAVOUR: Favour = {
  PERSON: [0, 0],
  PLACE: [0, 0],
  ORG: [0, 0],
  ADDRESS: [0, 0],
  DATE: [1, 0],
  AGE: [0, 0],
  TRAIT: [0, 0],
  NUMBER: [-0.5, 0],
}

/** Logits by which every kind is favoured more: that it begins, that it goes on. Chosen on the same, and on judgments of the field. */
const MORE: Readonly<Record<Reading, readonly [begins: number, goesOn: number]>> = {
  plainly: [0, 0],
  warily: [2, 0.6],
  doubtfully: [4, 1.2],
}

const WEIGHTS = new URL('official.bin', import.meta.url)

export const loadOfficialReader = (from: string | URL = WEIGHTS, favour: Favour = FAVOUR): OfficialReader =>
  officialReaderOf(readWeights(from), readWords(), favour)

export function officialReaderOf(weights: Weights, words: OfficialWords, favour: Favour): OfficialReader {
  const label = labellerOf(weights)
  const more = (how: Reading) => favouredMore(favour, MORE[how])
  const favours = { plainly: more('plainly'), warily: more('warily'), doubtfully: more('doubtfully') }
  return {
    likeness: scene => likenessOf(scene, words),
    read: scene => {
      const labelled = label(scene)
      return how => verdicts(scene, labelled(favours[how]), TYPES)
    },
  }
}

function favouredMore(favour: Favour, [begins, goesOn]: (typeof MORE)[Reading]): Favour {
  const more = (own: Favour[Kind]) => [own[0] + begins, own[1] + goesOn] as const
  return Object.fromEntries(KINDS.map(kind => [kind, more(favour[kind])])) as Record<Kind, Favour[Kind]>
}
