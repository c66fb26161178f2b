import { code } from '../docs/document.ts'

/** More codes than this are counted, not named: the file has them. */
const MOST_CODES = 8

/** The fields of a step's data. What need not be said is in brackets. */
export function fieldsText(schema: unknown): string {
  if (!isRecord(schema) || !isRecord(schema['properties'])) return ''
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.entries(schema['properties'])
    .map(([field, property]) => {
      const said = `${code(field)}: ${typeText(property)}`
      return required.includes(field) ? said : `[${said}]`
    })
    .join('; ')
}

function typeText(schema: unknown): string {
  if (!isRecord(schema)) return ''
  const listed = schema['enum']
  if (Array.isArray(listed))
    return listed.length > MOST_CODES
      ? `one of ${listed.length} codes`
      : listed.map(item => code(String(item))).join(' or ')
  if ('const' in schema) return code(String(schema['const']))
  if (schema['type'] === 'array') return `list of ${typeText(schema['items'])}`
  if (schema['type'] === 'object') return `{ ${fieldsText(schema)} }`
  if (schema['type'] === 'boolean') return 'yes or no'
  if (typeof schema['format'] === 'string') return schema['format']
  return typeof schema['pattern'] === 'string' ? 'code' : String(schema['type'])
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
