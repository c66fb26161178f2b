import { type Mark, markOf } from '../marks.ts'
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

/** Of an address the rest of its last word, "sol" of "demi-sous-sol", and the number that its last word announces: "gate no. 2". */
export function wholeDoors({ text }: Scene, marks: readonly Mark[]): Mark[] {
  return marks.flatMap(({ start, end, type }) => {
    if (type !== 'ADDRESS') return []
    const rest = REST.exec(text.slice(end, end + LONGEST))?.[0] ?? numberBehind(text, end)
    return rest === undefined ? [] : [markOf(start, end + rest.length, type)]
  })
}
const REST = /^(?:- ?\n? ?\p{L}+)+/u
const NUMBER = /^(?:\.?[º°]|\.) ?\d+(?![\p{L}\d])/u
const numberBehind = (text: string, end: number): string | undefined =>
  /[^\p{L}](?:n|no|nro|num|apt|ap)$/u.test(text.slice(Math.max(0, end - 4), end))
    ? NUMBER.exec(text.slice(end, end + 12))?.[0]
    : undefined

/** Letters of a plate in small letters behind its word: "immatriculé em 207 kd". */
export function wholePlates({ text }: Scene, marks: readonly Mark[]): Mark[] {
  const found: Mark[] = []
  for (const { start, end, type } of marks) {
    if (type !== 'PLATE') continue
    const letters = PLATE_LETTERS.exec(text.slice(Math.max(0, start - LONGEST), start))?.[1]
    if (letters !== undefined) found.push(markOf(start - letters.length, end, type))
  }
  return found
}
const PLATE_LETTERS =
  /(?<!\p{L})(?:immatricule?e?s?|plaque|placas?|plates?|chapa|patente|matricula|tag):? (?!(?:de|do|da|du|el|la|le|es|is|no|n|num|se|con|com|y|e|o|a|et|and|the|was|were|are|its|era|foi) )(\p{L}{1,3}[ -])$/u
