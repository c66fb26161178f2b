import type { ServiceName } from '@amparo/contracts'
import { urlOf } from '../../../scripts/lib/hubs/addresses.ts'
import type { InstalledHub } from '../../../scripts/lib/hubs/installation.ts'

/** Of JSON Schema, what bodies are made from. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Described {
  readonly security?: readonly { readonly token: readonly string[] }[]
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }
}

/** Every route that a service has, from its own OpenAPI document. */
export interface Route {
  readonly service: ServiceName
  readonly method: string
  readonly path: string
  /** Undefined: open to strangers. */
  readonly scope: string | undefined
  /** Names of what has to stand after the question mark. */
  readonly query: readonly string[]
  readonly body: Schema | undefined
}

export async function routesOf(hub: InstalledHub, service: ServiceName): Promise<Route[]> {
  const response = await fetch(`${urlOf(hub, service)}/docs/json`)
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, parameters = [], requestBody }]) => ({
      service,
      method: method.toUpperCase(),
      path,
      scope: security?.[0]?.token[0],
      query: parameters.filter(one => one.in === 'query' && one.required).map(({ name }) => name),
      body: requestBody?.content['application/json']?.schema,
    })),
  )
}

/** The least that a route takes as its body: what it requires, a field by its name where `fields` has one. */
export function bodyFor(schema: Schema, fields: Readonly<Record<string, unknown>>, name = ''): unknown {
  if (Object.hasOwn(fields, name)) return fields[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [either] = schema.anyOf ?? schema.oneOf ?? []
  if (either) return bodyFor(either, fields, name)
  const { type } = schema
  if (type === 'object') {
    const { properties = {}, required = [] } = schema
    return Object.fromEntries(required.map(key => [key, bodyFor(properties[key] ?? {}, fields, key)]))
  }
  if (type === 'array') return [bodyFor(schema.items ?? {}, fields, name)]
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  return EXAMPLES[schema.format ?? ''] ?? 'example'
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2030-01-01',
  'date-time': '2030-01-01T08:00:00Z',
  uuid: '7d0d9a52-5c0e-4a37-8f0e-0b6a3f7f1c11',
}
