import type { DemoInput } from './input.ts'

/** Types of marked spans that name or find a person directly. */
const MARKED = new Set(['PERSON', 'PHONE', 'DOC_ID'])

/** Every string of the inputs that can name or find a person. */
export function identityStrings(inputs: readonly DemoInput[]): string[] {
  return inputs.flatMap(input => [
    ...stringsBelow(at(input.subject, 'identity')).filter(notACode),
    ...[at(input.subject, 'safeContact', 'value'), at(input.subject, 'safeContact', 'codeWord')].filter(isString),
    ...[at(input.subject, 'guardian', 'name'), at(input.subject, 'guardian', 'phone')].filter(isString),
    ...markedSpans(input),
  ])
}

function markedSpans({ narrative, spans }: DemoInput): string[] {
  const text = at(narrative, 'text')
  const marks = spans ?? at(narrative, 'spans')
  if (!isString(text) || !Array.isArray(marks)) return []
  return marks.filter(mark => MARKED.has(mark.type)).map(mark => text.slice(mark.start, mark.end))
}

/** A document's type ("DNI_PE") is a code, and a year alone ("1979") is everywhere: neither says who somebody is. */
const notACode = (value: string): boolean => !/^([A-Z]{2,}(_[A-Z]+)*|\d{4})$/.test(value)
const isString = (value: unknown): value is string => typeof value === 'string' && value.length > 0

function stringsBelow(value: unknown): string[] {
  if (isString(value)) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsBelow) : []
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
