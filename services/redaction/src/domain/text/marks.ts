/** What a masked piece of text was. The order is the precedence when pieces overlap. */
export const SPAN_TYPES = [
  'DATE_OF_BIRTH',
  'EMAIL',
  'URL',
  'PHONE',
  'PERSON',
  'ADDRESS',
  'DATE',
  'HANDLE',
  'GEO',
  'ID',
  'AGE',
  'NUMBER',
  'NATIONALITY',
  'DETAIL',
  'NAME',
  'WORD',
] as const
export type SpanType = (typeof SPAN_TYPES)[number]

/** A piece to be masked, in folded offsets. `detail` is what may still be told: the month of a date, the band of an age. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly type: SpanType
  readonly detail?: string
}

const rank = (type: SpanType) => SPAN_TYPES.indexOf(type)

/** Joins what overlaps or touches within one name; nothing that any mark covers comes out uncovered. */
export function unite(marks: readonly Mark[], text: string): Mark[] {
  const united: Mark[] = []
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = united.at(-1)
    if (last === undefined || !joins(last, mark, text)) united.push(mark)
    else united[united.length - 1] = join(last, mark)
  }
  return united
}

function joins(a: Mark, b: Mark, text: string): boolean {
  if (b.start < a.end) return true
  return (
    a.type === b.type && b.start - a.end <= 4 && /^[\s.,'-]*$/.test(text.slice(a.end, b.start)) && a.detail === b.detail
  )
}

function join(a: Mark, b: Mark): Mark {
  const first = rank(a.type) <= rank(b.type) ? a : b
  const sameDetail = a.type !== b.type || a.detail === b.detail || b.start < a.end
  const range = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), type: first.type }
  return first.detail !== undefined && sameDetail ? { ...range, detail: first.detail } : range
}

/** Which folded units some mark covers. */
export function coverage(marks: readonly Pick<Mark, 'start' | 'end'>[], length: number): Uint8Array {
  const covered = new Uint8Array(length)
  for (const { start, end } of marks) covered.fill(1, start, end)
  return covered
}

/** Whether any unit of the range is covered. */
export const touches = (covered: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (covered[i]) return true
  return false
}

/** Whether every unit of the range is covered: half a word masked is not masked. */
export const isCovered = (covered: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (!covered[i]) return false
  return true
}
