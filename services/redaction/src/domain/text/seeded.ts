import type { Folded } from './fold.ts'
import type { Needle, Needles } from './known.ts'
import type { Mark } from './marks.ts'
import { nearly } from './nearly.ts'
import type { Token } from './tokens.ts'

/** A word of a name this long is found inside longer words and across separators too. */
const LONG = 6

/** Everything in the text that the record names, in whatever spelling. */
export function markKnown(folded: Folded, tokens: readonly Token[], needles: Needles): Mark[] {
  const stream = streamOf(folded.text)
  return [
    ...markWords(tokens, needles.words),
    ...[...needles.strings, ...needles.words.filter(n => n.text.length >= 4)].flatMap(n =>
      markString(folded.text, stream, n),
    ),
    ...needles.codes.flatMap(n => markCode(folded.text, n)),
  ]
}

/** Words repeat, and comparing how they sound is the dear part: each distinct one is compared once. */
function markWords(tokens: readonly Token[], words: readonly Needle[]): Mark[] {
  const known = new Map<string, Needle | undefined>()
  return tokens.flatMap(({ start, end, text }) => {
    if (!known.has(text))
      known.set(
        text,
        words.find(n => text === n.text || nearly(text, n.text)),
      )
    const hit = known.get(text)
    return hit === undefined ? [] : [{ start, end, type: hit.type }]
  })
}

interface Stream {
  readonly text: string
  readonly at: readonly number[]
}

/** Letters and digits only: separators, line breaks and punctuation cannot hide a name. */
function streamOf(text: string): Stream {
  const at: number[] = []
  let letters = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] ?? ''
    if (!isLetterOrDigit(unit)) continue
    letters += unit
    at.push(i)
  }
  return { text: letters, at }
}

function markString(text: string, stream: Stream, needle: Needle): Mark[] {
  const marks: Mark[] = []
  for (let i = stream.text.indexOf(needle.text); i >= 0; i = stream.text.indexOf(needle.text, i + 1)) {
    const start = stream.at[i] ?? 0
    const end = (stream.at[i + needle.text.length - 1] ?? start) + 1
    const whole = !isLetterOrDigit(text[start - 1] ?? ' ') && !isLetterOrDigit(text[end] ?? ' ')
    if (whole || needle.text.length >= LONG) marks.push({ ...wholeWords(text, start, end), type: needle.type })
  }
  return marks
}

function wholeWords(text: string, from: number, to: number): { start: number; end: number } {
  let start = from
  let end = to
  while (start > 0 && isLetterOrDigit(text[start - 1] ?? ' ')) start--
  while (end < text.length && isLetterOrDigit(text[end] ?? ' ')) end++
  return { start, end }
}

const ALSO_READ: Readonly<Record<string, string>> = {
  '0': '[0oq]',
  '1': '[1il|]',
  '5': '[5s]',
  '8': '[8b]',
  '2': '[2z]',
}

function markCode(text: string, needle: Needle): Mark[] {
  const units = [...needle.text].map(unit => ALSO_READ[unit] ?? unit)
  return [...text.matchAll(new RegExp(units.join('[^\\p{L}\\p{N}]{0,4}'), 'gu'))].map(match => ({
    ...wholeCode(text, match.index, match.index + match[0].length),
    type: needle.type,
  }))
}

/** The rest of a number belongs to it: the prefix before a known tail, the check digit behind. */
function wholeCode(text: string, from: number, to: number): { start: number; end: number } {
  const before = /[+(\p{L}\p{N}][+()\p{L}\p{N}]*(?:[ .\-/()]{1,2}\(?\d+\)?){0,4}[ .\-/()]{0,2}$/u.exec(
    text.slice(Math.max(0, from - 20), from),
  )
  const digitsBefore =
    before !== null && /\d/.test(before[0]) && /^[+()\d .\-/]*$/.test(before[0]) ? before[0].length : 0
  const after = /^(?:[\p{L}\p{N}]+|[.\-/ ]?\d{1,4}\b)/u.exec(text.slice(to, to + 12))
  return { start: from - digitsBefore, end: to + (after?.[0].length ?? 0) }
}

const isLetterOrDigit = (unit: string): boolean => /[\p{L}\p{N}]/u.test(unit)
