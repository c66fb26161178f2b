import { tokenAt } from '../find/near.ts'
import { type Mark, markOf } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import { Sizes } from '../seed/sizes.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isTopic } from '../words/topics.ts'

const BLANK = 32
/** What stands behind the one who does something, folded: "plaza le quitó", "ventura mandou chá". */
const DOES: ReadonlySet<string> = new Set(
  'le les lo me nos se lhe lhes mandou mando disse dijo dice diz cobraba cobrava pagou pago pagaba guarda guardaba lui lui-meme dit garde said says told took pays paid'.split(
    ' ',
  ),
)

/** The last word of a whole name, an ordinary word, where it begins a clause as whoever does what follows. */
export function surnamesAlone(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const surnames = new Set<string>()
  const sizes = new Sizes()
  for (const { start, end, type } of marks) {
    if (type !== 'PERSON') continue
    const last = lastWord(scene, start, end)
    if (last === undefined || !isSurname(last)) continue
    surnames.add(last.text)
    sizes.add(last.text)
  }
  if (surnames.size === 0) return []
  const found: Mark[] = []
  for (const t of tokens)
    if (sizes.mayHold(t.text) && surnames.has(t.text) && acts(scene, t)) found.push(markOf(t.start, t.end, 'PERSON'))
  return found
}

/** Of what stands between two offsets, and is more than one word. */
function lastWord(scene: Scene, start: number, end: number): Token | undefined {
  const { text, tokens } = scene
  let t = tokens[(tokenAt(scene, end)?.index ?? tokens.length) - 1]
  while (t !== undefined && t.start > start && text.charCodeAt(t.start - 1) !== BLANK) t = tokens[t.index - 1]
  return t !== undefined && t.start > start ? t : undefined
}

const isSurname = (t: Token): boolean => t.anywhere && t.end - t.start > 2 && (t.flags & IS.function) === 0

/** At the beginning of a clause, before what a person does. */
function acts(scene: Scene, t: Token): boolean {
  const next = scene.tokens[t.index + 1]
  if (next === undefined || gapAfter(scene, t.index) !== ' ') return false
  if (!t.first && !/^[,;] $|\n/.test(gapAfter(scene, t.index - 1))) return false
  return DOES.has(next.text) || isTopic(next.topic, 'say')
}
