import { type Mark, markOf } from '../marks.ts'
import { before, gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isBetweenNumbers, NUMBER_WORD, numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'

/** What is counted while somebody tells a number. */
interface Told {
  /** The number that is being told, or -1. */
  value: number
  digits: number
  groups: number
  /** Those of them that are told in figures. */
  figures: number
  /** Millions and what goes on behind the thousands: no sum, which is round. */
  isLong: boolean
  /** "triple cinco" */
  times: number
  hasZero: boolean
  /** In Haitian Creole. */
  isCreole: boolean
  /** Index of the last token that belongs to it. */
  last: number
}

const GAP = /^(?:[ -]|, ?|\. ?|\.\.\. ?|… ?| - )$/
const SIGNS: ReadonlySet<string> = new Set('traco guion guiao tiret dash hyphen barra slash'.split(' '))
const ZEROS: ReadonlySet<string> = new Set('ceros zeros zeroes zewo'.split(' '))
const MILLIONS: ReadonlySet<string> = new Set('millon millones milhao milhoes million millions'.split(' '))
/** Numerals of Haitian Creole that other languages have as words: beside other numerals they are one. */
const CREOLE: ReadonlyMap<string, number> = new Map([
  ...'youn de twa kat senk sis set uit nef dis onz douz trez katoz kenz sez diset dizuit diznef ven'
    .split(' ')
    .map((word, n) => [word, n + 1] as const),
  ...([
    ['en', 1],
    ['trant', 30],
    ['karant', 40],
    ['senkant', 50],
    ['swasant', 60],
    ['katreven', 80],
  ] as const),
])
/** What takes back the last words: "nove zeros... não: nove, quatro zeros". */
const CORRECTS = setOf('nao no non perdon perdao pardon digo minto miento sorry desculpa')
const MILLION = 1_000_000
const FEWEST_DIGITS = 6
const MOST_FIGURES = 4
/** "K cuatro ocho uno", "V veintiséis millones", "más siete": what opens it. */
const OPENS = /(?:^|[^\p{L}])((?:[b-df-np-xz],? ){1,2}|(?:mas|mais|plus) )$/u
const DOCUMENT =
  /(?<!\p{L})(?:cpf|dni|documento?|cedula|passport|pasaporte|passeport|passaporte|curp|rut|rg|rani|dpi|id|carte|cartao|carnet|secu)(?!\p{L})[^.]*$/u
/** What is counted or paid, no number of a person. */
const COUNTED =
  /^,? ?(?:(?:de |of |d')?(?:anos?|anitos|ans|years?|edad|idade|pesos|reais|dolares|dollars|euros|gourdes|soles|guaranies|colones|quetzales|lempiras|bolivianos|bolivares|francs|fcfa|rupees|cents?|centavos)(?!\p{L})|\$|€|%)/u
const PRICED =
  /(?:[$€]|\b(?:pag\p{L}+|cobr\p{L}+|cost\p{L}+|paid|pays?|owes?|deb\p{L}+|dev\p{L}+|gan\p{L}+)) (?:\p{L}+ )?$/u

/** Numbers of six and more digits told in words, also by tens and hundreds: "dos mil quinientos diez, cero tres tres seis uno". */
export function numbersTold(scene: Scene): Mark[] {
  const found = gluedNumbers(scene)
  if ((scene.signs & NUMBER_WORD) === 0) return found
  let past = 0
  for (const t of scene.listed) {
    if ((t.signs & NUMBER_WORD) === 0 || t.index < past || !goesOn(scene.tokens[t.index + 1])) continue
    const from = creoleBefore(scene, t.index)
    const told = toldFrom(scene, from, from < t.index || t.text === 'zewo')
    past = Math.max(t.index, told.last) + 1
    if (!isIdentifier(told)) continue
    const end = (scene.tokens[told.last] as Token).end
    const begin = (scene.tokens[from] as Token).start
    const left = before(scene, begin, 60)
    if (isCounted(scene, told.last) || COUNTED.test(scene.text.slice(end, end + 20)) || PRICED.test(left)) continue
    const start = begin - (OPENS.exec(left)?.[1]?.length ?? 0)
    found.push(markOf(start, end, DOCUMENT.test(left) ? 'DOC_ID' : 'PHONE'))
  }
  return found
}

const FIGURE_WORD =
  'zero|cero|uno|une|um|one|dos|dois|deux|two|tres|trois|three|cuatro|quatro|quatre|four|cinco|cinq|five|seis|six|siete|sete|sept|seven|ocho|oito|huit|eight|nueve|nove|neuf|nine'
const GLUED = new RegExp(`^(?:${FIGURE_WORD}){${FEWEST_DIGITS},15}$`)
const SHORTEST_GLUED = 18
const LONGEST_GLUED = 90

/** "cincocincouno…": in words that nothing parts. */
const gluedNumbers = ({ tokens }: Scene): Mark[] =>
  tokens
    .filter(({ start, end, text }) => end - start >= SHORTEST_GLUED && end - start <= LONGEST_GLUED && GLUED.test(text))
    .map(({ start, end }) => markOf(start, end, 'PHONE'))

/** "kat sis, zewo zewo": where the numerals before the first that all know begin. */
function creoleBefore(scene: Scene, index: number): number {
  let from = index
  const isCreole = scene.tokens[index]?.text === 'zewo' || CREOLE.has(scene.tokens[index + 1]?.text ?? '')
  while (
    isCreole &&
    index - from < MOST_BEFORE &&
    CREOLE.has(scene.tokens[from - 1]?.text ?? '') &&
    GAP.test(gapAfter(scene, from - 1))
  )
    from--
  return from
}
const MOST_BEFORE = 6

/** Most words for numbers stand alone. */
const goesOn = (next: Token | undefined): boolean =>
  next !== undefined &&
  ((next.signs & NUMBER_WORD) !== 0 ||
    next.digits > 0 ||
    next.end - next.start === 1 ||
    isBetweenNumbers(next.text) ||
    CREOLE.has(next.text) ||
    CORRECTS.has(next.text) ||
    MILLIONS.has(next.text) ||
    ZEROS.has(next.text))

function toldFrom(scene: Scene, first: number, isCreole: boolean): Told {
  const { tokens } = scene
  const told: Told = {
    value: -1,
    digits: 0,
    groups: 0,
    figures: 0,
    isLong: false,
    times: 1,
    hasZero: false,
    isCreole,
    last: first,
  }
  for (let i = first; i < tokens.length; i++) {
    const t = tokens[i] as Token
    const gap = i === first ? ' ' : gapAfter(scene, i - 1)
    if (i > first && CORRECTS.has(t.text) && goesOnCorrected(scene, i)) {
      close(told)
      continue
    }
    if (
      !(GAP.test(gap) || (gap === ': ' && CORRECTS.has(tokens[i - 1]?.text ?? ''))) ||
      (t.first && i > first && !CORRECTS.has(tokens[i - 1]?.text ?? '')) ||
      !tell(scene, told, t, gap)
    )
      break
  }
  close(told)
  return told
}

const goesOnCorrected = (scene: Scene, i: number): boolean =>
  /^(?:[ ,]|, |\.\.\. ?|… ?| - )$/.test(gapAfter(scene, i - 1)) &&
  /^(?:: ?|, ?| )$/.test(gapAfter(scene, i)) &&
  numberOf(scene.tokens[i + 1]?.text ?? '') !== undefined

/** Takes in the next word; false where the number is at its end. */
function tell(scene: Scene, told: Told, t: Token, gap: string): boolean {
  // A number goes on behind a pause, but as another group.
  if (gap !== ' ' && gap !== '-' && told.value < MILLION) close(told)
  const next = scene.tokens[t.index + 1]
  if (isBetweenNumbers(t.text)) return joins(told.value, numberOf(next?.text ?? ''))
  if (SIGNS.has(t.text)) {
    close(told)
    return next !== undefined && (numberOf(next.text) !== undefined || isLetter(next))
  }
  if (t.digits > 0 && t.digits === t.end - t.start && t.digits <= MOST_FIGURES) {
    close(told)
    add(told, t.digits)
    told.figures++
  } else if (ZEROS.has(t.text)) zeros(told)
  else if (MILLIONS.has(t.text) && told.value > 0) told.value *= MILLION
  else if (isLetter(t)) {
    const prior = scene.tokens[t.index - 1]
    const behind = next === undefined ? undefined : numberOf(next.text)
    if (behind === undefined && !SIGNS.has(prior?.text ?? '')) return false
    close(told)
    told.digits++
  } else {
    const isO = t.text === 'o' && (gap === '-' || gapAfter(scene, t.index) === '-')
    const value = isO ? 0 : (numberOf(t.text) ?? (told.isCreole ? CREOLE.get(t.text) : undefined))
    if (value === undefined) return false
    if (value < 0) {
      close(told)
      told.times = -value
    } else if (!grows(told, value)) {
      close(told)
      told.value = value
    }
  }
  told.last = t.index
  return true
}

const isLetter = (t: Token): boolean => t.end - t.start === 1 && t.digits === 0 && !'aeouyl'.includes(t.text)

/** "cuatro ceros" */
function zeros(told: Told): void {
  const many = told.value > 0 && told.value <= 9 ? told.value : 1
  if (many === 1) close(told)
  told.value = -1
  told.hasZero = true
  add(told, many)
}

function close(told: Told): void {
  if (told.value < 0) return
  if (told.value === 0) told.hasZero = true
  if (told.value > MILLION && told.value % 100 !== 0) told.isLong = true
  add(told, String(told.value).length * told.times)
  told.times = 1
  told.value = -1
}

function add(told: Told, digits: number): void {
  told.digits += digits
  told.groups++
}

/** Whether the word goes on with the same number: "treinta" and "uno", "quatre" and "vingt", "dos" and "mil". */
function grows(told: Told, value: number): boolean {
  const { value: so } = told
  if (so <= 0) return false
  const below = value === 1000 ? so % MILLION : so % 1000
  if ((value === 1000 && below > 0 && below < 1000) || (value === 100 && below > 0 && below < 10))
    told.value = so + below * (value - 1)
  else if (so % 100 === 4 && value === 20) told.value = so + 76
  else if (isOpen(so, value)) told.value = so + value
  else return false
  return true
}

function isOpen(so: number, value: number): boolean {
  if (value === 0) return false
  if (so % 1000 === 0) return value < 1000
  if (so % 100 === 0) return value < 100
  const tens = so % 100
  if (tens === 60 || tens === 80) return value < 20
  return tens >= 20 && tens % 10 === 0 && value < 10
}

/** "treinta y uno", "soixante et onze": not "catorce y doce". */
const joins = (so: number, value: number | undefined): boolean => value !== undefined && so > 0 && isOpen(so, value)

function isIdentifier({ digits, groups, figures, hasZero, isLong }: Told): boolean {
  if (digits < FEWEST_DIGITS || (figures > 0 && groups - figures < 3)) return false
  if (isLong) return true
  return groups > 3 || (groups === 3 && (hasZero || digits > 7))
}

/** "dieciséis, catorce y doce": a list goes on behind the last. */
function isCounted(scene: Scene, last: number): boolean {
  const next = scene.tokens[last + 1]
  const behind = scene.tokens[last + 2]
  if (next === undefined || gapAfter(scene, last) !== ' ') return false
  if ((next.flags & (IS.currency | IS.unit)) !== 0) return true
  return isBetweenNumbers(next.text) && behind !== undefined && numberOf(behind.text) !== undefined
}
