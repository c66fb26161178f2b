/** In UTF-16 offsets of the text. */
export interface Passage {
  readonly start: number
  readonly end: number
  readonly kind: string
}

/** A text as its author wrote it, and what of it they marked. */
export interface Marked {
  readonly text: string
  /** Absent: nobody was asked. */
  readonly selfIncriminating?: readonly Passage[] | undefined
  /** As reviewers saw it before it was corrected, the latest first. */
  readonly earlier?: readonly string[] | undefined
}

/** What most readers get of it, and who reviews it: what incriminates is in a secret category, and nothing of it is reviewed. */
export const withoutMarked = ({ text, selfIncriminating }: Marked): string =>
  selfIncriminating === undefined ? text : withoutPassages(text, selfIncriminating)

interface Stretch {
  /** In the whole text. */
  readonly from: number
  readonly text: string
}

/** What lies between passages, without blanks at its ends. */
function stretchesOf(text: string, passages: readonly Passage[]): Stretch[] {
  const ends = [...passages.map(({ start }) => start), text.length]
  const stretches = ends.map((end, i): Stretch => {
    const from = passages[i - 1]?.end ?? 0
    const part = text.slice(from, end)
    return { from: from + part.length - part.trimStart().length, text: part.trim() }
  })
  return stretches.filter(stretch => stretch.text !== '')
}

/**
 * The text without those passages, and nothing in their place: a mark would tell what was cut (rules: Silence). Every view says
 * that it may be incomplete.
 */
export const withoutPassages = (text: string, passages: readonly Passage[]): string =>
  stretchesOf(text, passages)
    .map(stretch => stretch.text)
    .join(' ')

/** Where pieces of the text without passages stand in the whole one: what was masked in one is masked in the other. */
export function inWhole<P extends { readonly start: number; readonly end: number }>(
  pieces: readonly P[],
  text: string,
  passages: readonly Passage[],
): P[] {
  let at = 0
  return stretchesOf(text, passages).flatMap(({ from, text: { length } }) => {
    const begins = at
    at += length + 1
    return pieces.flatMap(piece => {
      const start = Math.max(piece.start, begins)
      const end = Math.min(piece.end, begins + length)
      return start < end ? [{ ...piece, start: start - begins + from, end: end - begins + from }] : []
    })
  })
}
