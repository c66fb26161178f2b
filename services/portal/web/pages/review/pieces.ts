export interface Place {
  readonly start: number
  readonly end: number
}

/** Where words stand in a text, in UTF-16 offsets, but not over anything that is masked there. */
export function placesOf(text: string, words: string, masked: readonly Place[]): Place[] {
  const found: Place[] = []
  if (words === '') return found
  for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length
    if (!masked.some(mask => mask.start < end && start < mask.end)) found.push({ start, end })
  }
  return found
}

export interface TextPiece {
  readonly start: number
  readonly text: string
  readonly masked: boolean
}

/** A text in pieces, so that what is masked can be marked in it. */
export function piecesOf(text: string, masks: readonly Place[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  const take = (end: number, masked: boolean) => {
    if (end > at) pieces.push({ start: at, text: text.slice(at, end), masked })
    at = Math.max(at, end)
  }
  for (const { start, end } of masks.toSorted((a, b) => a.start - b.start)) {
    take(start, false)
    take(end, true)
  }
  take(text.length, false)
  return pieces
}
