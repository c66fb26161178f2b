import { gapAfter, isMasked, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'
import { fromDoor, LETTER, NUMBER, SITES } from './doors.ts'

const LONGEST = 14
const WITH = new Set(['con', 'com', 'avec', 'y', 'e', 'and', 'esquina', 'esq', 'entre', 'et', 'behind', 'beside'])

/** Where somebody lives or is kept, at street level. */
export function findAddresses(scene: Scene): void {
  for (const t of scene.tokens) {
    if (isMasked(scene, t) || isSpared(scene, t)) continue
    if (scene.language === 'en' && SITES.has(t.text) && t.text !== 'km') {
      fromDoor(scene, t)
      if (isMasked(scene, t)) continue
    }
    if (t.flags & IS.street && opensStreet(scene, t)) fromHead(scene, t)
    else if (t.digits > 0 && t.digits <= 5 && NUMBER.test(t.text)) fromNumber(scene, t)
    else if (t.flags & IS.door) fromDoor(scene, t)
  }
}

/** "calle Los Almendros", "av. del Puerto": a head in front of a capital, a particle or a number. */
function opensStreet(scene: Scene, t: Token): boolean {
  const gap = gapAfter(scene, t.index)
  const next = scene.tokens[t.index + 1]
  if (next === undefined || gap.length > 2 || gap.includes('\n')) return false
  if (t.text === 'ri' && scene.language === 'fr') return isNamed(scene, t)
  if (t.end - t.start <= 2)
    return (
      (/^[./]/.test(gap) || t.letterCase === 'capital') &&
      t.text !== 'al' &&
      gap !== '' &&
      isNamed(scene, t) &&
      (t.text !== 'c' || gap.startsWith('/')) &&
      t.text !== 'd' &&
      (t.text !== 'r' || /^[./] ?/.test(gap)) &&
      hasNumberSoon(scene, t)
    )
  if (!/^[ ./']+$/.test(gap)) return false
  if (t.quiet) return hasNumberSoon(scene, t) || (scene.tokens[t.index - 1]?.digits ?? 0) > 0
  if (
    /^(?:place|passage|residence|route|rang|largo|camino|calle|rua|rue|al|lote|lot|c|camino|estrada|carrera)$/.test(
      t.text,
    )
  )
    return (
      isNamed(scene, t) &&
      (hasNumberSoon(scene, t) || !/^(?:place|rang|route|largo|camino|passage|estrada|carrera)$/.test(t.text))
    )
  return isNamed(scene, t) || next.digits > 0
}

function isNamed(scene: Scene, t: Token): boolean {
  for (let i = t.index + 1; i < t.index + 4; i++) {
    const next = scene.tokens[i]
    if (next === undefined) return false
    if (next.digits > 0 || next.letterCase === 'capital' || next.letterCase === 'caps') return true
    if ((next.flags & (IS.particle | IS.function)) === 0) return false
  }
  return false
}

function hasNumberSoon(scene: Scene, t: Token): boolean {
  for (let i = t.index + 1; i < t.index + 7; i++) {
    const next = scene.tokens[i]
    if (
      next === undefined ||
      next.line !== t.line ||
      !/^[ ,.'/-]{1,3}$/.test(gapAfter(scene, i - 1)) ||
      next.flags & IS.called
    )
      return false
    if (
      NUMBER.test(next.text) ||
      (numberOf(next.text) !== undefined &&
        next.text !== 'un' &&
        next.text !== 'una' &&
        next.text !== 'uma' &&
        next.text !== 'une' &&
        next.text !== 'l')
    )
      return true
    if (i > t.index + 1 && /[.;:]/.test(gapAfter(scene, i - 1)) && next.end - next.start > 3) return false
  }
  return false
}

function fromHead(scene: Scene, head: Token): void {
  const last = walk(scene, head.index, false)
  let start = head.start
  let first = head.index
  // "14 bis, rue des Flamboyants", "2e km piste de la Crique"
  while (first > 0 && head.index - first < 3) {
    const prior = scene.tokens[first - 1]
    if (
      prior === undefined ||
      prior.line !== head.line ||
      isMasked(scene, prior) ||
      !/^[ ,]{1,2}$/.test(gapAfter(scene, first - 1)) ||
      !(NUMBER.test(prior.text) || prior.text === 'km' || prior.text === 'zona')
    )
      break
    first--
    start = prior.start
  }
  const end = scene.tokens[last]?.end ?? head.end
  if (last > head.index) mark(scene, start, end, 'ADDRESS')
}

/** Index of the last token that still belongs to the address which has its head at `from`. */
function walk(scene: Scene, from: number, numbered: boolean): number {
  const { tokens } = scene
  let last = from
  let done = numbered
  for (let i = from + 1; i < tokens.length && i - from < LONGEST; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (
      t === undefined ||
      gap.length > 3 ||
      /[\n;:()"«»|]| {2}/.test(gap) ||
      (/[.!?] ?$/.test(gap) &&
        t.letterCase === 'capital' &&
        (tokens[i - 1]?.end ?? 0) - (tokens[i - 1]?.start ?? 0) > 4) ||
      isMasked(scene, t)
    )
      break
    const comma = gap.includes(',')
    if (
      NUMBER.test(t.text) ||
      (numberOf(t.text) !== undefined &&
        t.text.length > 2 &&
        (tokens[i - 1]?.letterCase !== 'lower' ||
          done ||
          t.quiet ||
          /^(?:numero|number|nimewo)$/.test(tokens[i - 1]?.text ?? '')))
    ) {
      if (t.digits > 0 && /^ ?(?:anos|ans|years|:|h\b)/.test(scene.text.slice(t.end, t.end + 6))) break
      done = true
      last = i
    } else if (
      t.flags & IS.door &&
      (comma || done || /^(?:n|no|nº|numero|number|nimewo|km|s)$/.test(t.text)) &&
      nextTells(scene, i)
    )
      last = i
    else if (
      (LETTER.test(t.text) && done && t.letterCase !== 'lower') ||
      (/^[oa]$/.test(t.text) && gap === '.' && last === i - 1)
    )
      last = i
    else if (
      WITH.has(t.text) &&
      (comma || i > from + 1) &&
      (tokens[i + 1]?.letterCase === 'capital' ||
        WITH.has(tokens[i + 1]?.text ?? '') ||
        ((tokens[i + 1]?.flags ?? 0) & IS.street) !== 0)
    )
      continue
    else if (comma && done && isQuarter(scene, i)) last = i
    else if (comma && done) {
      if ((t.flags & (IS.street | IS.placeHead)) !== 0 && isNamed(scene, t)) {
        last = i
        done = false
      } else break
    } else if (t.letterCase === 'capital' || t.letterCase === 'caps' || t.flags & IS.street) {
      if (t.quiet && (t.flags & IS.function) !== 0 && (t.flags & IS.particle) === 0) break
      if (done && !comma && !(t.flags & IS.street) && t.text.length > 1) break
      if (t.flags & IS.street) done = false
      last = i
    } else if (t.flags & IS.particle) continue
    else if (t.quiet && !done && (t.flags & IS.function) === 0 && i - from < 5) last = i
    else break
  }
  return last
}

/** "Rua Pedra Lisa, 12, Benfica.": one capital between a comma and the end of the sentence. */
function isQuarter(scene: Scene, index: number): boolean {
  const t = scene.tokens[index]
  if (t === undefined || t.quiet || t.given || t.letterCase !== 'capital') return false
  if ((t.flags & (IS.function | IS.title | IS.month | IS.door | IS.street)) !== 0) return false
  return /^[.;)\n]/.test(gapAfter(scene, index)) && !scene.lists.isBigPlace(t.text)
}

const nextTells = (scene: Scene, index: number): boolean => {
  const t = scene.tokens[index]
  if (t === undefined) return false
  if (/^(?:fundos|altos|bajos|andar|etage|floor|sn|piso|s|n)$/.test(t.text)) return true
  const next = scene.tokens[index + 1]
  return (
    next !== undefined &&
    (next.digits > 0 || next.end - next.start <= 2 || numberOf(next.text) !== undefined) &&
    gapAfter(scene, index).length <= 3
  )
}

/** "22 Breadfruit Lane", "1187 Marlin Street, Apt 4C". */
function fromNumber(scene: Scene, t: Token): void {
  const { tokens } = scene
  for (let i = t.index + 1; i < t.index + 6; i++) {
    const next = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (next === undefined || !/^(?:[ ']|, |\. |-|' )$/.test(gap) || next.line !== t.line) return
    if (next.digits === next.end - next.start) return
    if (i > t.index + 1 && next.flags & IS.streetTail && (next.letterCase !== 'lower' || next.quiet)) {
      if (
        next.text === 'st' &&
        scene.text[next.end] === '.' &&
        tokens[i + 1]?.letterCase === 'capital' &&
        i === t.index + 1
      )
        continue
      let tail = i
      while (
        (tokens[tail + 1]?.flags ?? 0) & IS.streetTail &&
        gapAfter(scene, tail) === ' ' &&
        tokens[tail + 1]?.letterCase !== 'lower'
      )
        tail++
      mark(scene, t.start, tokens[walk(scene, tail, true)]?.end ?? next.end, 'ADDRESS')
      return
    }
    if (next.letterCase === 'lower' && !next.quiet && (next.flags & IS.particle) === 0) return
    // "12 years", "14 February": no street.
    if (next.flags & (IS.month | IS.unit) && i === t.index + 1) return
  }
}
