import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

/** Bodies that work in many places or countries, however their chapter is called: no firm of a few, and nobody. */
const KNOWN =
  /(?<!\p{L})(?:red cross|cruz roja|cruz vermelha|croix[ -]rouge|kwa wouj|rode kruis|red crescent|caritas|unicef|unhcr|acnur|hcr|oim|iom|oit|ilo|unodc|onu|interpol|europol|save the children|amnesty international|human rights watch|medecins (?:du monde|sans frontieres)|medicos (?:del mundo|do mundo|sin fronteras|sem fronteiras)|doctors without borders|terre des hommes|world vision|vision mundial|visao mundial|plan international|oxfam|actionaid|catholic (?:charities|relief services)|jesuit refugee service|servicio jesuita|servico jesuita|service jesuite|salvation army|ejercito de salvacion|exercito de salvacao|armee du salut|la cimade|cimade|accem|cear|amicale du nid|mouvement du nid|comite contre l.esclavage moderne|emmaus|secours (?:catholique|populaire)|missao paz|pastoral (?:do migrante|da terra|da mulher|de migrantes)|comissao pastoral da terra|hermanas adoratrices|scalabrini\p{L}*|covenant house|casa alianza|casa alianca|polaris|moneygram|western union|amber alert|bolsa familia|cadastro unico|minha casa|machu picchu|pequena casa|alcoholicos anonimos|alcoolicos anonimos|alcoholics anonymous|old age pension|social security|boy scouts)(?!\p{L})/u
const NAMES: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ALIAS', 'ORG_SMALL', 'PLACE_SMALL'])
const LONGEST = 60
/** No name beside it: "Paloma Ventura, UNICEF". */
const ONE = /^[^,;:(]+$/

/** "Guyana Red Cross", "Cáritas Diocesana de Roraima". */
export const isKnownBody = ({ text }: Scene, { type, start, end }: Mark): boolean =>
  NAMES.has(type) &&
  end - start > 2 &&
  end - start < LONGEST &&
  ONE.test(text.slice(start, end)) &&
  KNOWN.test(text.slice(start, end))
