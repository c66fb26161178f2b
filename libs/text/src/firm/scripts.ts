import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'

/** No letter of Spanish, Portuguese, French or English, nor a sign that stands with them. */
const STRANGE = /[^\0-\u036f\u1e00-\u2bff]/
const LETTER = '(?!\\p{Script=Latin}|\\p{Script=Common}|\\p{Script=Inherited})\\p{L}'
const WORD = `(?:${LETTER}\\p{M}*)+`
/** Words of another script, with what stands between the words of a name. */
const RUN = new RegExp(`${WORD}(?:[ .·・\u3000'’-]{1,2}${WORD})*`, 'gu')
/** "α", "Ω": a letter of Greek by itself is a sign. */
const SIGN = /^\p{Script=Greek}$/u

/** What stands in a script that nothing here reads: it may be anybody's name. "王小红", "محمد علي" */
export function otherScripts({ text }: Scene): Mark[] {
  if (!STRANGE.test(text)) return []
  const found: Mark[] = []
  for (const { 0: run, index } of matchesIn(text, RUN))
    if (!SIGN.test(run)) found.push(markOf(index, index + run.length, 'PERSON'))
  return found
}
