import { isFixed, type Mark, unite } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { bridged } from './bridge.ts'
import { completed } from './complete.ts'
import type { Favour } from './decode.ts'
import { firstAt, PAD } from './evidence.ts'
import { labellerOf } from './labelled.ts'
import { type Kind, kindOfLabel, kindOfType, OUTSIDE, TYPE_OF } from './labels.ts'
import { isProtocol, trimmed } from './trim.ts'
import { verdicts } from './verdicts.ts'
import { readWeights, type Weights } from './weights.ts'

/** Weighs what the finders claim, and what they passed over, and says what is masked. Deterministic; throws on a defect. */
export interface Judge {
  decide(scene: Scene): Mark[]
}

/** Chosen on development narratives. */
export const FAVOUR: Favour = {
  PERSON: [2.5, 1.05],
  PLACE: [0.4, 0],
  ORG: [2.4, 0.5],
  ADDRESS: [-0.1, 0],
  DATE: [2.9, 0],
  AGE: [2.4, 0],
  TRAIT: [1.4, 0],
  NUMBER: [1.7, 1.2],
}

export const loadJudge = (file?: string, favour: Favour = FAVOUR): Judge => judgeOf(readWeights(file), favour)

export function judgeOf(weights: Weights, favour: Favour): Judge {
  const label = labellerOf(weights)
  return {
    decide: scene => {
      const labelled = label(scene)(favour)
      const decided = bridged(scene, [
        ...scene.marks.filter(claim => isCertain(scene, claim) || isUpheld(scene, claim, labelled.labels)),
        ...verdicts(scene, labelled, TYPE_OF),
      ])
      const turns = isProtocol(scene.text)
      const whole = completed(scene, trimmed(scene, unite(decided, scene.text), turns))
      // A name takes the letter before it for an initial.
      return turns ? trimmed(scene, whole, turns) : whole
    },
  }
}

/** The record's own words, what reaches a person through the net, and long numbers are never lifted. */
function isCertain({ text }: Scene, mark: Mark): boolean {
  if (isFixed(mark)) return true
  const { type, start, end } = mark
  if (kindOfType(type) !== 'NUMBER') return false
  return NET.has(type) || hasFigures(text, start, end, LONG_NUMBER)
}
const NET: ReadonlySet<string> = new Set(['EMAIL', 'URL', 'HANDLE', 'GEO', 'IP'])
const LONG_NUMBER = 4

function hasFigures(text: string, start: number, end: number, least: number): boolean {
  let count = 0
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57 && ++count === least) return true
  }
  return false
}

/** Where a name or a place begins and ends the finders know better: what the judge upholds in part is masked as a whole. */
const WHOLE: ReadonlySet<Kind> = new Set<Kind>(['PERSON', 'PLACE', 'ORG', 'ADDRESS'])

/** A craft or a tie that only one person has is told in ordinary words, of which the judge upholds some. */
const RARE: ReadonlySet<string> = new Set(['OCCUPATION_RARE', 'KINSHIP_RARE'])

function isUpheld({ tokens }: Scene, { type, start, end }: Mark, labels: Uint8Array): boolean {
  const rare = RARE.has(type)
  if (!rare && !WHOLE.has(kindOfType(type))) return false
  for (let i = firstAt(tokens, start); i < tokens.length && (tokens[i] as Token).start < end; i++) {
    const label = labels[i + PAD] as number
    if (label === OUTSIDE) continue
    const kind = kindOfLabel(label)
    if (rare ? kind === 'TRAIT' : WHOLE.has(kind)) return true
  }
  return false
}
