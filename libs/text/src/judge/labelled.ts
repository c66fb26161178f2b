import type { Scene } from '../scene.ts'
import { decoderOf, type Favour } from './decode.ts'
import { type Evidence, makeEvidence, PAD } from './evidence.ts'
import { observe } from './observe.ts'
import type { Weights } from './weights.ts'

/** A label for each word, the first at PAD, and what they were told by. Used again for the next labels, and the next text. */
export interface Labelled {
  readonly evidence: Evidence
  readonly labels: Uint8Array
}

/** Looks at a text once, and then labels it by each favour that is asked for. */
export function labellerOf(weights: Weights): (scene: Scene) => (favour: Favour) => Labelled {
  const decode = decoderOf(weights)
  let evidence = makeEvidence(1 << 12)
  return scene => {
    const needed = scene.tokens.length + 2 * PAD
    if (evidence.word.length < needed) evidence = makeEvidence(2 * needed)
    observe(scene, evidence)
    return favour => ({ evidence, labels: decode(evidence, favour) })
  }
}
