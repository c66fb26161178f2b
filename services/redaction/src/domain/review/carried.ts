import { type Engine, lettersAndDigits, nearly } from '@amparo/text'
import type { AddedMask } from './review.ts'

/** A text as it was, and what reviewers have masked in it by hand. */
export interface Earlier {
  readonly text: string
  readonly added: readonly AddedMask[]
}

interface Word {
  readonly folded: string
  readonly start: number
  readonly end: number
}

/** Of words, by their places: from the first of them, up to the one behind the last. */
interface Run {
  readonly from: number
  readonly to: number
}

/** So many words are looked for together, also of a longer passage that was pulled apart. */
const TOGETHER = 4
/** By so many words on either side the place of a mask is known again. */
const AROUND = 2
/** A shorter word is too many others. */
const SHORTEST = 4

/**
 * What people masked by hand in a text before it was corrected, wherever the text says it again: no search finds it, so it would be read.
 * Looked for by its words, as they may be misspelt; of a few, those that are no ordinary ones also alone, of many, any four together. Where
 * it is not said any more, what stands between the same words as it did. Of what is gone nothing is masked.
 */
export function carriedTo(
  text: string,
  earlier: readonly Earlier[],
  { isOrdinary }: Pick<Engine, 'isOrdinary'>,
): readonly AddedMask[] {
  if (earlier.every(({ added }) => added.length === 0)) return []
  const now = read(text)
  const pieces = earlier.flatMap(old => {
    const words = wordsOf(old.text)
    return old.added.flatMap(mask => {
      const said = within(words, mask)
      const runs = said.to > said.from ? saidAgain(now, words, said, isOrdinary) : []
      const signs = said.to > said.from ? [] : signsAgain(text, old.text.slice(mask.start, mask.end).trim())
      return [...runs.map(run => piecesOf(now.words, run)), ...signs].map(piece => ({ ...mask, ...piece }))
    })
  })
  return apart(pieces)
}

const WORD = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)]
    .map(({ 0: word, index }) => ({ folded: lettersAndDigits(word), start: index, end: index + word.length }))
    .filter(({ folded }) => folded !== '')

interface Read {
  readonly words: readonly Word[]
  /** Where a word stands, or one that may be meant by it. */
  placesOf(word: string): ReadonlySet<number>
}

function read(text: string): Read {
  const words = wordsOf(text)
  const places = Map.groupBy(words.keys(), at => words[at]?.folded ?? '')
  const known = new Map<string, ReadonlySet<number>>()
  const look = (word: string) =>
    new Set([...places].flatMap(([other, at]) => (other === word || nearly(other, word) ? at : [])))
  return {
    words,
    placesOf: word => {
      const found = known.get(word) ?? look(word)
      known.set(word, found)
      return found
    },
  }
}

/** The words that a mask touches, be it a part of one: whole ones are looked for. */
function within(words: readonly Word[], { start, end }: { readonly start: number; readonly end: number }): Run {
  const from = words.findIndex(word => word.end > start)
  return { from, to: from < 0 ? from : words.findLastIndex(word => word.start < end) + 1 }
}

function saidAgain(now: Read, old: readonly Word[], said: Run, isOrdinary: (word: string) => boolean): readonly Run[] {
  const words = old.slice(said.from, said.to).map(({ folded }) => folded)
  const whole = runsOf(now, words)
  const parts =
    words.length > TOGETHER
      ? words.slice(TOGETHER - 1).map((_, i) => words.slice(i, i + TOGETHER))
      : words.filter(word => word.length >= SHORTEST && !isOrdinary(word)).map(word => [word])
  const place = whole.length > 0 ? [] : inItsPlace(now, old, said)
  return [...whole, ...parts.flatMap(part => runsOf(now, part)), ...place]
}

/** Wherever these words follow one another. */
const runsOf = ({ placesOf }: Read, [first = '', ...more]: readonly string[]): Run[] =>
  [...placesOf(first)]
    .filter(at => more.every((word, i) => placesOf(word).has(at + 1 + i)))
    .map(from => ({ from, to: from + 1 + more.length }))

/** What was put where it stood, if that is not much more than it was. */
function inItsPlace(now: Read, old: readonly Word[], { from, to }: Run): readonly Run[] {
  const folded = (some: readonly Word[]) => some.map(word => word.folded)
  const before = folded(old.slice(Math.max(0, from - AROUND), from))
  const after = folded(old.slice(to, to + AROUND))
  const begins = before.length === 0 ? [0] : runsOf(now, before).map(run => run.to)
  const ends = after.length === 0 ? [now.words.length] : runsOf(now, after).map(run => run.from)
  const most = 2 * (to - from) + AROUND
  return begins.flatMap(begin => {
    const end = Math.min(...ends.filter(at => at >= begin))
    return end > begin && end - begin <= most ? [{ from: begin, to: end }] : []
  })
}

const piecesOf = (words: readonly Word[], { from, to }: Run) => ({
  start: words[from]?.start ?? 0,
  end: words[to - 1]?.end ?? 0,
})

/** What has no letter, as it stands. */
function signsAgain(text: string, signs: string) {
  const found: { start: number; end: number }[] = []
  for (let at = signs === '' ? -1 : text.indexOf(signs); at >= 0; at = text.indexOf(signs, at + signs.length))
    found.push({ start: at, end: at + signs.length })
  return found
}

/** Apart from one another: whoever lifts one lifts what they see. */
function apart(pieces: readonly AddedMask[]): readonly AddedMask[] {
  const all: AddedMask[] = []
  for (const piece of pieces.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1)
    if (last === undefined || piece.start >= last.end) all.push(piece)
    else if (piece.end > last.end) all[all.length - 1] = { ...last, end: piece.end }
  }
  return all
}
