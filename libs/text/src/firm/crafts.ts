import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { setOf } from '../words/set-of.ts'

const CRAFT = /.(?:er[oa]|eir[oa]|ista|ier|iere|eur|euse|dor[ae]?|naire|woman)$/u
const CRAFTS = setOf(
  `clienta cliente canciller capataz capitan chofer chef cook clown boatman fisherman seaman deckhand welder driver farmer miner maid nanny baker
  mason clerk widow stagiaire interprete maire notaire fiscal vigia auxiliar piloto madre padre mae pai mere pere mother father`,
)

/** Whether the last word of a mark tells what its bearer does, behind a comma: "Amaro Feitosa, porteiro,", "IRISMAR LIMA, VERDUREIRO.". */
export const isCraft = (scene: Scene, t: Token): boolean =>
  gapAfter(scene, t.index - 1) === ', ' &&
  ((t.letterCase === 'lower' && !t.quiet) || (t.letterCase === 'caps' && !t.family && !t.given)) &&
  (CRAFT.test(t.text) || CRAFTS.has(t.text)) &&
  /^(?:[,.;:)]|\n|$| ?[»"”])/.test(gapAfter(scene, t.index))
