import { tokenAt } from '../find/near.ts'
import { isFixed, type Mark } from '../marks.ts'
import { before, gapAfter, type Scene } from '../scene.ts'
import { isWritten, type Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS, LABEL } from '../words/flags.ts'
import { FREQUENT } from '../words/known.ts'
import { numberOf } from '../words/number-words.ts'
import { isCraft } from './crafts.ts'

/** How strangers address and rank somebody: no part of a name. "Miss", "don" and ties of family may be, in a nickname. */
const FORMAL: ReadonlySet<string> = new Set('sr sra srta srs dr dra mr mrs ms mme mlle mmes misye pc wpc'.split(' '))
/** What somebody is by office, before a name that has a capital, too. */
const OFFICES: ReadonlySet<string> = new Set(
  `pastor pastora pasteur bishop reverend rev doctor doctora doutor doutora docteur juez jueza juiz juiza judge juge sergeant sargento sargenta
  sergent inspector inspectora inspetor inspetora inspecteur constable corporal officer deputy agente agent soeur sister irma senor senora senhor
  senhora monsieur madame me maitre professor professora coach engenheiro engenheira ingeniero ingeniera licenciado licenciada fiscal delegado delegada
  counsel consul abogado abogada advogado advogada psicologa psicologo adc gnd cne adj mdl brig sd pmhn rn aft pnp so3 ssgt lcpl supt asp wo ttes detective profesor profesora professeur superintendent so1 so2 st1 st3`.split(
    /\s+/,
  ),
)
/** How a letter or a message begins. */
const GREETINGS: ReadonlySet<string> = new Set(
  `hola buenas buenos saludos oi ola opa bonjour bonsoir salut allo coucou hello hi hey dear estimado estimada querida querido prezado prezada caro cara
  cher chere gracias obrigada obrigado merci thanks ici aqui sorry perdon pardon`.split(/\s+/),
)
/** Short forms that may be names where no point stands behind them. */
const SHORT: ReadonlySet<string> = new Set(
  'lic licda abg ing prof profa sgto sgt cpl const cons insp gend enf enfa ide mtra mtro msgr cnel tte'.split(' '),
)

/** Marks without what only announces them: "Sra." before a name, "RNM" before a number, the next sentence's first word behind. */
export function stripped(scene: Scene, marks: readonly Mark[]): Mark[] {
  const { tokens } = scene
  const kept: Mark[] = []
  let at = 0
  for (const mark of parted(scene, marks)) {
    if (mark.type === 'AGE' && isTerm(scene, mark)) continue
    while (at < tokens.length && (tokens[at] as Token).end <= mark.start) at++
    kept.push(STRIPPED.has(mark.type) ? strip(scene, mark, at) : mark)
  }
  return kept
}

/** @param first where its first token stands */
function strip(scene: Scene, mark: Mark, first: number): Mark {
  const { tokens } = scene
  let last = first
  while (last + 1 < tokens.length && (tokens[last + 1] as Token).start < mark.end) last++
  let from = first
  let to = last
  if (isFixed(mark)) {
    if (from < to && mark.type === 'PERSON' && isOf(scene, tokens[from] as Token)) from++
    if (from < to && mark.type === 'PERSON' && isMister(scene, tokens[from] as Token)) from++
    while (from < to && mark.type === 'PERSON' && isCard(scene, tokens[to] as Token)) to--
  } else {
    while (from < to && announces(scene, mark.type, tokens[from] as Token)) from++
    while (from < to && follows(scene, mark.type, tokens[to] as Token)) to--
  }
  if (from === first && to === last) return mark
  return {
    ...mark,
    start: from === first ? mark.start : (tokens[from] as Token).start,
    end: to === last ? mark.end : (tokens[to] as Token).end,
  }
}

/** Two names of which one is told to the other, where letters say nothing, or told together: "ms deane its tamika", "Edith Camaiteri y Jessy". */
function parted(scene: Scene, marks: readonly Mark[]): readonly Mark[] {
  const { text } = scene
  if (!marks.some(mark => mark.end - mark.start > SHORTEST_PARTED && partOf(text, mark) !== null)) return marks
  return marks.flatMap(mark => {
    const gap = partOf(text, mark)
    if (gap === null) return [mark]
    const end = mark.start + gap.index
    const start = end + gap[0].length
    if (/^ (?:y|e|et) $/.test(gap[0]) && !isAnother(scene, start)) return [mark]
    return [
      { ...mark, end },
      { ...mark, start },
    ]
  })
}
const partOf = (text: string, mark: Mark): RegExpExecArray | null =>
  mark.type === 'PERSON' && !isFixed(mark) ? PARTS.exec(text.slice(mark.start, mark.end)) : null
/** A name with a capital that is no listed surname and no word, as "Sol" of "Espuma y Sol" is. */
function isAnother(scene: Scene, start: number): boolean {
  const t = tokenAt(scene, start)
  return t !== undefined && isWritten(t) && !t.family && !t.anywhere
}
/** "a and b" */
const SHORTEST_PARTED = 6
const PARTS = /(?<=[\p{L})]),? (?:it'?s|c'?est|c est|and|y|e|et) (?=\p{L})/u

const STRIPPED: ReadonlySet<SpanType> = new Set<SpanType>([
  ...(['PERSON', 'ALIAS', 'ORG_SMALL', 'PLACE_SMALL'] as const),
  ...(['DOC_ID', 'PHONE', 'NATIONALITY', 'DATE', 'DATE_BIRTH', 'AGE'] as const),
])

const announces = (scene: Scene, type: SpanType, t: Token): boolean =>
  type === 'PERSON' || type === 'ORG_SMALL' || type === 'PLACE_SMALL'
    ? (type === 'PERSON' && isAddress(scene, t)) || isHead(scene, type, t)
    : type === 'NATIONALITY'
      ? /^(?:de|da|nationalite|nacionalidade?|nationality|of)$/.test(t.text)
      : type === 'DATE'
        ? BEFORE_DAY.test(t.text)
        : type === 'DATE_BIRTH'
          ? isBeforeNumber(scene, t)
          : NUMBERS.has(type) && isLabel(t) && !/^[-/]/.test(gapAfter(scene, t.index))
/** "un" of "un mercredi 15 avril". */
const BEFORE_DAY = /^(?:un|um|num|el|em|en|in|on|del|au|du|ce)$/
/** "el" of "nació el primero de mayo": before the name of a day it may be part of that. */
const isBeforeNumber = (scene: Scene, t: Token): boolean => {
  const next = scene.tokens[t.index + 1]
  return next !== undefined && BEFORE_BIRTH.test(t.text) && (next.digits > 0 || numberOf(next.text) !== undefined)
}
const BEFORE_BIRTH = /^(?:el|em|en|in|on|au|le|em|a|o)$/
const follows = (scene: Scene, type: SpanType, t: Token): boolean =>
  type === 'PERSON' || type === 'ALIAS'
    ? isNext(scene, t) || isCraft(scene, t)
    : type === 'AGE'
      ? isNextField(scene, t)
      : NUMBERS.has(type) && isLabel(t)
const NUMBERS: ReadonlySet<SpanType> = new Set<SpanType>(['DOC_ID', 'PHONE'])

/** "durante siete meses", "faz dois anos": how long something lasted, nobody's age. */
function isTerm({ text }: Scene, { start, end }: Mark): boolean {
  if (!LASTED.test(text.slice(Math.max(0, start - 14), start))) return false
  return !/^ (?:de edad|de idade|d'age|old|of age)/.test(text.slice(end, end + 10))
}
const LASTED =
  /(?:^|[^\p{L}])(?:durante|hace|hacia|ha|faz|fazem|fazia|il y a|depuis|pendant|doit|during|lasted|llevan?|owed|(?:a )?travaill(?:e|ait)|trabaj(?:o|e|aba|aron)|trabalh(?:ou|ei|ava)|worked|passe|passou|paso) $/u

/** "M." before a name: how strangers are told in French, and no initial. */
const isMister = (scene: Scene, t: Token): boolean =>
  t.text === 'm' && isAddress(scene, t) && (MISTER.test(before(scene, t.start, 6)) || isBehindSmall(scene, t))
/** Where letters tell names: no name ends in small letters. */
const isBehindSmall = ({ tokens }: Scene, t: Token): boolean =>
  tokens[t.index - 1]?.letterCase === 'lower' && tokens[t.index - 1]?.quiet === false
const MISTER = /(?:^|[^\p{L} ] ?|(?:^|[^\p{L}])(?:de|par|que|et|a|avec|chez|pour|sur|dit|le) )$/u

/** "Sra.", "M." in French, "D." in Portuguese before a whole word. */
function isAddress(scene: Scene, t: Token): boolean {
  const gap = gapAfter(scene, t.index)
  const next = scene.tokens[t.index + 1]
  // "The State v. Jagmohan"
  if (t.text === 'v' && t.letterCase === 'lower') return gap === '. '
  // "Vice-cônsul"
  if (gap === '-' && t.text === 'vice') return next !== undefined && OFFICES.has(next.text)
  if (!/^\.? {1,2}$/.test(gap)) return false
  if (
    (OFFICES.has(t.text) || GREETINGS.has(t.text)) &&
    isWritten(t) &&
    next !== undefined &&
    (isWritten(next) || next.quiet)
  )
    return true
  if (SHORT.has(t.text) && gap.startsWith('.')) return true
  if (FORMAL.has(t.text) || (ARTICLE.test(t.text) && next !== undefined && FORMAL.has(next.text))) return true
  return (
    t.text === 'm' && scene.language === 'fr' && gap.startsWith('.') && next !== undefined && next.end - next.start > 2
  )
}

/** "cantina" of "cantina La Gotera", "de" of "de Camila": small letters before a name that has a capital. */
function isHead(scene: Scene, type: SpanType, t: Token): boolean {
  if (t.letterCase !== 'lower' || t.quiet || !/^[ «"“]{1,2}$/.test(gapAfter(scene, t.index))) return false
  if (KEPT.has(t.text) || t.given || t.family || (t.flags & (IS.relative | IS.placeHead)) !== 0) return false
  if (PARTICLES.has(t.text) && isAfterTitle(scene, t)) return false
  if (type === 'PLACE_SMALL') return (t.flags & IS.function) !== 0
  return t.common || (type === 'ORG_SMALL' && (t.rank & FREQUENT) !== 0)
}
const PARTICLES: ReadonlySet<string> = new Set(['de', 'd', 'du', 'y', 'e'])

/** "Mme de Brécourt": of somebody's name, as it is not in "hermano de Xenia". */
const isAfterTitle = ({ tokens }: Scene, t: Token): boolean =>
  ((tokens[t.index - 1]?.flags ?? 0) & (IS.title | IS.relative)) === IS.title

/** "de" of "carta de Rosmery": whatever the record says of the name, this is none of it. */
const isOf = (scene: Scene, t: Token): boolean =>
  t.text === 'de' &&
  t.letterCase === 'lower' &&
  gapAfter(scene, t.index) === ' ' &&
  scene.tokens[t.index + 1]?.letterCase === 'capital' &&
  !isAfterTitle(scene, t)
/** Small words that may be the beginning of a name or a nickname. */
const KEPT: ReadonlySet<string> = new Set(
  'el la los las o a os as le les l the da do dos das du del van von al san santa'.split(' '),
)

const ARTICLE = /^(?:el|la|o|a|le|the)$/

/** The label of a number: "CPF", "tel". */
const isLabel = (t: Token): boolean => t.digits === 0 && t.end - t.start > 1 && (t.flags & LABEL) !== 0

/** A word behind a name that begins something else: "Ti Mè. Tél", "Miss P. She", "Byron. Ubic.", "Maribel O., F". */
function isNext(scene: Scene, t: Token): boolean {
  if (isNextField(scene, t) || isCard(scene, t)) return true
  if (t.digits > 0 || t.given || t.family) return false
  if (isOffice(scene, t)) return true
  const gap = gapAfter(scene, t.index - 1)
  if (gap === ', ' && t.end - t.start === 1) return scene.text[t.end] !== '.'
  // "Prince J. Il": behind an initial.
  if (gap === '. ' && PRONOUN.test(t.text) && isWritten(t)) return true
  if (!t.first || !/[.:]/.test(gap)) return false
  return (t.flags & (IS.function | LABEL)) !== 0 || isShortForm(scene, t)
}

/** "C.C." between a name and the number of a card. */
const isCard = ({ text }: Scene, t: Token): boolean =>
  t.text === 'c' && CARD.test(text.slice(Math.max(0, t.start - 5), Math.min(text.length, t.end + 6)))
const CARD = /(?:^|[^\p{L}])c\. ?c\.? ?:? ?\d/u

/** What a form asks next: "SEGUNDO" of "WILSON   SEGUNDO: TUCKER", "2" of a line "2. NOMBRES:". */
function isNextField(scene: Scene, t: Token): boolean {
  if (!/^ {2,}$|^ ?\n/.test(gapAfter(scene, t.index - 1))) return false
  return t.digits > 0
    ? t.end - t.start <= 2 && /^[.)] /.test(gapAfter(scene, t.index))
    : gapAfter(scene, t.index).startsWith(':')
}

const PRONOUN = /^(?:il|ils|elle|elles|on|ella|el|ellos|ele|ela|eles|he|she|they|we|it)$/

/** "de l'IBESR", "da SEMAS" behind a name: letters of an office, and the small words before them. */
function isOffice({ tokens }: Scene, t: Token): boolean {
  let at = t.index
  while (OF.test(tokens[at]?.text ?? '') && tokens[at]?.letterCase === 'lower') at++
  const office = tokens[at]
  if (office === undefined || office.letterCase !== 'caps' || office.quiet || office.given || office.family)
    return false
  return (
    office.end - office.start <= LONGEST_OFFICE &&
    OF.test(tokens[at - 1]?.text ?? '') &&
    tokens[at - 1]?.letterCase === 'lower'
  )
}
const OF = /^(?:de|del|da|do|du|des|la|l|of|the)$/
const LONGEST_OFFICE = 6

/** "Ubic." behind a whole word and its point. */
function isShortForm(scene: Scene, t: Token): boolean {
  const before = scene.tokens[t.index - 1]
  const length = t.end - t.start
  return (
    before !== undefined &&
    before.end - before.start > 3 &&
    length > 1 &&
    length < 6 &&
    /^[.:/]/.test(gapAfter(scene, t.index))
  )
}
