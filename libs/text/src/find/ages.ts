import { before, gapAfter, isMasked, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isBetweenNumbers, NUMBER_WORD, numberOf } from '../words/number-words.ts'
import { ALONE_AFTER, isAsked, isPartOfNumber, isTold, isToldInWords, soonOlder } from './age-signs.ts'
import { decade, isDecade } from './decades.ts'

const YEARS = new Set('anos ano anitos aninhos ans an years year yrs yr yo ane lane'.split(' '))
/** "Three years ago", "a sentence of three years": no ages. */
const SPELL_BEFORE =
  /(?:\bhace|\bfaz|\bha|\bdurante|\bfor|\bdepuis|\bpendant|\bil y a|\bpor|\bdentro de|\ben|\bem|\bin|\bdans|\bdesde hace|\b(?:pena|peine|condena|sentence|imprisonment)\b[^.;]{0,24}|\blast|\bpast|\bultimos|\bcada|\bevery|\bwithin|\bover|\bafter|\btras|\bapos|\bapres|\bantes de|\bprision de|\bprimeros|\bpasaron|\bpassaram|\b(?:entre|from|de) \d{1,2} (?:a|to|y|e|et|and)) (?:(?:casi|quase|presque|almost|nearly|about|unos|uns|mas de|mais de|plus de|more than|cerca de) )?(?:los |les |the |os )?$/
const SPELL_AFTER =
  /^ (?:de (?:carcel|prision|prisao|trabajo|trabalho|servicio|servico|experiencia|contrato|casad[oa]|reclusion|pena|detention)|d'emprisonnement|de reclusion|de prison|of imprisonment|in (?:prison|jail)|ago|atras|antes|before|later|despues|depois|plus tard|more|mas|ahi|ali|la\b|trabajando|trabalhando|sin |sem |sans |d'experience|de condena|viviendo|without|working)/
const LABEL = /\b(?:edad|idade|age|agee?|aged|id\.|ed\.|how old[^?\n]{0,20}\??)\s?[:?)]?\s{0,3}(?:de |of |given:? )?$/
const ALONE_BEFORE =
  /(?:[\p{L}"”»'] ?\(|, (?:de )?|\bde |\btiene |\btem |\btengo |\btenho |\bis |\bturned |\bturns |\bi'm |\bam |\bcumplio |\bfez |\bso |\bjust |\bonly |\bshe's |\bhe's |\ba la edad de |\bwas |\bshes |\bhes |\bim )$/u

/** Ages become their band of the CTDC data set; one told in words goes altogether. */
export function findAges(scene: Scene): void {
  for (const t of scene.counted) {
    if (isMasked(scene, t)) continue
    if (t.digits > 0) inDigits(scene, t)
    else if ((t.signs & NUMBER_WORD) !== 0) inWords(scene, t)
    else if (isDecade(t)) decade(scene, t)
  }
}

/** "110years". */
const LONGEST_AGE = 7
const AGE_FORM = /^([\do]{1,3}|[\dlo]{2})(anos|ans|yrs?|yo|a)?$/

function inDigits(scene: Scene, t: Token): void {
  const { tokens, text } = scene
  if (t.end - t.start > LONGEST_AGE || (t.digits === t.end - t.start && t.digits > 3)) return
  if (isPartOfNumber(text, t)) return
  const form = t.digits === t.end - t.start ? [t.text, t.text] : AGE_FORM.exec(t.text)
  if (form === null) return
  const age = Number(t.digits === t.end - t.start ? t.text : (form[1] ?? '').replaceAll('o', '0').replaceAll('l', '1'))
  if (Number.isNaN(age) || age > 110) return
  const left = before(scene, t.start, 40)
  const soon = soonOlder(scene, t, t.end, age)
  if (soon !== undefined) {
    tell(scene, t.start, soon, age)
    return
  }
  const next = tokens[t.index + 1]
  if (next !== undefined && next.flags & IS.street && gapAfter(scene, t.index) === ', ') return
  const gap = gapAfter(scene, t.index)
  const said = form[2] !== undefined && form[2] !== 'a'
  const unit =
    !said && next !== undefined && gap.length === 1 && /[\s-]/.test(gap) && YEARS.has(next.text) ? next : undefined
  if (unit !== undefined || said) {
    const end = unit?.end ?? t.end
    const old = oldBehind(scene, end)
    if (old === 0 && (SPELL_BEFORE.test(left) || SPELL_AFTER.test(text.slice(end, end + 24)))) return
    tell(scene, t.start, end + old, age)
    return
  }
  if (form[2] === 'a' || (next?.text === 'a' && gap === ' ' && /^[.,;)\n]/.test(text.slice(next.end, next.end + 1)))) {
    const end = form[2] === 'a' ? t.end : (next?.end ?? t.end)
    if (/[(,]\s?$|\b(?:id|ed|idade|edad)\b[.:]? $/.test(left)) tell(scene, t.start, end, age)
    return
  }
  const months =
    next?.digits !== 0
      ? null
      : /^ (?:meses|mes|mois|months?|semanas|semaines|weeks)(?=[,.;)])/.exec(text.slice(t.end, t.end + 10))
  // Of a baby: "con su hija, de 7 meses,".
  if (
    months !== null &&
    /(?:, de |\(|\b(?:bebe|nin[oa]|hij[oa]|filh[oa]|menin[oa]|baby|enfant|fille|fils) (?:de |of )?)$/.test(left)
  ) {
    mark(scene, t.start, t.end + months[0].length, 'AGE', { detail: '0--8' })
    return
  }
  if (!isTold(left)) return
  if (t.digits === t.end - t.start && isAsked(scene, t)) {
    tell(scene, t.start, t.end, age)
    return
  }
  if (LABEL.test(left)) {
    // "Age 5 7": what a reading machine put apart.
    const apart = t.digits === 1 && gap === ' ' && next?.digits === 1 && next.end - next.start === 1 ? next : undefined
    tell(scene, t.start, apart?.end ?? t.end, apart === undefined ? age : age * 10 + Number(apart.text))
    return
  }
  if (age >= 3 && age <= 99 && (isBirthday(scene, t, left) || isSaidInPassing(scene, t, left))) {
    tell(scene, t.start, t.end, age)
    return
  }
  if (isSpared(scene, t) || age > 99 || (t.text.length === 2 && t.text.startsWith('0'))) return
  if (ALONE_BEFORE.test(left) && ALONE_AFTER.test(text.slice(t.end, t.end + 5)) && isBesideName(scene, t, left))
    tell(scene, t.start, t.end, age)
}

const TURNS =
  /\b(?:cumpl\w{1,5}|hago|hizo|hace los|va a hacer|haciendo|faco|faz|fez|vai fazer|completou|completa|fete ses|aura|turn(?:s|ed|ing)?|will be) (?:los |os |ses |ya |ja )?$/
const BIRTHDAY = /\b(?:cumpl\w*|aniversario|anniversaire|birthday|nacio|nasceu|born|nee?)\b/
const NO_COUNT = /^(?! ?(?:[%:/h]|[.,]\d|-\d))(?! ?[a-z]{3,}s\b)/
const BEHIND_AGE =
  /^ (?:nacio|naci|nascid|nasceu|nasci|born|nee?\b|y |e |et |and |con cedula|cedula|dni|cpf|trn|id |vive|mora |habite|lives|with |from |de aqui|de la )/

/** "el 22 cumplo años, hago 25", "turned 31", "tiene 35 nacio el 24". */
function isBirthday(scene: Scene, t: Token, left: string): boolean {
  const right = scene.text.slice(t.end, t.end + 14)
  if (TURNS.test(left))
    return (
      NO_COUNT.test(right) && (/\b(?:cumpl|turn)/.test(left.slice(-14)) || BIRTHDAY.test(before(scene, t.start, 60)))
    )
  return (
    /\b(?:tiene|tengo|tem|tenho|a deja|has|shes|hes|im) $/.test(left) &&
    (BEHIND_AGE.test(right) || (t.quiet && /^ with /.test(right)))
  )
}

/** "he came early. 31. trn ...": a sentence of nothing else, in a text without capitals; an item of a list goes on with one. */
function isSaidInPassing(scene: Scene, t: Token, left: string): boolean {
  const next = scene.tokens[t.index + 1]
  return (
    t.digits === 2 &&
    t.text >= '12' &&
    /[a-z]{3}\. $/.test(left) &&
    next?.letterCase === 'lower' &&
    gapAfter(scene, t.index) === '. '
  )
}

/** A number alone, in brackets or commas, is an age only behind a word with a capital, or after a word of being. */
const isBesideName = (scene: Scene, t: Token, left: string): boolean => {
  const prior = scene.tokens[t.index - 1]
  if (/(?:tiene|tem|tengo|tenho|is|turned|turns|i'm|im|am|cumplio|fez|she's|he's|shes|hes|just|only|so) $/.test(left))
    return true
  if (/(?:\bb\.|\bborn|\bnac\w*|\bnasc\w*|\bnee?|\bdob)[^;(\n]{0,30}; $/.test(left)) return true
  if (
    prior !== undefined &&
    (SEX.has(prior.text) || /^, (?:born|nacid|nascid|nee?)\b/.test(scene.text.slice(t.end, t.end + 8)))
  )
    return true
  const named = prior?.text === 'de' ? scene.tokens[t.index - 2] : prior
  return (
    (named !== undefined &&
      named.digits === 0 &&
      (named.letterCase !== 'lower' || isMasked(scene, named)) &&
      !named.quiet) ||
    prior?.letterCase === 'caps'
  )
}

const SEX = new Set(
  'female male mujer hombre femme homme mulher homem feminino masculino femenino femenina soltera soltero'.split(' '),
)

const YOUNG =
  /\b(?:chic[oa]|muchach[oa]|joven|nin[oa]|hij[oa]|herman[oa]|amiga|prima|moc[oa]|rapaz|menin[oa]|filh[oa]|irma|irmao|girl|boy|daughter|son|sister|brother|woman|man|fille|fils|garcon|soeur|frere|cumpl[ei]\w{0,3}|recien)(?: [a-z]+){0,2} (?:de |of |d')?(?:apenas |solo |just |only )?$/

function inWords(scene: Scene, t: Token): void {
  const { tokens, text } = scene
  if (numberOf(tokens[t.index - 1]?.text ?? '') !== undefined) return
  let last = t.index
  let value = 0
  for (let i = t.index; i < tokens.length && i - t.index < 5; i++) {
    const word = tokens[i]?.text ?? ''
    if (i > t.index && !/^[ -]$/.test(gapAfter(scene, i - 1))) break
    const number = numberOf(word)
    if (number === undefined ? !isBetweenNumbers(word) : number < 0 || number >= 100) break
    if (number !== undefined) {
      last = i
      value += number
    }
  }
  const end = tokens[last]?.end ?? t.end
  const next = tokens[last + 1]
  const left = before(scene, t.start, 40)
  const counted = next !== undefined && /^[ -]$/.test(gapAfter(scene, last)) && YEARS.has(next.text)
  if (counted) {
    const spell = SPELL_BEFORE.test(left) || SPELL_AFTER.test(text.slice(next.end, next.end + 24))
    if (value < 2 || (spell && !TURNS.test(left))) return
    mark(scene, t.start, next.end + oldBehind(scene, next.end), 'AGE')
    return
  }
  const asked = isAsked(scene, t)
  const being =
    /(?:she's|he's|is|was|am|turned|turns|i'm|cumplio|fez|tenia|shes|hes|im|cumpli|hago|fiz) $/.test(left) &&
    (ALONE_AFTER.test(text.slice(end, end + 5)) || /^ (?:when|cuando|quando|quand)\b/.test(text.slice(end, end + 8))) &&
    value >= (next === undefined ? 2 : 4)
  // "una chica de veinte", "sa fille de seize", told without the years.
  const young =
    value >= 11 &&
    YOUNG.test(left) &&
    (next === undefined || !/^[ -]$/.test(gapAfter(scene, last)) || (next.flags & IS.function) !== 0)
  const soon = soonOlder(scene, t, end, value)
  // "Ana y Eva, de tres.": as with figures.
  const beside =
    /(?:, |\()de $/.test(left) && ALONE_AFTER.test(text.slice(end, end + 5)) && isBesideName(scene, t, left)
  const told = value >= 13 && isToldInWords(scene, left, last)
  if ((asked || being || young || beside || told || soon !== undefined) && value >= 1 && value < 100)
    mark(scene, t.start, soon ?? end, 'AGE')
}

/** Length of the "old" behind "12 years". */
const oldBehind = ({ text }: Scene, at: number): number => /^[ -]old\b/.exec(text.slice(at, at + 5))?.[0].length ?? 0

const tell = (scene: Scene, start: number, end: number, age: number): void => {
  const band = bandOf(age)
  mark(scene, start, end, 'AGE', band === undefined ? {} : { detail: band })
}

const BANDS: readonly (readonly [upTo: number, band: string])[] = [
  [8, '0--8'],
  [17, '9--17'],
  [20, '18--20'],
  [23, '21--23'],
  [26, '24--26'],
  [29, '27--29'],
  [38, '30--38'],
  [47, '39--47'],
  [130, '48+'],
]

/** CTDC ageBroad; undefined for what is no age. */
export const bandOf = (age: number): string | undefined => BANDS.find(([upTo]) => age >= 0 && age <= upTo)?.[1]
