import { gapAfter, isTaken, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { phraseOf } from './kinds.ts'
import { matchesIn } from './matches.ts'
import { tokenAt } from './near.ts'

const FROM =
  /\b(?:natural d[aeo]|oriund[oa]s? d[aeo]|originaire d[eu]|procedente d[aeo]l?|proveniente d[aeo]|proviene de|nacio en|nacida en|nacido en|nascid[oa] em|nasceu em|nee? a|born (?:in|at)|(?:is|was|she|he|they|i'm|she's|he's|girl|boy|woman|man|comes?|came|hails) from|vient d[eu]|viene de|vino de|veio d[aeo]) (?:la |el |l'|los |las |the )?/g
const LONGEST = 4
const END = IS.function | IS.month | IS.called | IS.title | IS.number

/** Where case says nothing: "natural de agua buena", "she is from fig tree village". A state, a city or a verb is no small place. */
export function findOrigins(scene: Scene): void {
  if (!scene.tokens.some(t => t.quiet)) return
  for (const found of matchesIn(scene.text, FROM)) {
    const first = tokenAt(scene, found.index + found[0].length)
    if (first === undefined || !first.quiet || first.start !== found.index + found[0].length) continue
    const run = placeFrom(scene, first)
    const last = run.at(-1)
    if (last === undefined) continue
    const phrase = phraseOf(run)
    const { lists } = scene
    if (
      lists.isBigPlace(phrase) ||
      lists.isBigPlace(first.text) ||
      lists.isInstitution(phrase) ||
      run.some(t => isTaken(scene, t))
    )
      continue
    if (run.length === 1 && (first.common || (first.flags & (IS.country | IS.capital)) !== 0)) continue
    mark(scene, first.start, last.end, 'PLACE_SMALL')
  }
}

function placeFrom(scene: Scene, first: Token): Token[] {
  const run: Token[] = []
  for (let i = first.index; i < scene.tokens.length && run.length < LONGEST; i++) {
    const t = scene.tokens[i]
    if (t === undefined || t.digits > 0 || ((t.flags & END) !== 0 && (t.flags & IS.particle) === 0)) break
    if (run.length > 0 && !/^[ '-]$/.test(gapAfter(scene, i - 1))) break
    run.push(t)
  }
  while (((run.at(-1)?.flags ?? 0) & IS.particle) !== 0) run.pop()
  return run
}
