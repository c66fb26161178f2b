import { gapAfter, type Scene } from './scene.ts'
import type { Token } from './tokens.ts'
import { IS } from './words/flags.ts'
import { isKin } from './words/kin.ts'
import { numberOf } from './words/number-words.ts'
import { setOf } from './words/set-of.ts'

const GUARDED = IS.victim | IS.minor | IS.relative | IS.witness
const SMALL = IS.function | IS.particle
/** Words that may stand between a name and what is told of it. */
const BETWEEN = setOf(
  `tambien hoy ahora ella misma mismo ademas ser antes propia propio quien que
  tambem hoje agora ela mesma mesmo alem herself himself also now today then aged a an
  elle lui meme aussi aujourd hui agee age`,
)
const IS_SOMEBODY = setOf('es era fue seria resulto sera is was est etait fut foi seria')
const YEARS = setOf('anos ano anitos ans an years year yrs')
const MOST_BETWEEN = 4
const OF_AGE = 18

/**
 * Whether right behind a name it is told that its bearer is a victim, a child, a relative or a witness, too: "Juan Mamani, padrastro de la niña",
 * "John Reid is her stepfather", "Tomás Ríos, de 15 años".
 */
export function isGuardedBehind(scene: Scene, last: Token): boolean {
  const { tokens } = scene
  let index = last.index + 1
  if (gapAfter(scene, last.index) === ' ') {
    const is = tokens[index]
    if (is === undefined || !(IS_SOMEBODY.has(is.text) || isPortugueseIs(scene, is))) return false
    index++
  } else if (!/^ ?[,(] ?$/.test(gapAfter(scene, last.index))) return false
  for (let i = index; i < tokens.length && i - index <= MOST_BETWEEN; i++) {
    const t = tokens[i] as Token
    if (i > index && !/^[ '-]$/.test(gapAfter(scene, i - 1))) return false
    if ((t.flags & GUARDED) !== 0 || isKin(t.text, scene.language) || isChildsAge(scene, t)) return true
    if ((t.flags & SMALL) === 0 && !BETWEEN.has(t.text)) return false
  }
  return false
}

/** "é", not "e". */
const isPortugueseIs = ({ folded, language }: Scene, { text, start, end }: Token): boolean =>
  language === 'pt' && text === 'e' && folded.source.slice(folded.from(start), folded.upTo(end)) !== text

/** "15 años", "quince años", ", 15,". */
function isChildsAge(scene: Scene, t: Token): boolean {
  const age = t.digits === t.end - t.start ? Number(t.text) : (numberOf(t.text) ?? OF_AGE)
  if (!(age >= 0 && age < OF_AGE)) return false
  if (YEARS.has(scene.tokens[t.index + 1]?.text ?? '')) return true
  return (
    t.digits > 0 && /^ ?[,.;)]/.test(scene.text.slice(t.end, t.end + 2)) && !/\d/.test(scene.text.charAt(t.end + 1))
  )
}
