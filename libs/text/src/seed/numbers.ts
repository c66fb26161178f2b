import { offsetRoom, unitRoom } from '../rooms.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { isBetweenNumbers, NUMBER_WORD, numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'
import type { Needles } from './needles.ts'
import { tell } from './tell.ts'

/** What a unit is in a number: letters that are misread for figures become those. */
const FIGURE = Uint8Array.from({ length: 128 }, (_, unit) => unit)
for (const [letter, figure] of Object.entries({ o: '0', q: '0', i: '1', l: '1', s: '5', z: '2', b: '8' }))
  FIGURE[letter.charCodeAt(0)] = figure.charCodeAt(0)
const PARTING = 'x'.charCodeAt(0)

/** What is said between the parts of one number: "el 5555, luego 1234", "4871223 guion 1". */
const JOINING = setOf(
  `luego despues entonces seguido seguida con guion punto numero numeral calle carrera digito verificador pausa termina terminado terminada
  depois entao com hifen traco ponto puis ensuite avec tiret point then followed dash hyphen with barra slash espacio espaco space`,
)

const unitsOf = unitRoom()
const startsOf = offsetRoom()
const endsOf = offsetRoom()

/** Digits of the text with letters that are misread for digits, and words for them; a needle may be cut by whatever is no letter. */
export function huntNumbers(scene: Scene, { numbers }: Needles): void {
  if (numbers.isEmpty) return
  const { text, tokens } = scene
  const units = unitsOf(text.length)
  const starts = startsOf(text.length)
  const ends = endsOf(text.length)
  let count = 0
  let isParted = true
  const add = (unit: number, start: number, end: number): void => {
    starts[count] = start
    ends[count] = end
    units[count++] = unit
  }
  for (const t of tokens) {
    if (t.digits === 0 && !mayBeFigures(text, t)) {
      const length = t.end - t.start
      const value = (length > 2 || t.text === 'oh') && (t.signs & NUMBER_WORD) !== 0 ? numberOf(t.text) : undefined
      if (value !== undefined && value >= 0 && value < CENTURY) {
        // "cuarenta y cinco" is 45.
        if (value < 10 && isBehindTens(scene, t)) count--
        for (const figure of String(value)) add(figure.charCodeAt(0), t.start, t.end)
        isParted = false
      } else if (length > 2 && !isParted && !JOINING.has(t.text)) {
        // A word between two numbers parts them.
        add(PARTING, t.start, t.end)
        isParted = true
      }
      continue
    }
    for (let i = t.start; i < t.end; i++) {
      const unit = text.charCodeAt(i)
      add(unit < FIGURE.length ? (FIGURE[unit] as number) : unit, i, i + 1)
    }
    isParted = false
  }
  numbers.each(units, count, (code, from) => {
    const { length } = code.text
    const start = starts[from] ?? 0
    const end = ends[from + length - 1] ?? start
    const widest = length * (text.charCodeAt(start) > NINE || text.charCodeAt(end - 1) > NINE ? WIDEST_WORD : 5)
    if (end - start <= widest) tell(scene, ...wholeNumber(text, start, end), code)
  })
}
const CENTURY = 100
const NINE = '9'.charCodeAt(0)
/** Units of a text for each figure that is told in words. */
const WIDEST_WORD = 12

/** Whether a word stands behind one for tens whose last figure it is. */
function isBehindTens(scene: Scene, t: Token): boolean {
  const { tokens } = scene
  const between = tokens[t.index - 1]
  const tens = between !== undefined && isBetweenNumbers(between.text) ? tokens[t.index - 2] : between
  if (tens === undefined || t.start - tens.end > 3 || !/^[ -]$/.test(gapAfter(scene, tens.index))) return false
  const value = numberOf(tens.text) ?? 0
  return value >= 20 && value < CENTURY && value % 10 === 0 && (numberOf(t.text) ?? 0) > 0
}

const MISREAD = new Uint8Array(128)
for (const letter of 'oilsq') MISREAD[letter.charCodeAt(0)] = 1

/** Up to four letters that a reading machine makes of figures. */
function mayBeFigures(text: string, { start, end }: Token): boolean {
  if (end - start > 4) return false
  for (let i = start; i < end; i++) if (MISREAD[text.charCodeAt(i)] !== 1) return false
  return true
}

/** Whether a letter or a hyphen stands right before a number, or, behind no more than two signs, a figure: nothing else belongs to it. */
function mayGoBack(text: string, from: number): boolean {
  if (/[a-z-]/.test(text.charAt(from - 1))) return true
  let at = from - 1
  while (from - at <= 2 && PARTS.includes(text.charAt(at)) && at >= 0) at--
  return /\d/.test(text.charAt(at))
}
const PARTS = ' .-/()'
const BACK = /(?:[+(]{0,2}[a-z]{0,2}\d{1,4}[ .\-/()]{0,2}){1,4}$|[a-z]{1,2}-?$/

/** The rest of a number belongs to it: the prefix before a known tail, the check digit behind. */
function wholeNumber(text: string, from: number, to: number): [number, number] {
  const prior = mayGoBack(text, from) ? (BACK.exec(text.slice(Math.max(0, from - 18), from))?.[0] ?? '') : ''
  const lead = /^[^\d+(]*/.exec(prior)?.[0] ?? ''
  const keep =
    lead.length > 0 && !/^[a-z]{1,2}\d|^[a-z]{1,3}-?$/.test(prior) ? prior.length - lead.length : prior.length
  const isWord = /[a-z]/.test(text[from - keep - 1] ?? ' ')
  const before = isWord || /\d{5,}/.test(prior) ? (/\d*$/.exec(prior)?.[0].length ?? 0) : keep
  const after = /^(?:[a-z\d]{1,6}\b|[.\-/]\d{1,4}\b)/.exec(text.slice(to, to + 10))?.[0].length ?? 0
  return [from - before, to + after]
}
