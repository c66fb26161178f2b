import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

/** Behind these a word in small letters is what it means, whoever is called so: "un pelícano", "no bishop", "chaque jade". */
const COUNTED = setOf(
  `un una unos unas uno um uma uns umas une an any not ningun ninguna nenhum nenhuma aucun aucune nul nulle algun alguna algum alguma
  poco poca pouco pouca mucho mucha muito muita medio media meio meia cada chaque every each such unico unica vrai vraie verdadero verdadera
  buen buena bom boa tanto tanta demasiado demasiada`,
)
/** The same where no first name is listed: "es bravo", "plus courtois", "sin consuelo". */
const SAID = setOf(
  `es era eran fue ser son sea sera foi eram est etait etaient fut etre sont is was were be been are isn wasn muy tres so too tan tao
  plus moins mas mais menos como comme as like sin sem sans pas toda todo`,
)

/** Whether a word in small letters, where names have capitals, says what it means: no name stands behind the word before it. */
export function isMeant(scene: Scene, t: Token): boolean {
  if ((t.letterCase !== 'lower' && !t.quiet) || t.end - t.start < SHORTEST) return false
  const prior = scene.tokens[t.index - 1]
  if (prior === undefined || prior.digits > 0 || !/^[ '’"«“]{1,2}$/.test(gapAfter(scene, prior.index))) return false
  if (t.quiet)
    return (
      (ONE.has(prior.text) || (prior.text === 'a' && scene.language === 'en')) &&
      (t.flags & (IS.title | IS.relative)) === 0 &&
      (t.common || (t.flags & IS.nameWord) !== 0)
    )
  if (COUNTED.has(prior.text) || (ENGLISH.has(prior.text) && scene.language === 'en')) return true
  const isWord = (t.flags & IS.nameWord) !== 0
  return (SAID.has(prior.text) && (isWord || !t.given)) || (prior.text === 'de' && isWord)
}
/** Also where letters say nothing. */
const ONE = setOf('un una um uma une an ningun ninguna nenhum nenhuma aucun aucune cada chaque every each such')
const ENGLISH = setOf('a no one')
const SHORTEST = 3
