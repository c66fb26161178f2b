import { sorted } from './sorted.ts'
import { SPAN_TYPES, type SpanType } from './types.ts'

/** A piece to be masked, in folded offsets. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  /** It is of the person the form is about. */
  readonly own?: boolean | undefined
  readonly detail?: string | undefined
  /** Which finder said so. */
  readonly by?: number | undefined
  /** The record says it, of that person or of those around them: nothing lifts it, wholly or in part. */
  readonly known?: boolean | undefined
}

/** All marks are made alike: what reads thousands of them need not find out each time what they hold. */
export const markOf = (
  start: number,
  end: number,
  type: SpanType,
  own?: boolean | undefined,
  detail?: string | undefined,
  by?: number | undefined,
  known?: boolean | undefined,
): Mark => ({ start, end, type, own, detail, by, known })

/** Whether no rule may lift or shorten a mark. */
export const isFixed = ({ own, known }: Mark): boolean => own === true || known === true

const RANKS: Readonly<Record<string, number>> = Object.fromEntries(SPAN_TYPES.map((type, rank) => [type, rank]))
/** First to last what wins where pieces overlap. */
export const rankOf = (type: SpanType): number => RANKS[type] as number
const rank = (mark: Mark): number => (mark.own ? -1 : 0) * SPAN_TYPES.length + rankOf(mark.type)
const JOINT = /^[ '’-]{1,2}$|^\.$|^- ?\n ?$/
/** The point of an initial or a short form. */
const SHORT_FORM = /(?:^|[^a-z])[a-z]{1,3}$/
const NAMES: ReadonlySet<SpanType> = new Set<SpanType>(['PERSON', 'ALIAS', 'ADDRESS', 'ORG_SMALL', 'PLACE_SMALL'])

/** Joins what overlaps, and names that touch; nothing that any mark covers comes out uncovered. */
export const unite = (marks: readonly Mark[], text: string): Mark[] => joined(marks, text)

/** Joins what overlaps alone: a street and the town behind it stay two. */
export const overlaid = (marks: readonly Mark[]): Mark[] => joined(marks, undefined)

function joined(marks: readonly Mark[], text: string | undefined): Mark[] {
  const united: Mark[] = []
  for (const mark of inOrder(marks)) {
    if (mark.end <= mark.start) continue
    const last = united.at(-1)
    if (last !== undefined && (mark.start < last.end || (text !== undefined && isOneName(last, mark, text))))
      united[united.length - 1] = join(last, mark)
    else united.push(mark)
  }
  return united
}

/** Most come in order: nothing is sorted then. */
function inOrder(marks: readonly Mark[]): readonly Mark[] {
  for (let i = 1; i < marks.length; i++)
    if (byPlace(marks[i - 1] as Mark, marks[i] as Mark) > 0) return sorted(marks, byPlace)
  return marks
}

const byPlace = (a: Mark, b: Mark): number => a.start - b.start || b.end - a.end

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
  const known = a.known === true || b.known === true
  const whole = first.start <= Math.min(a.start, b.start) && first.end >= Math.max(a.end, b.end)
  const detail = whole || a.detail === b.detail ? first.detail : undefined
  const [start, end] = [Math.min(a.start, b.start), Math.max(a.end, b.end)]
  return markOf(start, end, first.type, own || undefined, detail, undefined, known || undefined)
}
