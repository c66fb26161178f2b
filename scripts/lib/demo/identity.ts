import type { WrittenInput } from './input.ts'

/** Types of marked spans that name or find a person directly. */
const MARKED = new Set(['PERSON', 'PHONE', 'DOC_ID'])

/** Every string of the inputs that can name or find a person. */
export function identityStrings(inputs: readonly WrittenInput[]): string[] {
  return inputs.flatMap(input => [
    ...namingIn(at(input.subject, 'identity')),
    ...[at(input.subject, 'safeContact', 'value'), at(input.subject, 'safeContact', 'codeWord')].filter(isString),
    ...[at(input.subject, 'guardian', 'name'), at(input.subject, 'guardian', 'phone')].filter(isString),
    ...markedSpans(input),
  ])
}

function markedSpans({ narrative, spans }: WrittenInput): string[] {
  const text = at(narrative, 'text')
  const marks = spans ?? at(narrative, 'spans')
  if (!isString(text) || !Array.isArray(marks)) return []
  return marks.filter(mark => MARKED.has(mark.type)).map(mark => text.slice(mark.start, mark.end))
}

/** All of it but two: a document's type ("DNI_PE") is a code, and of a birth a year alone ("1979") is everywhere. */
function namingIn(identity: unknown): string[] {
  if (typeof identity !== 'object' || identity === null) return []
  const { documents, dateOfBirth, ...rest } = identity as Record<string, unknown>
  const birth = stringsBelow(dateOfBirth).filter(date => !/^\d{4}$/.test(date))
  return [...stringsBelow(rest), ...birth, ...stringsBelow(withoutTypes(documents))]
}

const withoutTypes = (documents: unknown): unknown =>
  Array.isArray(documents)
    ? documents.map(one => (typeof one === 'object' && one !== null ? { ...one, type: undefined } : one))
    : documents

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
