import { before, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'

/** What stands right before the last figures of a number, folded: the commonest of it, so that few numbers are looked at. */
const RIGHT_BEFORE: ReadonlySet<string> = new Set(
  `terminacion terminacao terminaison terminando terminado terminada terminant terminal termina terminan terminam acaba acabada acabado final finale finales finais finaux
  digitos numeros cifras algarismos chiffres digits figures numbers digito numero son sao sont are is es e em en par in with por con com four cuatro quatro quatre last
  ending ends finit finissant derniers ultimos ultimas`.split(/\s+/),
)
const LAST =
  '(?:ultim[oa]s|derniers|dernieres|last|final)(?: (?:cuatro|quatro|quatre|four|tres|trois|three|[345]))?(?: (?:digitos|numeros|cifras|algarismos|chiffres|digits|figures|numbers))?'
const LAST_TURNED = '(?:digitos|numeros|cifras|algarismos|chiffres) (?:finales|finais|finaux)'
const ENDS =
  '(?:termina(?:cion|cao|ison|ba|va|n|m|ndo|nt|d[oa]s?)?|terminer?|terminait|acaba(?:ba|va|n|m|d[oa]|ndo)?|fini(?:t|ssait|ssant)|ending|ends|ended)'
const ON =
  '(?:,? (?:em|en|par|in|with|on|por|con|com|is|are|es|son|e|sao|sont|los|os|as|las|les|the|numeros?|numbers?|digits|digitos|chiffres|algarismos|figures|n)){0,4}'
const OPEN = new RegExp(`(?<!\\p{L})(?:${LAST}|${LAST_TURNED}|${ENDS})${ON}[ :.,*#xº°"«“(]{1,6}$`, 'u')
const REACH = 80

/** Whether it is told before that what stands there are the last figures of a number: "termina en", "the last four are". */
export function isEndingTold(scene: Scene, { index, start }: Token): boolean {
  const prior = scene.tokens[index - 1]
  return prior !== undefined && RIGHT_BEFORE.has(prior.text) && OPEN.test(before(scene, start, REACH))
}
