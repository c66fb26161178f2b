import { type Mark, markOf } from '../marks.ts'
import { before, gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { FREQUENT } from '../words/known.ts'

/** By which somebody says who they are, or asks for somebody, right before the name, folded. */
const SAYS =
  /(?:^|[^\p{L}])(?:c'?est|c est|moi c|its|it's|it is|this is|soy|le habla|les habla|te habla|aqui es|sou|aqui e|aqui eh|aqui quem fala e|quem fala e|ask for|asking for|preguntar por|pregunte por|perguntar por|pergunta por|demander|demandez) (?:la |el |a |o )?$/u
const LONGEST = 26
const SHORTEST = 3

/** Names on no list, told where letters say nothing: "le habla yubisay", "c'est ludo", "ask for scratchy". */
export function saidNames(scene: Scene): Mark[] {
  const found: Mark[] = []
  for (const t of scene.tokens)
    if (t.quiet && isUnheard(t) && !isSpared(scene, t) && SAYS.test(before(scene, t.start, LONGEST)))
      found.push(markOf(t.start, endOf(scene, t), 'PERSON'))
  return found
}

/** On no list of ordinary words. */
const isUnheard = (t: Token): boolean =>
  t.letterCase === 'lower' &&
  !t.common &&
  !t.anywhere &&
  (t.rank & FREQUENT) === 0 &&
  t.digits === 0 &&
  t.end - t.start >= SHORTEST

/** With another such word right behind. */
function endOf(scene: Scene, t: Token): number {
  const next = scene.tokens[t.index + 1]
  return next !== undefined && gapAfter(scene, t.index) === ' ' && isUnheard(next) ? next.end : t.end
}
