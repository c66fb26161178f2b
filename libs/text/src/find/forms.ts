import { isMasked, mark, type Scene } from '../scene.ts'
import { figuresRead, isLetterOrDigit } from '../tokens.ts'
import type { SpanType } from '../types.ts'
import { IS } from '../words/flags.ts'
import { FORM_LABELS } from '../words/labels.ts'
import { signOf } from '../words/signs.ts'
import { tokensWithin } from './near.ts'

const TYPE_OF = new Map(FORM_LABELS.flatMap(([type, labels]) => labels.split('|').map(label => [label, type] as const)))
const LONGEST_LABEL = 4
/** No other word begins a label. */
const OPENER = signOf([...TYPE_OF.keys()].map(label => label.split(' ')[0] ?? ''))
const MUST_HOLD_DIGITS: ReadonlySet<SpanType> = new Set<SpanType>(['DOC_ID', 'PHONE', 'PLATE', 'DATE_BIRTH'])
const LONGEST_VALUE = 90

/**
 * Values of forms: "Nombre: ...", also without the colon where columns stand far apart. A value ends with its line, at a wide
 * gap, a bar, a semicolon or the next label.
 */
export function findForms(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined || (!t.first && !startsColumn(scene, i))) continue
    // No label begins with a number.
    if (t.digits === 0 ? (t.signs & OPENER) === 0 : t.digits === t.end - t.start) continue
    let label = ''
    let misread = false
    for (let k = 0; k < LONGEST_LABEL && i + k < tokens.length; k++) {
      const word = tokens[i + k]
      if (word === undefined || word.line !== t.line) break
      const part = word.digits > 0 && /[a-z]{2}/.test(word.text) ? figuresRead(word.text) : word.text
      label = label === '' ? part : `${label} ${part}`
      misread ||= word.digits > 0
      const start = valueAt(scene, word.end)
      if (start < 0) continue
      const type = TYPE_OF.get(label) ?? (misread ? TYPE_OF.get(label.replaceAll(/[01]/g, '')) : undefined)
      if (type !== undefined) {
        value(scene, start, type)
        break
      }
    }
  }
}

const SPACE = 32
const BRACKET = 40
const startsColumn = ({ text, tokens }: Scene, index: number): boolean => {
  const start = tokens[index]?.start ?? 0
  if (start < 2) return false
  const unit = text.charCodeAt(start - 1)
  return unit === BRACKET || (unit === SPACE && text.charCodeAt(start - 2) === SPACE)
}

/** Signs before a value, the first or behind a blank. */
const OPENS_VALUE = '.: '

/** Where the value begins behind a label that ends at `at`; -1 when no value follows. */
function valueAt({ text }: Scene, at: number): number {
  // A blank and a letter, as behind most words, or a comma.
  if (!OPENS_VALUE.includes(text.charAt(text.charCodeAt(at) === SPACE ? at + 1 : at))) return -1
  const found = /^(?:\.? ?: {0,6}|\.? {2,8}|\. ?(?=\d))/.exec(text.slice(at, at + 12))
  if (found === null) return -1
  const start = at + found[0].length
  return start < text.length && text[start] !== '\n' ? start : -1
}

function value(scene: Scene, from: number, type: SpanType): void {
  const { text } = scene
  let end = from
  while (end < text.length && end - from < LONGEST_VALUE) {
    const unit = text[end]
    if (unit === '\n' && !(type === 'PERSON' && text[end - 1] === '-')) break
    if (unit === '|' || unit === ';' || (unit === ' ' && text[end + 1] === ' ' && end > from)) break
    if (
      (unit === '.' || unit === '(') &&
      end > from + 2 &&
      text[end - 1] !== ' ' &&
      /^(?:\. |\(|\.$)/.test(text.slice(end, end + 2)) &&
      (type !== 'PERSON' || (text[end - 2] ?? ' ') !== ' ') &&
      type !== 'ADDRESS'
    )
      break
    if (unit === '(' || (unit === ',' && type !== 'ADDRESS')) break
    end++
  }
  // A label further on in the line takes its own value.
  const colon = text.slice(from, end).indexOf(':')
  if (colon >= 0) {
    const cut = /^(.*?)(?:[\p{L}'.]+ ){0,2}[\p{L}'.]+ ?$/u.exec(text.slice(from, from + colon))
    end = from + (cut?.[1]?.length ?? 0)
  }
  while (end > from && !isLetterOrDigit(text.charCodeAt(end - 1)) && text[end - 1] !== ')') end--
  if (end <= from) return
  const piece = text.slice(from, end)
  if (MUST_HOLD_DIGITS.has(type) && !/\d/.test(piece)) return
  const inside = tokensWithin(scene, from, end)
  const words = inside.length
  if (words === 0 || words > (type === 'ADDRESS' ? 14 : 7) || inside.some(t => isMasked(scene, t))) return
  if (
    type === 'DOC_ID' ||
    type === 'PHONE' ||
    type === 'PLATE' ||
    type === 'AGE' ||
    type === 'DATE_BIRTH' ||
    type === 'EMAIL'
  ) {
    const last = inside.findLastIndex(
      t =>
        t.digits > 0 ||
        (t.letterCase === 'caps' && t.end - t.start <= 3) ||
        (t.letterCase === 'capital' && t.end - t.start === 1),
    )
    const until = inside[last]
    if (until === undefined || (type === 'AGE' && (words > 3 || (inside[0]?.digits === 0 && !/[o0l]/.test(piece)))))
      return
    if (type === 'DOC_ID' && until.digits === 0 && inside.every(t => t.digits === 0)) return
    mark(scene, from, type === 'DATE_BIRTH' && words <= 6 ? end : until.end, type)
    return
  }
  // Prose behind a colon is no value.
  if (
    inside.some(
      t =>
        (t.flags & IS.function) !== 0 &&
        (t.flags & (IS.particle | IS.title | IS.nameWord)) === 0 &&
        t.letterCase === 'lower' &&
        !t.quiet,
    )
  )
    return
  if (
    type !== 'ADDRESS' &&
    type !== 'NATIONALITY' &&
    inside.every(t => t.common && (t.flags & IS.nameWord) === 0 && !t.given) &&
    type !== 'ALIAS'
  )
    return
  if (scene.lists.isInstitution(piece) || scene.lists.isBigPlace(piece)) return
  mark(scene, from, end, type)
}
