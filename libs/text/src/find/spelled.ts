import { before, gapAfter, isMasked, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { isBetweenNumbers, NUMBER_WORD, numberOf } from '../words/number-words.ts'

const GAP = /^[\s,.\-…]{1,4}$/
/** Signs between digits, when they are dictated. */
const SIGNS = new Set(
  'traco guion guiao tiret dash hyphen ponto punto point dot barra slash stroke espacio espaco'.split(' '),
)
/** "R, zero six one": a letter that opens the number. */
const LETTER_BEFORE = /(?:^|[^\p{L}])((?:[b-df-np-xz],? ){1,2})$/u
/** "98 setenta y seis 54": figures may open it where they stand in it, too. */
function opening(scene: Scene, index: number): Token | undefined {
  const prior = scene.tokens[index - 1]
  const isFigures = prior !== undefined && prior.digits === prior.end - prior.start && prior.digits <= MOST_FIGURES
  return isFigures && /^[ .-]$/.test(gapAfter(scene, index - 1)) ? prior : scene.tokens[index]
}
/** Of one piece. */
const MOST_FIGURES = 4
const YEAR_BEFORE = /(?:\ban|\bano|\byear|\bl'an|\bannee) (?:de |of )?$/

/** Telephones and documents told in words: a run of small numbers that make at least six digits. */
export function findSpelledNumbers(scene: Scene): void {
  const { tokens } = scene
  if ((scene.signs & NUMBER_WORD) === 0) return
  let past = 0
  for (const { index: i, signs } of scene.listed) {
    if ((signs & NUMBER_WORD) === 0 || i < past) continue
    let last = i
    let words = 0
    let digits = 0
    let times = 1
    let large = false
    let isMixed = false
    let k = i
    for (; k < tokens.length; k++) {
      const t = tokens[k]
      if (t === undefined || (k > i && !GAP.test(gapAfter(scene, k - 1)))) break
      if (t.digits > 0 && t.end - t.start <= MOST_FIGURES && k > i && t.digits === t.end - t.start) {
        digits += t.digits * times
        isMixed = true
        last = k
        words++
        times = 1
        continue
      }
      const value = numberOf(t.text)
      if (value === undefined) {
        if (!isBetweenNumbers(t.text) && !SIGNS.has(t.text)) break
        if (isBetweenNumbers(t.text)) digits--
        continue
      }
      if (value >= 100) large = true
      if (value < 0) times = -value
      else {
        digits += (value < 10 ? 1 : 2) * times
        times = 1
      }
      words++
      last = k
    }
    const from = isMixed ? opening(scene, i) : tokens[i]
    const to = tokens[last]
    if (from && to && words >= 4 && digits >= 6 && !large && !isMasked(scene, from)) {
      const money = ((tokens[last + 1]?.flags ?? 0) & IS.currency) !== 0
      const left = before(scene, from.start, 60)
      if (!money && !YEAR_BEFORE.test(left))
        mark(
          scene,
          from.start - (LETTER_BEFORE.exec(left)?.[1]?.length ?? 0),
          to.end,
          /\b(?:cpf|dni|documento|cedula|passport|pasaporte|passeport|curp|rg|id)\b[^.]*$/.test(left)
            ? 'DOC_ID'
            : 'PHONE',
        )
    }
    past = Math.max(i, last) + 1
  }
}
