import { before, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { lastOfNumber } from '../told-number.ts'
import { IS } from '../words/flags.ts'
import { NUMBER_WORD, numberOf } from '../words/number-words.ts'
import { type Day, isBirthContext } from './birthday.ts'

/**
 * The year of birth alone is told by nothing else once the day is gone: in four figures wherever it stands, in two and in words where it is told to
 * be one ("nacida en el 03", "nascida em noventa e seis", "born in '99").
 */
export function findBirthYears(scene: Scene, births: readonly Day[]): void {
  const years = new Set(births.map(({ year }) => year ?? 0))
  if (years.size === 0) return
  const short = new Set([...years].map(year => year % CENTURY))
  for (const t of scene.counted) {
    if (t.digits !== t.end - t.start || scene.harmless[t.start] === 1) continue
    if (t.digits === 4 ? years.has(Number(t.text)) : t.digits === 2 && isShort(scene, t, t, short)) tell(scene, t, t)
  }
  if ((scene.signs & NUMBER_WORD) !== 0) inWords(scene, years, short)
}

const CENTURY = 100

const tell = (scene: Scene, first: Token, last: Token): void =>
  mark(scene, first.start, last.end, 'DATE_BIRTH', { own: true })

function isShort(scene: Scene, first: Token, last: Token, short: ReadonlySet<number>): boolean {
  const value = first === last && first.digits > 0 ? Number(first.text) : yearIn(scene, first, last)
  return short.has(value) && isToldAsYear(scene, first, last)
}

const OPENS: ReadonlySet<string> = new Set('en em in de del do ano an year of'.split(' '))
/** A day, an age or a quantity. */
const GOES_ON =
  /^(?:[/.:-]?\d|[:/%°º]| ?(?:de |of |d')?(?:ene|jan|feb|fev|mar|abr|apr|avr|ma[iy]|ju[nil]|ago|aug|aou|se[tp]|o[cu]t|nov|d[ie][cz])\p{L}*| (?:anos?|anitos|ans|years?|mes|meses|mois|months?|dias?|jours?|days?|semanas?|semaines?|weeks?)(?!\p{L}))/u
/** Of what year somebody is: "es del 03", "é de 96", "clase 2003". */
const OF_YEAR =
  /(?<!\p{L})(?:es|era|soy|sou|e|est|suis|generacion|clase|classe|turma|ano|year|an) (?:del? |do |da |of )?'?$/u
const CLOSED = /^(?:$|['"»”]? ?[.,;)\n]|['"»”]? (?:en|em|in|a|y|e|et|and|segun|segundo|selon)(?!\p{L}))/u

/** Whether two figures, or words, are told as the year of a birth. */
function isToldAsYear(scene: Scene, first: Token, last: Token): boolean {
  const behind = scene.text.slice(last.end, last.end + 20)
  if (GOES_ON.test(behind)) return false
  const left = before(scene, first.start, 60)
  if (OF_YEAR.test(left) && CLOSED.test(behind)) return true
  return opensYear(scene, first) && isBirthContext(left)
}

function opensYear({ tokens, text }: Scene, first: Token): boolean {
  const prior = tokens[first.index - 1]
  if (prior === undefined || first.start - prior.end > 3) return false
  const gap = text.slice(prior.end, first.start)
  if (gap.endsWith("'") || ((prior.flags & IS.month) !== 0 && /^(?:\.? |\.?[-/])$/.test(gap))) return true
  if (gap !== ' ') return false
  return OPENS.has(prior.text) || (prior.text === 'el' && tokens[prior.index - 1]?.text === 'en')
}

/** Words of a year: more is no year. */
const MOST_WORDS = 8
const ANNOUNCED = /(?<!\p{L})(?:anos?|year|an|annee|clase|generacion) (?:de |del |es |of )?$/u

function inWords(scene: Scene, years: ReadonlySet<number>, short: ReadonlySet<number>): void {
  const { tokens } = scene
  let past = -1
  for (const t of scene.listed) {
    if ((t.signs & NUMBER_WORD) === 0 || t.index <= past || t.end - t.start < 2) continue
    past = lastOfNumber(scene, t.index, MOST_WORDS)
    const last = tokens[past] as Token
    const isYear = years.has(yearIn(scene, t, last))
    if (isYear) {
      const left = before(scene, t.start, 60)
      if (isBirthContext(left) || ANNOUNCED.test(left)) tell(scene, t, last)
    } else if (isShort(scene, t, last, short)) tell(scene, t, last)
  }
}

/** "mil novecientos noventa y nueve", "deux mille un", "nineteen ninety-nine", "dix-neuf cent quatre-vingt-un". */
function yearIn({ tokens }: Scene, first: Token, last: Token): number {
  let thousands = 0
  let rest = 0
  for (let i = first.index; i <= last.index; i++) {
    const value = numberOf((tokens[i] as Token).text)
    if (value === undefined) continue
    if (value === 1000) {
      thousands = (rest || 1) * value
      rest = 0
    } else if (value === CENTURY) rest = (rest || 1) * value
    else if (value === 20 && rest % CENTURY === 4) rest += 76
    else rest = (rest === 19 || rest === 20) && value >= 10 ? rest * CENTURY + value : rest + value
  }
  return thousands + rest
}
