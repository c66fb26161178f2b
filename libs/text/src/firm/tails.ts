import { type Mark, markOf } from '../marks.ts'
import { before, matchAt, type Scene } from '../scene.ts'

/** What stands right before the last figures of an account or a card, folded: the commonest of it, so that few numbers are looked at. */
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
const ACCOUNT =
  /(?<!\p{L})(?:cuentas?|contas?|comptes?(?! rendus?(?!\p{L}))|accounts?|acct|tarjetas?|cart(?:ao|oes)|cartes?|cards?|iban|clabe|cbu|rib|livret|libreta|caderneta|poupanca|ahorros?|savings|passbook|bank ?book|caja de ahorro|banco|banque|bank|pix|zelle|nequi)(?!\p{L})/u
/** The figures, as they are grouped or misread. */
const FIGURES =
  /(?:[\dlo]{1,6})(?:[ .-]\d{1,4}(?![\d:,]))?[a-z]?(?![\p{L}\d%$€]|[.,:/]\d| ?(?:de|of|euros?|reais|pesos|dolares|dollars|h|ans|anos|years|meses|mois|months|dias|jours|days)(?!\p{L}))/uy
/** What a person is known by to an office. */
const PAPER =
  /(?<!\p{L})(?:documento?s?|d0cument0|dni|cedula|c\.?i|carnet|carne|pasaporte|passport|passeport|passaporte|visa|visto|titre de sejour|cpf|rg|cin|nif|curp|dpi|dui|nss|identidade?|identite|identity|id card|licencia|licence|commence par|empieza (?:por|con)|comeca (?:por|com)|starts with|begins with)(?!\p{L})/u
const NEAR = 90
const REACH = 80
const FAR = 180
const LEAST = 3
const MOST = 8

/** The last figures of an account, a card or a document, however it is told that it ends so: "terminación 4237", "qui finit par 4 237", "os últimos algarismos são 7014". */
export function tailsOfAccounts(scene: Scene): Mark[] {
  const found: Mark[] = []
  for (const t of scene.counted) {
    if (t.digits === 0 || t.digits > MOST) continue
    const prior = scene.tokens[t.index - 1]
    if (prior === undefined || !RIGHT_BEFORE.has(prior.text) || !OPEN.test(before(scene, t.start, REACH))) continue
    const figures = matchAt(FIGURES, scene, t.start)?.[0]
    const digits = figures?.replace(/\D/g, '').length ?? 0
    if (figures === undefined || digits < LEAST || /^(?:19|20)\d\d$/.test(figures)) continue
    const type = ACCOUNT.test(before(scene, t.start, FAR))
      ? 'BANK'
      : PAPER.test(before(scene, t.start, NEAR))
        ? 'DOC_ID'
        : undefined
    if (type !== undefined) found.push(markOf(t.start, t.start + figures.length, type))
  }
  return found
}
