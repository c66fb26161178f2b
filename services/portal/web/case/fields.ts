import type { DataSchema } from '@amparo/client'

interface Named {
  readonly name: string
  readonly required: boolean
}

/** What a step has to say, as this page can ask for it. */
export type Field = Named &
  (
    | { readonly kind: 'choice'; readonly codes: readonly string[] }
    | { readonly kind: 'choices'; readonly codes: readonly string[]; readonly min: number }
    | { readonly kind: 'flag' | 'day' | 'moment' | 'agency' | 'id' }
    | { readonly kind: 'number'; readonly min: number | undefined; readonly max: number | undefined }
    | { readonly kind: 'rows'; readonly fields: readonly Field[]; readonly min: number }
    | { readonly kind: 'group'; readonly fields: readonly Field[] }
    /** A constant: said without asking. */
    | { readonly kind: 'given'; readonly value: string | number | boolean }
    /** Nothing that can be asked for here. */
    | { readonly kind: 'unknown' }
  )

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const schemaAt = (of: Schema, key: string): Schema => {
  const found = of[key]
  return isSchema(found) ? found : {}
}
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** The fields of a step's JSON Schema (2020-12), in its order. */
export function fieldsOf(data: DataSchema | undefined): readonly Field[] {
  if (data === undefined) return []
  return propertiesOf(data, data)
}

function propertiesOf(schema: Schema, root: Schema): readonly Field[] {
  const required = texts(schema['required'])
  return Object.entries(schemaAt(schema, 'properties')).map(([name, value]) => ({
    ...fieldOf(isSchema(value) ? resolve(value, root) : {}, root),
    ...{ name, required: required.includes(name) },
  }))
}

/** Follows "#/$defs/…". */
function resolve(schema: Schema, root: Schema): Schema {
  const { $ref: ref } = schema
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return schema
  const found = ref
    .slice(2)
    .split('/')
    .reduce<Schema>((at, key) => schemaAt(at, key), root)
  return { ...found, ...schema }
}

type Kind = Field extends infer F ? (F extends Field ? Omit<F, keyof Named> : never) : never

function fieldOf(schema: Schema, root: Schema): Kind {
  const { const: constant, type, format } = schema
  if (typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean')
    return { kind: 'given', value: constant }
  const codes = codesOf(schema)
  if (codes.length > 0) return { kind: 'choice', codes }
  const types = typeof type === 'string' ? [type] : texts(type)
  if (types.includes('boolean')) return { kind: 'flag' }
  if (types.includes('integer') || types.includes('number'))
    return { kind: 'number', min: number(schema['minimum']), max: number(schema['maximum']) }
  if (types.includes('array')) return listOf(schema, root)
  if (types.includes('object')) return groupOf(schema, root)
  if (format === 'date') return { kind: 'day' }
  if (format === 'date-time') return { kind: 'moment' }
  return format === 'uuid' || schema['pattern'] === SHA256 ? { kind: 'id' } : { kind: 'unknown' }
}

const SHA256 = '^[0-9a-f]{64}$'

function codesOf(schema: Schema): readonly string[] {
  const listed = texts(schema['enum'])
  if (listed.length > 0) return listed
  const branches = schema['oneOf'] ?? schema['anyOf']
  return Array.isArray(branches)
    ? branches.flatMap(branch => (isSchema(branch) && typeof branch['const'] === 'string' ? [branch['const']] : []))
    : []
}

function listOf(schema: Schema, root: Schema): Kind {
  const items = resolve(schemaAt(schema, 'items'), root)
  const min = number(schema['minItems']) ?? 0
  const codes = codesOf(items)
  if (codes.length > 0) return { kind: 'choices', codes, min }
  const fields = propertiesOf(items, root)
  return fields.length > 0 ? { kind: 'rows', fields, min } : { kind: 'unknown' }
}

function groupOf(schema: Schema, root: Schema): Kind {
  const names = Object.keys(schemaAt(schema, 'properties'))
  if (names.length === 2 && names.includes('hub') && names.includes('agencyId')) return { kind: 'agency' }
  const fields = propertiesOf(schema, root)
  return fields.length > 0 ? { kind: 'group', fields } : { kind: 'unknown' }
}
