import type { Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'

const NAME = "[\\p{L}' .-]{2,48}"
const QUOTED = `["“«'‘(] ?[\\p{L}' -]{2,24} ?["”»'’)]`
const BETWEEN = new RegExp(`^ ${QUOTED} $`, 'u')
/** Of the quotation, too, a part may be masked with either name. */
const WITHIN = new RegExp(`^${NAME} ${QUOTED} ${NAME}$`, 'u')
const LONGEST = 32

/** What is put in quotation marks or brackets between two parts of a name: 'Edmilson "Boto" Farias'. */
export function namesBetween({ text }: Scene, marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark, i) => {
    const before = marks[i - 1]
    if (before === undefined || mark.type !== 'PERSON' || before.type !== 'PERSON') return []
    if (mark.start - before.end > LONGEST) return []
    if (!BETWEEN.test(text.slice(before.end, mark.start)) && !WITHIN.test(text.slice(before.start, mark.end))) return []
    return [{ start: before.start, end: mark.end, type: 'PERSON' as const }]
  })
}

/** Where a machine read a letter for a figure, a number may end too soon: "0696 55 0l" of "0696 55 0l 18". */
export function wholeNumbers({ text }: Scene, marks: readonly Mark[]): Mark[] {
  return marks.flatMap(({ start, end, type }) => {
    const isMisread = type === 'PHONE' && /\d[lo]|[lo]\d/.test(text.slice(start, end))
    const rest = isMisread
      ? /^(?:[ .-][\dlo]{2,4}(?![\p{L}\d]))+/u.exec(text.slice(end, end + LONGEST))?.[0]
      : undefined
    return rest !== undefined && /\d/.test(rest) ? [{ start, end: end + rest.length, type }] : []
  })
}
