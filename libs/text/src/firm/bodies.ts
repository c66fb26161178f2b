import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** Bodies, programmes and services that work in many places, however their chapter is called; folded. */
const KNOWN = `caritas|unicef|unhcr|acnur|oim|iom|unodc|interpol|europol|oxfam|actionaid|cimade|accem|emmaus|scalabrini|moneygram
red cross|cruz roja|cruz vermelha|croix rouge|kwa wouj|rode kruis|red crescent|save the children|amnesty international|human rights watch
medecins du monde|medecins sans frontieres|medicos del mundo|medicos do mundo|medicos sin fronteras|medicos sem fronteiras|doctors without borders
terre des hommes|world vision|vision mundial|visao mundial|plan international|catholic charities|catholic relief services|jesuit refugee service
servicio jesuita|servico jesuita|service jesuite|salvation army|ejercito de salvacion|exercito de salvacao|armee du salut|amicale du nid|mouvement du nid
comite contre l esclavage moderne|secours catholique|secours populaire|missao paz|pastoral do migrante|pastoral da terra|pastoral da mulher
comissao pastoral da terra|hermanas adoratrices|covenant house|casa alianza|western union|bolsa familia|cadastro unico|machu picchu
alcoholicos anonimos|alcoolicos anonimos|alcoholics anonymous|old age pension|social security|boy scouts`
const byFirst = new Map<string, (readonly string[])[]>()
for (const name of KNOWN.split(/[|\n]/)) {
  const [first = '', ...rest] = name.split(' ')
  byFirst.set(first, [...(byFirst.get(first) ?? []), rest])
}
const NAMES: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ALIAS', 'ORG_SMALL', 'PLACE_SMALL'])
const MOST_WORDS = 8
/** Nobody beside it: "Paloma Ventura, UNICEF". */
const PARTED = /[,;:(]/

/** "Guyana Red Cross", "Cáritas Diocesana de Roraima": no firm of a few, and nobody. `first` and `last` are the tokens of the mark. */
export function isKnownBody({ text, tokens }: Scene, { type, start, end }: Mark, first: number, last: number): boolean {
  if (!NAMES.has(type) || last - first >= MOST_WORDS) return false
  for (let i = first; i <= last; i++) {
    const rests = byFirst.get(tokens[i]?.text ?? '')
    if (rests?.some(rest => i + rest.length <= last && rest.every((word, k) => tokens[i + 1 + k]?.text === word)))
      return !PARTED.test(text.slice(start, end))
  }
  return false
}
