import { before, gapAfter, isMasked, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'

/** Numbers of houses, also ordinals, and as a machine misreads them. */
export const NUMBER = /^(?:\d{1,5}[a-f]?|l\d{1,4}|\d{1,2}o|\d{1,4}(?:er|e|eme|nd|rd|th|st|ro|ra|bis|ter)|bis|ter|sn)$/
export const LETTER = /^[a-h]$/

export const SITES = new Set(
  'km mile lot lote lt plot trailer parcela block bloque bloco barraca villa house apt apto apartment room flat unit quarto cuarto chambre manzana purok sector zona kilometro kilometre casa'.split(
    ' ',
  ),
)

/** "Lot 16, Bamboo Ridge", "km 12", "Mile 4, Seine Bight Road", "Western Main Road, Mile 3". */
export function fromDoor(scene: Scene, t: Token): void {
  const { tokens } = scene
  const next = tokens[t.index + 1]
  if (
    !SITES.has(t.text) ||
    next === undefined ||
    !(NUMBER.test(next.text) || (LETTER.test(next.text) && next.letterCase !== 'lower')) ||
    !/^[. ]{1,2}$/.test(gapAfter(scene, t.index))
  )
    return
  if (/^[.,]\d|^ ?(?:anos|ans|years|usd|:|%)/.test(scene.text.slice(next.end, next.end + 6))) return
  if (/(?:\ba|\bat|\bde|\bto) \d* ?$/.test(before(scene, t.start, 6)) && t.text === 'km') return
  let first = t.index
  // The name of a road, a quarter or a shelter before it.
  while (first > 0 && t.index - first < 5) {
    const prior = tokens[first - 1]
    const gap = gapAfter(scene, first - 1)
    if (
      prior === undefined ||
      isMasked(scene, prior) ||
      prior.line !== t.line ||
      !/^(?:[ '-]|, )$/.test(gap) ||
      prior.quiet !== t.quiet
    )
      break
    if (prior.quiet && prior.letterCase === 'lower') {
      if (gap !== ' ' || (prior.flags & IS.called) !== 0) {
        first = t.index
        break
      }
      first--
      if (prior.flags & (IS.street | IS.placeHead)) break
      if (t.index - first >= 5 || first === 0) {
        first = t.index
        break
      }
      continue
    }
    if (
      prior.letterCase === 'lower' ||
      (prior.flags & (IS.docLabel | IS.phoneLabel)) !== 0 ||
      (prior.quiet &&
        !(prior.flags & (IS.street | IS.streetTail | IS.placeHead | IS.orgHead)) &&
        gap !== ' ' &&
        first < t.index)
    )
      break
    first--
  }
  let last = t.index + 1
  for (let i = last + 1; i < tokens.length && i - last < 6; i++) {
    const after = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (after === undefined || isMasked(scene, after) || !/^(?:[ '-]| ?, ?|\. )$/.test(gap) || after.line !== t.line)
      break
    if (after.flags & IS.door || NUMBER.test(after.text) || LETTER.test(after.text)) last = i
    else if (
      scene.language === 'en' &&
      (after.letterCase === 'capital' || after.quiet) &&
      (after.flags & IS.function) === 0 &&
      gap !== '. '
    )
      last = i
    else break
  }
  mark(scene, tokens[first]?.start ?? t.start, tokens[last]?.end ?? next.end, 'ADDRESS')
}
