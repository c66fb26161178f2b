import type { Field } from './fields.ts'

/** What was entered: a text for a code, a day, a number, yes and no; lists and groups of them. */
export type Value = string | readonly string[] | readonly Values[] | Values
export interface Values {
  readonly [name: string]: Value
}

const isTexts = (value: readonly string[] | readonly Values[]): value is readonly string[] =>
  value.every(item => typeof item === 'string')

export const textIn = (values: Values, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
export const codesIn = (values: Values, name: string): readonly string[] => {
  const value = values[name]
  return isList(value) && isTexts(value) ? value : []
}
export const rowsIn = (values: Values, name: string): readonly Values[] => {
  const value = values[name]
  return isList(value) && !isTexts(value) ? value : []
}
export const groupIn = (values: Values, name: string): Values => {
  const value = values[name]
  return typeof value === 'object' && !isList(value) ? value : {}
}
const isList = (value: Value | undefined): value is readonly string[] | readonly Values[] => Array.isArray(value)

export interface DataFault {
  /** RFC 6901, into the step's data. */
  readonly pointer: string
  readonly code: string
}

/** What is still missing, or cannot be meant, in the order of the page. */
export const faultsIn = (fields: readonly Field[], values: Values, at = ''): readonly DataFault[] =>
  fields.flatMap(field => faultsOf(field, values, `${at}/${field.name}`))

function faultsOf(field: Field, values: Values, pointer: string): readonly DataFault[] {
  const required = (isMissing: boolean) => (field.required && isMissing ? [{ pointer, code: 'required' }] : [])
  switch (field.kind) {
    case 'given':
    case 'unknown':
      return []
    case 'choices':
      return codesIn(values, field.name).length < Math.max(field.min, field.required ? 1 : 0)
        ? [{ pointer, code: 'required' }]
        : []
    case 'rows': {
      const rows = rowsIn(values, field.name)
      const few = rows.length < Math.max(field.min, field.required ? 1 : 0)
      return [
        ...(few ? [{ pointer, code: 'required' }] : []),
        ...rows.flatMap((row, i) => faultsIn(field.fields, row, `${pointer}/${i}`)),
      ]
    }
    case 'group': {
      const group = groupIn(values, field.name)
      const isUnused = !field.required && Object.keys(dataOf(field.fields, group)).length === 0
      return isUnused ? [] : faultsIn(field.fields, group, pointer)
    }
    case 'agency':
      return required(textIn(groupIn(values, field.name), 'agencyId') === '')
    case 'number': {
      const text = textIn(values, field.name).trim()
      if (text === '') return required(true)
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field
      return /^-?\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
        ? []
        : [{ pointer, code: 'invalid' }]
    }
    default:
      return required(textIn(values, field.name).trim() === '')
  }
}

type Said = string | number | boolean | readonly Said[] | { readonly [name: string]: Said }
type Data = Readonly<Record<string, Said>>

/** As it is sent. What was left empty is not said. */
export const dataOf = (fields: readonly Field[], values: Values): Data =>
  Object.fromEntries(
    fields.flatMap(field => {
      const said = saidOf(field, values)
      return said === undefined ? [] : [[field.name, said]]
    }),
  )

function saidOf(field: Field, values: Values): Said | undefined {
  const { name } = field
  const text = textIn(values, name).trim()
  switch (field.kind) {
    case 'given':
      return field.value
    case 'unknown':
      return undefined
    case 'choices': {
      const codes = codesIn(values, name)
      return codes.length === 0 ? undefined : codes
    }
    case 'rows': {
      const rows = rowsIn(values, name)
      return rows.length === 0 ? undefined : rows.map(row => dataOf(field.fields, row))
    }
    case 'group': {
      const data = dataOf(field.fields, groupIn(values, name))
      return Object.keys(data).length === 0 ? undefined : data
    }
    case 'agency': {
      const { hub = '', agencyId = '' } = groupIn(values, name)
      return typeof hub === 'string' && typeof agencyId === 'string' && agencyId !== '' ? { hub, agencyId } : undefined
    }
    case 'flag':
      return text === '' ? undefined : text === 'yes'
    case 'number':
      return text === '' ? undefined : Number(text)
    case 'moment':
      return text === '' ? undefined : new Date(text).toISOString()
    default:
      return text === '' ? undefined : text
  }
}

/** The hub points into the request or into its data; here only the data are. */
export const pointedIn = (errors: readonly DataFault[]): readonly DataFault[] =>
  errors.map(({ pointer, code }) => ({ pointer: pointer.replace(/^\/data(?=\/|$)/, ''), code }))
