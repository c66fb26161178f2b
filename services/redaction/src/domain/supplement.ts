type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A record with what a supplement says: a field that it names takes its value, lists as a whole; objects are filled in field by
 * field (RFC 7396, but that null is a value: some fields have it as an answer). Neither is changed. The result is not checked.
 */
export function supplemented(record: unknown, supplement: unknown): unknown {
  if (!isFields(supplement)) return supplement
  const before = isFields(record) ? record : {}
  // Object.fromEntries defines own fields only, whatever their names are.
  const filled = Object.entries(supplement).map(([name, value]) => [
    name,
    supplemented(Object.hasOwn(before, name) ? before[name] : undefined, value),
  ])
  return Object.fromEntries([...Object.entries(before), ...filled])
}
