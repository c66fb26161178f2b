import { type Span, type SpanType, tierOf } from './types.ts'

/** A piece of a text, in UTF-16 offsets of it. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly type: SpanType
}

/** What people who looked at a text decided of its masks. */
export interface Reviewed {
  /** Masked whatever is found: what was added, and what was masked when they looked and left so. */
  readonly kept: readonly Piece[]
  /** Shown where exactly this is found again. What is the subject's own is masked all the same. */
  readonly lifted: readonly Lifted[]
}

export interface Lifted extends Piece {
  /** Of somebody whose name the policy lets be read: the search for identifiers of anybody passes over it. */
  readonly readable?: boolean
}

/** What the policy hides, as it was reviewed. A lifted piece that is found any larger than it was stays masked. */
export function asReviewed(
  hidden: readonly Span[],
  { kept, lifted }: Reviewed,
  mayShow: (span: Span) => boolean,
): { readonly hidden: readonly Span[]; readonly shown: ReadonlySet<Span> } {
  if (kept.length === 0 && lifted.length === 0) return { hidden, shown: new Set() }
  const shown = new Set(hidden.filter(span => mayShow(span) && lifted.some(piece => isSame(piece, span))))
  return { hidden: united([...hidden.filter(span => !shown.has(span)), ...kept.map(byHand)]), shown }
}

export const isSame = (one: Piece, other: Piece): boolean =>
  one.start === other.start && one.end === other.end && one.type === other.type

/** Of a person or thing of its own: who marks it does not say which other marks name the same. */
const byHand = ({ start, end, type }: Piece, i: number): Span => ({
  ...{ start, end, type, tier: tierOf(type), role: 'third', entity: -1 - i },
})

/**
 * Nothing that any span covers comes out uncovered; what grew tells no detail any more, for it was of less, and is of nobody whom the search
 * knows: it may hold a second name.
 */
export function united(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end || b.entity - a.entity)) {
    const last = all.at(-1)
    if (last === undefined || span.start >= last.end) all.push(span)
    else if (span.end > last.end) all[all.length - 1] = grown(last, span)
  }
  return all
}

function grown({ detail: _, ...span }: Span, by: Span): Span {
  const entity = Math.min(span.entity, by.entity)
  return {
    ...span,
    entity,
    end: by.end,
    tier: by.tier === 'direct' ? 'direct' : span.tier,
    ...(by.own && { own: true }),
  }
}
