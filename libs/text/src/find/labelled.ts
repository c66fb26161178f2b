import { gapAfter, isMasked, isSpared, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { flagsOf, IS, LABEL } from '../words/flags.ts'

/** What may stand between the groups of one number. */
export const BETWEEN = /^(?: ?[-./)(·] ?\(?|[ ]|\) ?[(-]?| - )$/

const REACH = 5
const typeOfLabel = (flags: number): SpanType =>
  flags & IS.plateLabel ? 'PLATE' : flags & IS.bankLabel ? 'BANK' : flags & IS.phoneLabel ? 'PHONE' : 'DOC_ID'

/** What the words before announce: "su celular es el ...", "DNI n.º ...", "account ending ...". */
export function labelBefore(scene: Scene, t: Token): SpanType | undefined {
  const { tokens, text } = scene
  for (let i = t.index - 1; i >= 0 && t.index - i <= REACH; i--) {
    const word = tokens[i]
    if (word === undefined || word.line !== t.line) return undefined
    const gap = text.slice(word.end, tokens[i + 1]?.start)
    if (gap.length > 6 || /[;\n]|\. [^(]/.test(gap) || (gap.includes(',') && i < t.index - 1)) return undefined
    const lettered = lettersBefore(scene, i)
    if (lettered !== 0) return typeOfLabel(lettered)
    if (word.flags & LABEL && !(word.text.length <= 2 && word.letterCase === 'lower' && word.flags & IS.function)) {
      const near = t.index - i <= 2
      if (near || word.flags & (IS.phoneLabel | IS.docLabel)) return typeOfLabel(word.flags)
    }
    if (word.digits > 0) return undefined
    if (
      (word.flags & (IS.function | IS.particle | IS.door)) === 0 &&
      !/^(?:numero|numeros|number|is|es|e|son|seu|propio|propia|own|se|novo|nuevo|new|anterior|viejo|old|serie)$/.test(
        word.text,
      ) &&
      t.index - i > 2
    )
      return undefined
  }
  return undefined
}

/** The label that single letters spell, read backwards from one: "C.I.", "R.G.". */
function lettersBefore({ tokens, text }: Scene, from: number): number {
  let word = ''
  for (let i = from; i >= 0 && from - i < 4; i--) {
    const t = tokens[i]
    if (
      t === undefined ||
      t.end - t.start !== 1 ||
      t.letterCase !== 'capital' ||
      (i < from && text.slice(t.end, tokens[i + 1]?.start) !== '.')
    )
      break
    word = t.text + word
  }
  return word.length >= 2 ? flagsOf(word) & LABEL : 0
}

/** Where case says nothing: "passeport ht 0142377". */
export function smallAfterLabel(scene: Scene, label: Token): void {
  const letters = scene.tokens[label.index + 1]
  const number = scene.tokens[label.index + 2]
  if (letters === undefined || number === undefined || !letters.quiet || isMasked(scene, number)) return
  if (letters.digits > 0 || letters.end - letters.start > 3 || (letters.flags & (IS.function | IS.door)) !== 0) return
  if (
    number.digits >= 4 &&
    /^[ :]{1,2}$/.test(gapAfter(scene, label.index)) &&
    /^[ -]$/.test(gapAfter(scene, letters.index))
  )
    mark(scene, letters.start, number.end, 'DOC_ID')
}

/** A plate or account told in one to three short pieces behind its label, whatever they look like. */
export function shortAfterLabel(scene: Scene, label: Token): void {
  const { tokens, text } = scene
  let first = label.index + 1
  while (
    first - label.index < 5 &&
    /^(?:n|no|numero|number|del|do|de|ending|ends|end|at|the|bank|banco|with|in|terminada|termina|en|em|final|es|is|e|preta|plate)$/.test(
      tokens[first]?.text ?? '',
    )
  )
    first++
  let last = first - 1
  let digits = 0
  for (let i = first; i < tokens.length && i - first < 3; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (
      t === undefined ||
      !/^[ :#.º°-]{1,3}$/.test(gap) ||
      t.end - t.start > 8 ||
      isMasked(scene, t) ||
      isSpared(scene, t)
    )
      break
    const plateInSmall =
      t.quiet &&
      i === first &&
      (tokens[i + 1]?.digits ?? 0) > 0 &&
      gapAfter(scene, i).length === 1 &&
      (t.flags & IS.function) === 0
    if (t.digits === 0 && ((t.letterCase === 'lower' && !plateInSmall) || t.end - t.start > 4)) break
    digits += t.digits
    last = i
  }
  const from = tokens[first]
  const to = tokens[last]
  if (from === undefined || to === undefined || digits < 2) return
  // A longer number is left to those who take it whole.
  if ((tokens[last + 1]?.digits ?? 0) > 0 && BETWEEN.test(gapAfter(scene, last))) return
  if (
    /^(?:19|20)\d\d$/.test(text.slice(from.start, to.end)) &&
    !/end|termina|final/.test(text.slice(label.end, from.start))
  )
    return
  mark(scene, from.start, to.end, label.flags & IS.bankLabel ? 'BANK' : 'PLATE')
}
