import { isEndingTold } from '../find/endings.ts'
import { type Mark, markOf } from '../marks.ts'
import { before, matchAt, type Scene } from '../scene.ts'

const ACCOUNT =
  /(?<!\p{L})(?:cuentas?|contas?|comptes?(?! rendus?(?!\p{L}))|accounts?|acct|tarjetas?|cart(?:ao|oes)|cartes?|cards?|iban|clabe|cbu|rib|livret|libreta|caderneta|poupanca|ahorros?|savings|passbook|bank ?book|caja de ahorro|banco|banque|bank|pix|zelle|nequi)(?!\p{L})/u
/** The figures, as they are grouped or misread. */
const FIGURES =
  /(?:[\dlo]{1,6})(?:[ .-]\d{1,4}(?![\d:,]))?[a-z]?(?![\p{L}\d%$€]|[.,:/]\d| ?(?:de|of|euros?|reais|pesos|dolares|dollars|h|ans|anos|years|meses|mois|months|dias|jours|days)(?!\p{L}))/uy
/** What a person is known by to an office. */
const PAPER =
  /(?<!\p{L})(?:documento?s?|d0cument0|dni|cedula|c\.?i|carnet|carne|pasaporte|passport|passeport|passaporte|visa|visto|titre de sejour|cpf|rg|cin|nif|curp|dpi|dui|nss|identidade?|identite|identity|id card|licencia|licence|commence par|empieza (?:por|con)|comeca (?:por|com)|starts with|begins with)(?!\p{L})/u
const NEAR = 90
const FAR = 180
const LEAST = 3
const MOST = 8

/** The last figures of an account, a card or a document, however it is told that it ends so: "terminación 4237", "qui finit par 4 237", "os últimos algarismos são 7014". */
export function tailsOfAccounts(scene: Scene): Mark[] {
  const found: Mark[] = []
  for (const t of scene.counted) {
    if (t.digits === 0 || t.digits > MOST || !isEndingTold(scene, t)) continue
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
