import { before, gapAfter, isMasked, isSpared, mark, matchAt, type Scene } from '../scene.ts'
import { asRead, type Token } from '../tokens.ts'
import { MONTHS } from '../words/calendar.ts'
import { IS } from '../words/flags.ts'
import { isBetweenNumbers, numberOf } from '../words/number-words.ts'
import { type Day, isBirthContext, isSameDay } from './birthday.ts'
import { FEAST, FEAST_HEAD } from './feasts.ts'

const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.split('|').map(name => [name, i + 1] as const)))
// Dutch; a month only among figures.
MONTH_OF.set('mei', 5)
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
const ISO = /(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)/y
const NUMERIC =
  /([l\d]{1,2})(?:o|[°º])? ?([-/.]) ?(\d{1,2}|\dl|l\d|l|[ivx]{1,4}|[a-z]{3,10}) ?\2 ?(\d{4}|'?\d{2})(?!\d)/y
const SHORT = /(\d{1,2})\/(\d{1,2})(?![\d/])/y
const GLUED = /^(\d{1,2})([a-z]{3,10})(\d{4}|\d{2})$/
const OF = new Set(['de', 'del', 'do', 'of', 'the', 'du', 'dia', 'd'])
const ORDINAL = new Set(['st', 'nd', 'rd', 'th', 'er', 'ro', 'o'])

/** Days. Months and years alone tell too little to be masked. `births` are the days the record knows. */
export function findDates(scene: Scene, births: readonly Day[]): void {
  for (const t of scene.tokens) {
    if (isMasked(scene, t)) continue
    if (t.digits === 4) bornIn(scene, t)
    if (t.digits > 0 && t.flags & IS.month && t.end - t.start > t.digits + 1) named(scene, t, births)
    else if (t.digits > 0) numeric(scene, t, births)
    else if (t.flags & IS.month) named(scene, t, births)
    else if ((t.signs & FEAST_HEAD) !== 0) feast(scene, t)
    if (t.digits > 0 && t.digits <= 2) dayAlone(scene, t)
    else if (scene.language === 'en' && t.text.endsWith('day')) dayGone(scene, t)
  }
}

function numeric(scene: Scene, t: Token, births: readonly Day[]): void {
  const { text } = scene
  const glued = t.digits < t.end - t.start ? GLUED.exec(t.text) : null
  if (glued) {
    const month = MONTH_OF.get(glued[2] ?? '')
    if (month !== undefined)
      tell(scene, t.start, t.end, { day: Number(glued[1]), month, year: yearOf(glued[3]) }, births)
    return
  }
  if (!mayGoOn(text, t)) return
  if (/[\d/.-]/.test(text[t.start - 1] ?? ' ') && /\d/.test(text[t.start - 2] ?? ' ')) return
  const iso = t.digits >= 4 ? matchAt(ISO, scene, t.start) : null
  if (iso) {
    tellIf(scene, t.start, iso[0].length, Number(iso[4]), Number(iso[3]), yearOf(iso[1]), births)
    return
  }
  const form = matchAt(NUMERIC, scene, t.start)
  if (form) {
    const month = monthOf(form[3] ?? '')
    tellIf(scene, t.start, form[0].length, Number((form[1] ?? '').replaceAll('l', '1')), month, yearOf(form[4]), births)
    return
  }
  const short = matchAt(SHORT, scene, t.start)
  if (short && !isSpared(scene, t))
    tellIf(scene, t.start, short[0].length, Number(short[1]), Number(short[2]), undefined, births)
}

/** Whether a sign that parts a day from its month stands behind, at most a blank or an ordinal's sign away. */
function mayGoOn(text: string, t: Token): boolean {
  for (let at = t.end; at < t.end + 3; at++) {
    const sign = text.charAt(at)
    if (sign === '/' || sign === '-' || sign === '.') return true
    if (sign !== ' ' && sign !== '°' && sign !== 'º') return false
  }
  return false
}

function monthOf(text: string): number | undefined {
  const named = MONTH_OF.get(text)
  if (named !== undefined) return named
  if (ROMAN.includes(text)) return ROMAN.indexOf(text) + 1
  const number = Number(text.replaceAll('l', '1'))
  return number >= 1 && number <= 31 ? number : undefined
}

const yearOf = (text: string | undefined): number | undefined => {
  const year = Number((text ?? '').replace("'", ''))
  if (text === undefined || Number.isNaN(year)) return undefined
  return year >= 100 ? year : year > 40 ? 1900 + year : 2000 + year
}

function tellIf(
  scene: Scene,
  start: number,
  length: number,
  day: number,
  month: number | undefined,
  year: number | undefined,
  births: readonly Day[],
): void {
  if (month === undefined || day < 1 || day > 31 || (month > 12 && day > 12)) return
  // Written month first.
  const told = leadOf(scene, start)
  const lead = /^(?:o |el |no )?dia $/.test(scene.text.slice(told, start)) ? start : told
  tell(scene, lead, start + length, month > 12 ? { day: month, month: day, year } : { day, month, year }, births)
}

/** "(n. 30.07.2011)": the letter alone. */
const BORN_LABEL = /(?:^|[(,;] ?)((?:n)\. ?)$/

function tell(scene: Scene, start: number, end: number, day: Day, births: readonly Day[]): void {
  const label = BORN_LABEL.exec(before(scene, start, 5))?.[1]?.length ?? 0
  if (births.some(birth => isSameDay(day, birth))) {
    mark(scene, start - label, end, 'DATE_BIRTH', { own: true })
    return
  }
  if (scene.harmless[start] === 1) return
  if (label > 0 || isBirthContext(before(scene, start, 64))) {
    mark(scene, start - label, end, 'DATE_BIRTH')
    return
  }
  const known = day.year !== undefined && day.month !== undefined
  mark(scene, start, end, 'DATE', known ? { detail: `${day.year}-${String(day.month).padStart(2, '0')}` } : {})
}

/** "14 de marzo de 1999", "3rd December 2010", "Feb. 9th, 2026", "veintiuno de junio del noventa y siete". */
function named(scene: Scene, t: Token, births: readonly Day[]): void {
  const { tokens } = scene
  const month = MONTH_OF.get(asRead(t))
  // In French it is also seven.
  if (t.text === 'sept' && (tokens[t.index - 1]?.digits ?? 0) === 0) return
  let first = t.index
  let day = dayBefore(scene, t.index)
  if (day !== undefined) first = day.first
  let last = t.index
  if (day === undefined) {
    day = dayAfter(scene, t.index)
    if (day === undefined) return
    last = day.last
  }
  const year = yearAfter(scene, last)
  if (year !== undefined) last = year.last
  const start = leadOf(scene, tokens[first]?.start ?? t.start)
  let end = tokens[last]?.end ?? t.end
  if (last === t.index && scene.text[end] === '.') end++
  tell(scene, start, end, { day: day.value, month, year: year?.value }, births)
}

const WEEKDAY =
  /(?:^|[^a-z])((?:lun|mar|mie|jue|vie|sab|dom|seg|ter|qua|qui|sex|mer|jeu|ven|sam|dim|mon|tues?|weds?|thu|thurs?|fri|sat|sun)(?:\.?,|\.)? |(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda-feira|terca-feira|quarta-feira|quinta-feira|sexta-feira|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? |(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? (?:dia |le )?|(?:segunda|terca|quarta|quinta|sexta),? (?:dia )?|dia )$/
const SAINT =
  /((?:dia d[aeo]s?|jour d[eu]s?|fete d[eu]s?|fiesta de|noche de|noite de|day of|feast of)(?: [a-z]+){1,4}, )$/

/** "2 to" of "2 to 6 January". */
const SINCE =
  /(?<![\d.,:/$€-])((?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|ro|o)?(?: de)? ?(?:-|to|al?|au|ao|y|e|et|and) ?(?:el |the |le |o )?)$/

/** The short weekday of a letter's head, the saint of a day, and the first of several days belong to the day. */
const leadOf = (scene: Scene, start: number): number => {
  const left = before(scene, start, 44)
  return (
    start - (WEEKDAY.exec(left)?.[1]?.length ?? SAINT.exec(left)?.[1]?.length ?? SINCE.exec(left)?.[1]?.length ?? 0)
  )
}

interface Part {
  readonly first: number
  readonly last: number
  readonly value: number
}
const SMALL_GAP = /^[ .,°º'-]{0,3}$|^\n$/

function dayBefore(scene: Scene, month: number): Part | undefined {
  const { tokens } = scene
  let i = month - 1
  if (!SMALL_GAP.test(gapAfter(scene, i)) || gapAfter(scene, i).includes(',')) return undefined
  if (OF.has(tokens[i]?.text ?? '')) i--
  if (ORDINAL.has(tokens[i]?.text ?? '')) i--
  const t = tokens[i]
  if (t === undefined || !SMALL_GAP.test(gapAfter(scene, i))) return undefined
  const digits = /^(\d{1,2})(?:st|nd|rd|th|er|ro|o|e|a)?$/.exec(t.text)
  if (digits) {
    const value = Number(digits[1])
    return value >= 1 && value <= 31 && !/\d[.,]$/.test(before(scene, t.start, 2))
      ? { first: i, last: i, value }
      : undefined
  }
  let value = 0
  let first = i + 1
  for (let k = i; k >= 0 && i - k < 4; k--) {
    const word = tokens[k]?.text ?? ''
    const number = numberOf(word)
    if (
      number === undefined
        ? !isBetweenNumbers(word) || numberOf(tokens[k - 1]?.text ?? '') === undefined
        : number < 1 || number > 31
    )
      break
    if (k < i && !/^[ -]$/.test(gapAfter(scene, k))) break
    if (number !== undefined) {
      value += number
      first = k
    }
  }
  return first <= i && value >= 1 && value <= 31 && t.text !== 'second' && (t.text !== 'un' || first < i)
    ? { first, last: i, value }
    : undefined
}

function dayAfter(scene: Scene, month: number): Part | undefined {
  const { tokens } = scene
  let i = month + 1
  if (tokens[i]?.text === 'the') i++
  const t = tokens[i]
  if (t === undefined || !/^[. ]{1,2}$/.test(gapAfter(scene, i - 1))) return undefined
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(t.text)
  const next = tokens[i + 1]
  if (digits) {
    const value = Number(digits[1])
    const clock = /^[:h]\d|^ ?(?:%|usd|eur|am|pm|h\b)/.test(scene.text.slice(t.end, t.end + 5))
    return value >= 1 && value <= 31 && !clock && isEnglishHere(scene, month)
      ? { first: month, last: i, value }
      : undefined
  }
  const value = numberOf(t.text)
  if (value === undefined || value < 1 || value > 31 || !isEnglishHere(scene, month)) return undefined
  const ones = next && gapAfter(scene, i) === '-' ? numberOf(next.text) : undefined
  return ones === undefined ? { first: month, last: i, value } : { first: month, last: i + 1, value: value + ones }
}

const ENGLISH = new Set(
  'january february march april may june july august september october november december jan feb apr jun jul aug sept sep oct nov dec'.split(
    ' ',
  ),
)
const isEnglishHere = (scene: Scene, month: number): boolean =>
  scene.language === 'en' ||
  (ENGLISH.has(scene.tokens[month]?.text ?? '') && scene.tokens[month]?.letterCase === 'capital')

function yearAfter(scene: Scene, from: number): { last: number; value: number | undefined } | undefined {
  const { tokens } = scene
  let i = from + 1
  if (!/^[ .,/'-]{0,3}$/.test(gapAfter(scene, from))) return undefined
  if (OF.has(tokens[i]?.text ?? '')) i++
  const t = tokens[i]
  if (t === undefined || t.line - (tokens[from]?.line ?? 0) > 1) return undefined
  if (/^\d{4}$|^\d{2}$/.test(t.text)) {
    const text = Number(t.text)
    if (t.text.length === 2 && /^(?:[:h]| ?h\b)/.test(scene.text.slice(t.end, t.end + 3))) return undefined
    return t.text.length === 2 || (text > 1900 && text < 2100) ? { last: i, value: yearOf(t.text) } : undefined
  }
  let last = i - 1
  for (let k = i; k < tokens.length && k - i < 8; k++) {
    const word = tokens[k]?.text ?? ''
    if (k > i && !/^[ ,-]{1,2}$/.test(gapAfter(scene, k - 1))) break
    if (numberOf(word) !== undefined) last = k
    else if (!isBetweenNumbers(word)) break
  }
  return last >= i ? { last, value: undefined } : undefined
}

const TIME_BEFORE =
  /\b(?:on|since|after|before|until|till|by|en|desde|hasta|despues de|antes de|para|la|el|no|na|desde|ate|depois d[aeo]|antes d[aeo]|depuis|apres|avant|jusqu'a|le|the) $/

/** A feast is a day of birth where it is told as one, and a day like any other where a year or a word of time makes it one. */
function feast(scene: Scene, t: Token): void {
  const name = matchAt(FEAST, scene, t.start)?.[0]
  if (name === undefined) return
  const left = before(scene, t.start, 40)
  const end = t.start + name.length
  const year = FEAST_YEAR.exec(scene.text.slice(end, end + 40))?.[0] ?? ''
  const dated = year !== '' || /\d{4}$/.test(name)
  const born = isBirthContext(left) || (dated && AGED.test(left))
  if (!born && !dated && !(NAMED_FEAST.test(name) && TIME_BEFORE.test(left))) return
  const article = born ? (/\b(?:el|la|le|the|o|a|on) $/.exec(before(scene, t.start, 4))?.[0].length ?? 0) : 0
  mark(scene, t.start - article, end + year.length, born ? 'DATE_BIRTH' : 'DATE')
}

/** The year behind a feast: in two figures or in words. */
const FEAST_YEAR =
  /^,? (?:de |of |del |do |en |em |'|d')?'?(?:(?:19|20)\d\d|\d\d)(?![\p{L}\d:/-]|[.,]\d| ?(?:h\b|%|am\b|pm\b))|^,? (?:de |of |del |do |d')?(?:oh[- ][a-z]+|nineteen[- ][a-z]+(?:[- ][a-z]+)?|two thousand(?: and)?(?: [a-z]+)?|dos mil(?: [a-z]+)?|dois mil(?: e [a-z]+)?|deux mille(?: [a-z]+)?|(?:vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cuarenta|cincuenta|sesenta|ochenta|noventa|soixante|seventy|eighty|ninety|sixty)(?:[- ](?:(?:e|y|et) )?(?:um|uno|dois|dos|tres|quatro|cuatro|cinco|seis|sete|siete|oito|ocho|nove|nueve|one|two|three|four|five|six|seven|eight|nine|dix))?)\b/u
/** The mother who "had him" that day, or an age told right before. */
const AGED =
  /\b(?:had (?:him|her|me)|tuvo|teve|pario|pariu|anos|years|ans|[a-z]+enta(?: e [a-z]+)?), (?:d[aeo] |of )?$|\b(?:had (?:him|her|me)|pari[ou]|me tuvo|la tuvo|lo tuvo) (?:el |on |no )?$/
const NAMED_FEAST =
  /^(?:christmas|boxing|thanksgiving|diwali|divali|holi\b|phagwa|eid|emancipation|independence|easter|good friday|nochebuena|nochevieja|navidad|natal|noel|toussaint|paques|san juan|sao joao|corpus|old year|new year|all s|carniva?l|vispera|veille|noche de|noite de|ascension|assomption|pentecote|(?:jour|fete) de (?:l'|la )?(?:an|ascension|assomption|paques|noel|toussaint|pentecote)\b)/

const YEAR_OF_BIRTH =
  /\b(?:born|nacid[oa]s?|nacio|naci|nascid[oa]s?|nasceu|nasci|nee?) (?:in|en|em|el ano|no ano|l'annee|around|about|hacia|por|ano|vers)? ?(?:de )?(?:[a-z]{3,10} )?(?:de |of )?$/

const DAY_BEFORE =
  /\b(?:dia |quincena del |(?:on|since|until|by|before|after) the |(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )$/
const DAY_OF_MONTH = /^(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/
const NO_DAY = /^(?:[/:-]\d|[.,]\d| (?:d[eo]|del|por (?:ciento|cento)|horas?|h|hs|anos|vezes|veces|floor|of)\b)/

/** A day told without its month: "depois do dia 20", "on the 3rd", "el viernes 10". */
function dayAlone(scene: Scene, t: Token): void {
  if (isMasked(scene, t) || !DAY_OF_MONTH.test(t.text)) return
  // "el viernes 10 por la noche": no share of anything.
  if (isSpared(scene, t) && !scene.text.startsWith(' por la ', t.end)) return
  const lead = DAY_BEFORE.exec(before(scene, t.start, 16))?.[0]
  if (lead === undefined || lead.endsWith('the ') !== /[a-z]/.test(t.text)) return
  if (NO_DAY.test(scene.text.slice(t.end, t.end + 14))) return
  mark(scene, t.start - (lead.endsWith('the ') ? 0 : lead.length), t.end, 'DATE')
}

/** "Friday gone", as they say in the Caribbean. */
function dayGone(scene: Scene, t: Token): void {
  if (scene.text.startsWith(' gone', t.end) && /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/.test(t.text))
    mark(scene, t.start, t.end + 5, 'DATE')
}

/** "born in 1998", "nacida en marzo de 1998": no day, but the year tells more than a band of ages. */
function bornIn(scene: Scene, t: Token): void {
  if (
    /^(?:19|20)\d\d$/.test(t.text) &&
    !/[\d/.-]$/.test(before(scene, t.start, 1)) &&
    YEAR_OF_BIRTH.test(before(scene, t.start, 40))
  )
    mark(scene, t.start, t.end, 'DATE_BIRTH')
}
