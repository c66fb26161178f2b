import { SPAN_TYPES, type SpanType } from './types.ts'

/** A piece to be masked, in folded offsets. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  /** It is of the person the form is about. */
  readonly own?: boolean
  readonly detail?: string
  /** Which finder said so. */
  readonly by?: number
}

const RANK = new Map(SPAN_TYPES.map((type, rank) => [type, rank]))
const rank = (mark: Mark): number => (mark.own ? -1 : 0) * SPAN_TYPES.length + (RANK.get(mark.type) ?? 0)
const JOINT = /^[ '’-]{1,2}$|^\.$|^- ?\n ?$/
/** The point of an initial or a short form. */
const SHORT_FORM = /(?:^|[^a-z])[a-z]{1,3}$/
const NAMES: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ALIAS', 'ADDRESS', 'ORG_SMALL', 'PLACE_SMALL'])

/** Joins what overlaps, and names that touch; nothing that any mark covers comes out uncovered. */
export function unite(marks: readonly Mark[], text: string): Mark[] {
  const united: Mark[] = []
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.end <= mark.start) continue
    const last = united.at(-1)
    if (last !== undefined && (mark.start < last.end || isOneName(last, mark, text)))
      united[united.length - 1] = join(last, mark)
    else united.push(mark)
  }
  return united
}

const isOneName = (a: Mark, b: Mark, text: string): boolean =>
  a.type === b.type &&
  NAMES.has(a.type) &&
  b.start - a.end <= 3 &&
  (b.start === a.end ||
    JOINT.test(text.slice(a.end, b.start)) ||
    (text.slice(a.end, b.start) === '. ' && SHORT_FORM.test(text.slice(Math.max(a.start, a.end - 4), a.end))))

function join(a: Mark, b: Mark): Mark {
  const first = rank(b) < rank(a) ? b : a
  const own = a.own === true || b.own === true
  const whole = first.start <= Math.min(a.start, b.start) && first.end >= Math.max(a.end, b.end)
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    type: first.type,
    ...(own ? { own } : {}),
    ...(first.detail !== undefined && (whole || a.detail === b.detail) ? { detail: first.detail } : {}),
  }
}
