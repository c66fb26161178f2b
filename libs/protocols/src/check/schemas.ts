import { compileSchema } from '../data.ts'
import type { Finding } from '../faults.ts'
import { isRecord } from '../repair.ts'
import type { Protocol } from '../run.ts'
import { isParty } from './steps.ts'

type Path = Finding['path']
type Patterns = readonly unknown[]

/** What a step may say compiles, holds no free text, and has words for each code and field. */
export function checkSchemas(protocol: Protocol): Finding[] {
  return Object.entries(protocol.steps).flatMap(([name, { by, data }]) => {
    if (data === undefined) return []
    const path = ['steps', name, 'data']
    const patterns = isParty(by) ? USERS_PATTERNS : SYSTEMS_PATTERNS
    const findings = [...walkSchema(data, path, patterns)]
    const unsaid = findings.flatMap(({ word, path: at }): Finding[] =>
      word === undefined || Object.hasOwn(protocol.words, word)
        ? []
        : [{ path: at, code: 'unknown_word', message: `"${word}" is not among the words: nobody could read it.` }],
    )
    return [...compiled(data, path), ...findings.flatMap(({ finding }) => (finding ? [finding] : [])), ...unsaid]
  })
}

function compiled(schema: object, path: Path): Finding[] {
  try {
    compileSchema(schema)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be compiled'
    return [{ path, code: 'schema_invalid', message: `This is no JSON Schema of 2020-12: ${why}.` }]
  }
}

interface Seen {
  readonly path: Path
  /** A code or a field that needs words. */
  readonly word?: string
  readonly finding?: Finding
}

const CODED_FORMATS: readonly unknown[] = ['date', 'date-time', 'uuid']
/** The patterns that let no name through: a country and a number, XA or XB2, and a SHA-256. */
const USERS_PATTERNS: readonly unknown[] = ['^[A-Z]{2}[A-Z0-9]{0,6}$', '^[0-9a-f]{64}$']
/** No user writes these: ids of forms and codes of refusals, as the services spell them. */
const SYSTEMS_PATTERNS: readonly unknown[] = [...USERS_PATTERNS, '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', '^[a-z][a-z0-9_]*$']
const NUMBERS: readonly unknown[] = ['integer', 'number']
/** Whole numbers up to this hold no telephone and no document. */
const MOST = 9999
const TELEPHONE = `a number is whole (integer), with minimum and maximum, and not beyond ${MOST}: no telephone, no document`
const APPLIED = ['allOf', 'anyOf', 'oneOf'] as const
const CONDITIONS = ['if', 'then', 'else', 'not'] as const
/** Words whose effect is checked here. What is said twice is written twice, or with an anchor of YAML. */
const KNOWN: ReadonlySet<string> = new Set([
  ...APPLIED,
  ...CONDITIONS,
  ...['type', 'properties', 'required', 'additionalProperties', 'dependentRequired', 'minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'],
  ...['title', 'description', '$comment'],
])

/** Everything that a schema lets through. Conditions may only narrow what its properties let through already. */
function* walkSchema(schema: unknown, path: Path, patterns: Patterns): Generator<Seen> {
  if (!isRecord(schema)) {
    yield freeText(path, 'anything may stand here')
    return
  }
  yield* codes(schema, path)
  for (const word of Object.keys(schema))
    if (!KNOWN.has(word)) yield freeText([...path, word], `"${word}" may let through what nobody has read`)
  for (const word of CONDITIONS) if (word in schema) yield* narrowing(schema[word], [...path, word])
  for (const word of APPLIED)
    if (Array.isArray(schema[word]))
      for (const [index, part] of schema[word].entries()) yield* narrowing(part, [...path, word, index])
  if (schema['type'] === 'object') yield* object(schema, path, patterns)
  else if (schema['type'] === 'array') {
    if ('items' in schema) yield* walkSchema(schema['items'], [...path, 'items'], patterns)
    else yield freeText(path, 'a list says what is in it (items)')
  } else if (NUMBERS.includes(schema['type']) && !('enum' in schema || 'const' in schema)) {
    if (patterns === USERS_PATTERNS && !isSmall(schema)) yield freeText(path, TELEPHONE)
  } else if (!isCoded(schema, patterns))
    yield freeText(path, 'text must be one of a list (enum), a date, a time or a uuid')
}

function* object(schema: Record<string, unknown>, path: Path, patterns: Patterns): Generator<Seen> {
  if (schema['additionalProperties'] !== false)
    yield freeText(path, 'fields that are not named must be refused (additionalProperties: false)')
  const properties = schema['properties']
  if (!isRecord(properties)) return
  for (const [field, property] of Object.entries(properties)) {
    yield { path: [...path, 'properties', field], word: field }
    yield* walkSchema(property, [...path, 'properties', field], patterns)
  }
}

function* narrowing(schema: unknown, path: Path): Generator<Seen> {
  if (!isRecord(schema)) return
  yield* codes(schema, path)
  const properties = schema['properties']
  if (isRecord(properties))
    for (const [field, property] of Object.entries(properties))
      yield* narrowing(property, [...path, 'properties', field])
}

function* codes(schema: Record<string, unknown>, path: Path): Generator<Seen> {
  const listed = schema['enum']
  if (Array.isArray(listed))
    for (const [index, code] of listed.entries())
      if (typeof code === 'string') yield { path: [...path, 'enum', index], word: code }
  if (typeof schema['const'] === 'string') yield { path: [...path, 'const'], word: schema['const'] }
}

const isSmall = ({ type, minimum, maximum }: Record<string, unknown>): boolean =>
  type === 'integer' &&
  typeof minimum === 'number' &&
  typeof maximum === 'number' &&
  minimum >= -MOST &&
  maximum <= MOST

const isCoded = (schema: Record<string, unknown>, patterns: Patterns): boolean =>
  Array.isArray(schema['enum']) ||
  'const' in schema ||
  schema['type'] === 'boolean' ||
  (schema['type'] === 'string' && (CODED_FORMATS.includes(schema['format']) || patterns.includes(schema['pattern'])))

const freeText = (path: Path, why: string): Seen => ({
  path,
  finding: { path, code: 'free_text_field', message: `A name could be written here: ${why}.` },
})
