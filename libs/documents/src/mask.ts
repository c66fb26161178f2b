import type { Piece } from './content.ts'
import { DocumentRefused } from './refusal.ts'

/** A masked piece of a text, in UTF-16 offsets of the original. */
export interface MaskedSpan {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly placeholder: string
}

export interface Masked {
  readonly text: string
  readonly spans: readonly MaskedSpan[]
}

export interface Masking {
  /** Throws when it cannot make the text safe. */
  mask(text: string): Masked
  /** Another search, after the masking: whether anything of the record stands in a text. */
  leaks(text: string): boolean
}

export interface MaskedPieces {
  readonly texts: readonly string[]
  /** What was taken out, as it stood. It never leaves this library. */
  readonly removed: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

/** All pieces masked as one text: a name that is broken over two lines or cells is found. Throws DocumentRefused. */
export function maskPieces(pieces: readonly Piece[], { mask }: Masking): MaskedPieces {
  const whole = pieces.map(({ before, text }, i) => (i === 0 ? text : before + text)).join('')
  const { text, spans } = attempt(() => mask(whole))
  if (compose(whole, spans) !== text) throw new DocumentRefused('document_unprovable')
  const counts: Record<string, number> = {}
  for (const { type } of spans) counts[type] = (counts[type] ?? 0) + 1
  return { texts: cut(pieces, spans), removed: spans.map(({ start, end }) => whole.slice(start, end)), counts }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch {
    // The cause is dropped: it could quote the text.
    throw new DocumentRefused('document_unprovable')
  }
}

/** Undefined for spans out of order or out of the text: they cannot be laid over the pieces. */
function compose(text: string, spans: readonly MaskedSpan[]): string | undefined {
  let at = 0
  let composed = ''
  for (const { start, end, placeholder } of spans) {
    if (start < at || end <= start || end > text.length) return undefined
    composed += text.slice(at, start) + placeholder
    at = end
  }
  return composed + text.slice(at)
}

/** A span over several pieces leaves its placeholder in the first and nothing in the others. */
function cut(pieces: readonly Piece[], spans: readonly MaskedSpan[]): string[] {
  let from = 0
  let next = 0
  let placed = -1
  return pieces.map(({ text }, i) => {
    if (i > 0) from += 1
    const to = from + text.length
    let at = from
    let masked = ''
    for (; next < spans.length; next++) {
      const span = spans[next]
      if (span === undefined || span.start >= to) break
      masked += text.slice(at - from, Math.max(at, span.start) - from)
      if (placed !== next && span.end > from) masked += span.placeholder
      if (span.end > from) placed = next
      at = Math.min(Math.max(at, span.end), to)
      if (span.end > to) break
    }
    masked += text.slice(at - from)
    from = to
    return masked
  })
}
