import type { Found } from '../../../scripts/lib/eval/measures.ts'

/** Stands for what was taken out; it occurs in no text. */
export const GONE = '\uE000'

/** Which pieces of the original a redacted text lacks: what was kept stands in both in the same order. */
export function takenOut(original: string, redacted: string): Found[] {
  const kept = redacted.split(GONE)
  const found: Found[] = []
  let at = 0
  for (const [i, piece] of kept.entries()) {
    const last = i === kept.length - 1
    const start = i === 0 ? 0 : last ? original.length - piece.length : original.indexOf(piece, at + 1)
    if (start < 0 || original.slice(start, start + piece.length) !== piece) {
      // Something was changed that was not taken out: all that follows counts as gone.
      found.push({ start: at, end: original.length, type: 'UNKNOWN' })
      break
    }
    if (i > 0) found.push({ start: at, end: start, type: 'UNKNOWN' })
    at = start + piece.length
  }
  return found
}
