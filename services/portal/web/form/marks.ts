/** A passage of a text, in UTF-16 offsets, and what it could be held against the person for. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly kind: string
}

/** With one more, in order. What it lies over is part of it now. */
export const withMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] => {
  const over = marks.filter(({ start, end }) => start < mark.end && end > mark.start)
  const start = Math.min(mark.start, ...over.map(one => one.start))
  const end = Math.max(mark.end, ...over.map(one => one.end))
  return [...marks.filter(one => !over.includes(one)), { ...mark, start, end }].toSorted((a, b) => a.start - b.start)
}

/**
 * Where the passages stand once the text was changed. What is written inside of one belongs to it, also where only part of it was
 * replaced: rather too much is kept from police and prosecution than too little. One that was deleted is gone.
 */
export function marksAfter(marks: readonly Mark[], before: string, after: string): readonly Mark[] {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from++
  let tail = 0
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const to = before.length - tail
  const moved = after.length - before.length
  const left = marks.flatMap(({ start, end, kind }) => {
    if (end <= from) return [{ start, end, kind }]
    if (start >= to) return [{ start: start + moved, end: end + moved, kind }]
    const mark = { start: Math.min(start, from), end: Math.max(end, to) + moved, kind }
    return mark.start < mark.end ? [mark] : []
  })
  // Two between which all was replaced are one.
  return left.reduce(withMark, [] as readonly Mark[])
}
