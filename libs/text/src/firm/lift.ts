import { isShortForm } from '../find/initials.ts'
import { foldText } from '../fold.ts'
import type { Language } from '../language.ts'
import { isFixed, type Mark } from '../marks.ts'
import { before, gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isOfPerson, type SpanType } from '../types.ts'
import { IS, ROLE } from '../words/flags.ts'
import { LISTED_NAME, OPENS_PHRASE } from '../words/known.ts'
import { setOf } from '../words/set-of.ts'
import { isPeople } from '../words/topics.ts'
import { isKnownBody } from './bodies.ts'
import { isBrand } from './brands.ts'
import { isMeant } from './meant.ts'

/** Marks without those that ordinary words beside them speak against. What the record says is never lifted. */
export function lifted(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const names = new Set<string>()
  const doubtful: Mark[] = []
  let at = 0
  const kept = marks.filter(mark => {
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    const t = tokens[at]
    if (t === undefined || isFixed(mark)) return true
    if (SUMS.has(mark.type) && isSum(scene, mark)) return false
    if (isPoint(scene, mark) || isLetters(scene, mark) || isStateOfTown(scene, mark, at)) return false
    const last = lastIn(scene, at, mark.end)
    if (isKnownBody(scene, mark, at, last)) return false
    if (isOfPerson(mark.type) && at === last && (isMeant(scene, t) || isBrand(scene, t))) return false
    const isWord = mark.type === 'PERSON' && at === last && isOrdinary(t)
    if (isWord && isThing(scene, t)) return false
    if (!isAnnounced(scene, t) && (isWord || (isName(mark.type) && isCity(scene, at, last)))) {
      doubtful.push(mark)
      return true
    }
    if (mark.type === 'PERSON') for (let i = at; i <= last; i++) names.add((tokens[i] as Token).text)
    if (mark.type === 'AGE') return !isOtherNumber(scene, mark)
    if (mark.type === 'DATE')
      return !isPage(scene, mark) && !isPressure(scene, mark) && !isScore(scene, mark) && !isMonth(scene, at, last)
    if (mark.type === 'DOC_ID' || mark.type === 'PLATE') return !isPressure(scene, mark)
    if (mark.type === 'NATIONALITY') return !isLanguage(scene, mark, t)
    return true
  })
  if (doubtful.length === 0) return kept
  // By which somebody goes in the same text stays masked.
  const plain = new Set(doubtful.filter(({ start, end }) => !names.has(scene.text.slice(start, end))))
  return kept.filter(mark => !plain.has(mark))
}

/** Whether the word before tells of a person: "su hermana", "Sra.", "se llama". */
function isAnnounced({ tokens }: Scene, t: Token): boolean {
  return ((tokens[t.index - 1]?.flags ?? 0) & (IS.title | IS.called | ROLE)) !== 0
}

const isName = (type: SpanType): boolean => type === 'PERSON' || type === 'PLACE_SMALL' || type === 'ORG_SMALL'

function lastIn({ tokens }: Scene, at: number, end: number): number {
  let last = at
  while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < end) last++
  return last
}

/** "alas", "un pastor": a listed word in small letters where names have capitals. */
const isOrdinary = (t: Token): boolean =>
  t.letterCase === 'lower' &&
  !t.quiet &&
  !isPeople(t.topic) &&
  (t.flags & IS.country) === 0 &&
  (t.anywhere || t.given || t.family || t.rank !== 0)

/** "la victoire d'une audience", "foi um socorro": with an article, as no name has one where names have capitals; also where somebody goes by the word. */
function isThing(scene: Scene, t: Token): boolean {
  const { tokens, language } = scene
  const article = tokens[t.index - 1]
  if (article === undefined || !/^[ '’]$/.test(gapAfter(scene, article.index))) return false
  return ONE[language].has(article.text) || (THE[language].has(article.text) && !(t.given && HAVE_THE.has(language)))
}
/** "un", and what stands like it. */
const ONE: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: setOf('un una este esta ese esa su'),
  pt: setOf('um uma este esta esse essa seu sua'),
  fr: setOf('un une cette cet ce son sa'),
  en: setOf('a an this that his her'),
}
/** "a" in Spanish says to whom. */
const THE: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: setOf('el la los las del al'),
  pt: setOf('o a os as do da no na ao'),
  fr: setOf('le la les l du au des'),
  en: setOf('the'),
}
/** Where a first name may be told with it: "la consuelo me llevó". */
const HAVE_THE: ReadonlySet<Language> = new Set<Language>(['es', 'pt'])

/** "Choloma, Cortés": the state in which the town before it lies. */
function isStateOfTown({ text, tokens, lists }: Scene, { type, start, end }: Mark, at: number): boolean {
  if (type !== 'PERSON' || text.charCodeAt(start - 2) !== COMMA || text.charCodeAt(start - 1) !== SPACE) return false
  const state = text.slice(start, end)
  if (!lists.isState(state)) return false
  for (let from = at - 1; from >= Math.max(0, at - MOST_WORDS); from--) {
    const first = tokens[from] as Token
    const lies = lists.stateOf(text.slice(first.start, start - 2))
    if (lies !== undefined && foldText(lies) === state) return !first.given && !first.family
  }
  return false
}
const COMMA = 44

/** A large city by whose name nobody listed goes. */
function isCity(scene: Scene, from: number, to: number): boolean {
  if (to - from > MOST_WORDS) return false
  const first = scene.tokens[from] as Token
  const last = scene.tokens[to] as Token
  // Most names begin with a word that no listed place begins with, and need not be cut out to be asked for.
  if ((first.signs & OPENS_PHRASE) === 0 && (from === to || scene.text.charCodeAt(first.end) === SPACE)) return false
  if (!scene.lists.isBigPlace(scene.text.slice(first.start, last.end))) return false
  return !first.given && !first.family && (first.rank & LISTED_NAME) === 0 && (first.flags & IS.nameWord) === 0
}
const MOST_WORDS = 4
const SPACE = 32

/** "(b)": one of several points. */
const isPoint = ({ text }: Scene, { start, end }: Mark): boolean =>
  end - start === 1 && text[start - 1] === '(' && text[end] === ')'

/** "C.I.D.", "C.C. 1.077.000.418": letters of an office, or of what a number is; two alone may be somebody's. */
function isLetters({ text }: Scene, { type, start, end }: Mark): boolean {
  if (type !== 'PERSON' || end - start > LONGEST_LETTERS || !LETTERS.test(text.slice(start, end))) return false
  const letters = text.slice(start, end).replace(/[. ]/g, '')
  return OFFICES.has(letters) || (isShortForm(letters) && /^\.? ?(?:n[.º°o]{1,3} ?)?\d/.test(text.slice(end, end + 6)))
}
const LETTERS = /^(?:\p{L}\. ?)+\p{L}?\.?$/u
const LONGEST_LETTERS = 14
const OFFICES = setOf('cid dpp nis cbi dea ibesr mpt mpf dpu oit oim ilo iom acnur unhcr pgr fgr dpn')

/** "18:22", "39 grados", "foja 7", "ruta 42": numbers of something else than years of life. */
function isOtherNumber(scene: Scene, { start, end }: Mark): boolean {
  const { text } = scene
  if (text[end] === '-') return false
  return COUNTS.test(before(scene, start, 14)) || COUNTED.test(text.slice(end, end + 12))
}
const COUNTS =
  /(?:\d:|(?:^|[^\p{L}])(?:fl|fls|fol|folio|foja|fojas|pag|p|pp|ch|cap|ruta|route|linea|ligne|linha|line|talla|taille|min|bus|sala|salle|muelle|exhibits?)\.? {0,2})$/u
const COUNTED =
  /^(?::\d\d(?![\d-])|h\d|h\b|hrs?\b|° ?c| ?(?:grados|graus|degres|degrees|semanas|semaines|weeks|sa|kg|km|cm|mm)\b)/

/** "março de 2026", "junho de 1998 a março de 2026": no day. */
function isMonth({ tokens }: Scene, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const t = tokens[i] as Token
    const isPart = t.digits === 0 ? (t.flags & IS.month) !== 0 || TO_MONTH.has(t.text) : /^(?:19|20)\d\d$/.test(t.text)
    if (!isPart) return false
  }
  return (tokens[first] as Token).digits === 0
}
const TO_MONTH: ReadonlySet<string> = setOf(
  'de del do d of en em in a to au y e et and desde hasta ate depuis since until',
)

const SUMS: ReadonlySet<SpanType> = new Set<SpanType>(['DOC_ID', 'PHONE', 'PLATE', 'AGE', 'BANK'])
/** "Gs. 9.400.000", "B/. 740.00": what is paid, or the rest of it. */
const isSum = (scene: Scene, { start, end }: Mark): boolean =>
  /^[\doil]{1,3}(?:[.,][\doil]{2,3})*$/.test(scene.text.slice(start, end)) && PAID.test(before(scene, start, 20))
const PAID =
  /(?:(?<![\p{L}\d.])(?:gs|b\/|s\/|bs|kz|fcfa|htg|usd|eur|clp|cop|mxn)\.? ?|[$€£₲] ?)(?:\d{1,3}[.,])*$|(?<![\p{L}\d.] ?)[lq] ?(?:\d{1,3}[.,])+$/u

/** "tensión 150/90": of blood. */
const isPressure = (scene: Scene, { start, end }: Mark): boolean =>
  /^\d{2,3} ?\/ ?\d{2,3}$|^\d{2,3}$/.test(scene.text.slice(start, end)) && PRESSURE.test(before(scene, start, 24))
const PRESSURE =
  /(?<!\p{L})(?:presion(?: arterial)?|pressao(?: arterial)?|tension(?: arterielle| arterial)?|pression|pressure|p\.?a|t\.?a|b\.?p)\.?:? ?(?:de |of |a )?(?:\d{2,3}\/)?$/u

/** "pag. 2 de 3", "p. 1/2": no day. */
const isPage = (scene: Scene, { start, end }: Mark): boolean =>
  PAGE.test(before(scene, start, 10)) &&
  /^\d{1,2}(?: ?\/ ?| (?:de|of|sur|d) )?\d{0,2}$/.test(scene.text.slice(start, end))
const PAGE = /(?:^|[^\p{L}])(?:pag|pagina|page|pg|p|fl|fls|foja|fojas|folio|hoja|sheet|feuillet|folha)\.? {0,2}$/u

/** "MMSE 29/30", "dolor 8/10", "24/24": so many of so many. */
function isScore(scene: Scene, { start, end }: Mark): boolean {
  const parts = /^(\d{1,2}) ?\/ ?(\d{1,2})$/.exec(scene.text.slice(start, end))
  if (parts === null) return false
  return (Number(parts[1]) > 12 && Number(parts[2]) > 12) || SCORE.test(before(scene, start, 24))
}
const SCORE =
  /(?<!\p{L})(?:scores?|escores?|puntajes?|puntuacion|pontuacao|notes?|cotes?|escala|escalas?|echelle|scale|dolor(?:es)?|douleurs?|pain|dor(?:es)?|eva|ena|vas|mmse|glasgow|souffrances|evaluacion|risco|riesgo|risque|risk)\.? ?:? ?(?:de |of |a |= ?)?$/u

/** "habla shipibo", "interprete de romaní", "Langues : edo, italien": a language, which no people is told by. */
function isLanguage(scene: Scene, { start, end }: Mark, t: Token): boolean {
  if (t.letterCase === 'capital' && scene.language !== 'en') return false
  const lead = before(scene, start, 60)
  const clause = lead.slice(Math.max(lead.lastIndexOf('.'), lead.lastIndexOf(';'), lead.lastIndexOf('\n')) + 1)
  return (
    SPOKEN.test(clause) &&
    !/pueblo|etnia|povo|peuple|ethnic/.test(clause) &&
    !/^ ?(?:nationa|[:])/.test(scene.text.slice(end, end + 8))
  )
}
const SPOKEN =
  /(?:^|[^\p{L}])(?:habla[nr]?|hablaba[n]?|fala[mr]?|falava|parl(?:e|ent|ait|er)|speaks?|spoke|spoken|speaking|idiomas?|lenguas?|linguas?|langues?|languages?|(?:interprete|interpreter|traductor|traductora|tradutora?|traducteur|traductrice) d[eou]) ?:? ?(?:[\p{L}']+(?:,| y| e| et| and| ou| o|\/) ?){0,4}$/u
